#include <fmt/format.h>

#include <algorithm>

#include "completion.h"

namespace cli {
namespace {

/// escaped is text within '...' in which these characters would mean something to _arguments or _describe.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\'') {
            result += "'\\''";
            continue;
        }
        if (std::string_view("[]:\\").find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

/// action says what may stand for a value: its words, or a file.
std::string action(const std::vector<std::string>& values, bool is_list) {
    if (values.empty()) return "_files";
    if (!is_list) return fmt::format("({})", fmt::join(values, " "));
    return fmt::format("_sequence compadd - {}", fmt::join(values, " "));
}

/// specifications of an option, one for each of its names.
std::string specifications(const CompletedOption& option) {
    std::string text;
    for (const auto& name : option.names)
        text += fmt::format(" \\\n                '*{}{}[{}]{}'", name.size() > 1 ? "--" : "-", name, escaped(option.description),
                            option.takes_value ? ":value:" + action(option.values, option.is_list) : "");
    return text;
}

}  // namespace

std::string zsh_completion(const std::vector<CompletedCommand>& commands) {
    std::string names;
    std::string cases;
    for (const auto& command : commands) {
        names += fmt::format("        '{}:{}'\n", command.name, escaped(command.description));
        cases += fmt::format("        {})\n            _arguments -s", command.name);
        for (const auto& option : command.options) cases += specifications(option);
        cases += fmt::format(" \\\n                '*:argument:{}' ;;\n", action(command.arguments, false));
    }
    return fmt::format(R"(#compdef amtcert
# zsh completion of amtcert
_amtcert() {{
    local curcontext=$curcontext state line
    local -a commands=(
{})
    _arguments -C '(- *)--help[say how it is used]' '(- *)--version[say the release]' '1:command:->command' '*::argument:->argument'
    case $state in
    command) _describe command commands ;;
    argument)
        case $line[1] in
{}        esac ;;
    esac
}}
if [[ $funcstack[1] == _amtcert ]]; then _amtcert "$@"; else compdef _amtcert amtcert; fi
)",
                       names, cases);
}

}  // namespace cli
