#include "completion.h"

#include <fmt/format.h>

#include <amtcert/rules/firmware.h>
#include <amtcert/rules/rule.h>

#include "command_parts.h"

namespace cli {
namespace {

std::vector<std::string> rule_ids() {
    std::vector<std::string> ids;
    for (const auto* rule : rules::catalogue()) ids.emplace_back(rule->id);
    return ids;
}

/// releases are one for each row of the firmware table: its id where that can be said, else its first release.
std::vector<std::string> releases() {
    std::vector<std::string> all{"all"};
    for (const auto& row : rules::generations()) {
        const std::string id(row.id);
        const auto since = row.ranges[0].since;
        const auto first = since.patch == 0 ? fmt::format("{}.{}", since.major, since.minor)
                                            : fmt::format("{}.{}.{}", since.major, since.minor, since.patch);
        all.push_back(rules::parse_releases(id) ? id : first);
    }
    return all;
}

/// named_values are those that --help names: "F:{text,json}".
std::vector<std::string> named_values(const std::string& type) {
    const auto open = type.find('{');
    const auto close = type.find('}', open == std::string::npos ? type.size() : open);
    if (close == std::string::npos) return {};
    return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

std::vector<std::string> values_of(const CLI::Option& option) {
    const auto type = option.get_type_name();
    if (type.starts_with("RULE")) return rule_ids();
    if (type.starts_with("V[,V]")) return releases();
    return named_values(type);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

CompletedOption completed(const CLI::Option& option) {
    CompletedOption result{.description = first_line(option.get_description()), .takes_value = option.get_expected_min() > 0};
    for (const auto& name : option.get_lnames()) result.names.push_back(name);
    for (const auto& name : option.get_snames()) result.names.push_back(name);
    if (result.takes_value) result.values = values_of(option);
    result.is_list = option.get_delimiter() != '\0';
    return result;
}

/// arguments_of are the words that a command takes beside its options, where they can be known.
std::vector<std::string> arguments_of(const CLI::App& command) {
    const auto positionals = command.get_options([](const CLI::Option* option) { return option->get_positional(); });
    if (positionals.empty()) return {};
    const auto name = positionals.front()->get_name(true);
    if (name == "ID") return rule_ids();
    if (name == "STAGE") return {"1", "2", "3", "4", "5", "6", "7", "client", "network", "server", "directory", "ca", "other"};
    return {};
}

}  // namespace

std::vector<CompletedCommand> completed_commands(const CLI::App& app) {
    std::vector<CompletedCommand> commands;
    for (const auto* command : parts(app, true)) {
        CompletedCommand one{.name = command->get_name(), .description = first_line(command->get_description())};
        for (const auto* option : all_options(*command)) one.options.push_back(completed(*option));
        one.arguments = arguments_of(*command);
        commands.push_back(std::move(one));
    }
    return commands;
}

}  // namespace cli
