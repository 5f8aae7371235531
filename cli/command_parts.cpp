#include "command_parts.h"

namespace cli {

std::vector<const CLI::App*> parts(const CLI::App& command, bool named) {
    return command.get_subcommands(
        [named](const CLI::App* part) { return part->get_name().empty() != named && !part->get_group().empty(); });
}

std::vector<const CLI::Option*> own_options(const CLI::App& command) {
    return command.get_options([&command](const CLI::Option* option) {
        return option->nonpositional() && !option->get_group().empty() &&
               (option != command.get_help_ptr() || !command.get_name().empty());
    });
}

std::vector<const CLI::Option*> all_options(const CLI::App& command) {
    auto all = own_options(command);
    for (const auto* group : parts(command, false)) {
        const auto more = all_options(*group);
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace cli
