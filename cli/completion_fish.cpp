#include <fmt/format.h>

#include "completion.h"

namespace cli {
namespace {

/// quoted is text within '...' as fish takes it.
std::string quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') result += '\\';
        result += c;
    }
    return result + "'";
}

std::string line(const std::string& command, const CompletedOption& option) {
    auto text = fmt::format("complete -c amtcert -n '__fish_seen_subcommand_from {}'", command);
    for (const auto& name : option.names) text += (name.size() > 1 ? " -l " : " -s ") + name;
    if (option.takes_value) text += option.values.empty() ? " -r" : " -x";
    if (!option.values.empty())
        text += fmt::format(" -a '{}{}{}'", option.is_list ? "(__fish_append , " : "", fmt::join(option.values, " "),
                            option.is_list ? ")" : "");
    return text + " -d " + quoted(option.description) + "\n";
}

}  // namespace

std::string fish_completion(const std::vector<CompletedCommand>& commands) {
    std::string script =
        "# fish completion of amtcert\n"
        "complete -c amtcert -n __fish_use_subcommand -l help -d 'say how it is used'\n"
        "complete -c amtcert -n __fish_use_subcommand -l version -d 'say the release'\n";
    for (const auto& command : commands)
        script += fmt::format("complete -c amtcert -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                              quoted(command.description));
    for (const auto& command : commands) {
        for (const auto& option : command.options) script += line(command.name, option);
        if (!command.arguments.empty())
            script += fmt::format("complete -c amtcert -n '__fish_seen_subcommand_from {}' -f -a '{}'\n", command.name,
                                  fmt::join(command.arguments, " "));
    }
    return script;
}

}  // namespace cli
