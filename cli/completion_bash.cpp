#include <fmt/format.h>

#include "completion.h"

namespace cli {

std::string bash_completion(const std::vector<CompletedCommand>& commands) {
    std::string names = "--help --version";
    std::string after_options;
    std::string others;
    for (const auto& command : commands) {
        names += " " + command.name;
        std::string options;
        for (const auto& option : command.options) {
            for (const auto& name : option.names) {
                const auto word = (name.size() > 1 ? "--" : "-") + name;
                if (name.size() > 1) options += (options.empty() ? "" : " ") + word;
                if (option.takes_value)
                    after_options += fmt::format("        '{} {}') words='{}'{} ;;\n", command.name, word,
                                                 fmt::join(option.values, " "), option.is_list ? " list=1" : "");
            }
        }
        others += fmt::format("        '{} '*) if [[ $word == -* ]]; then words='{}'; else words='{}'; fi ;;\n", command.name, options,
                              fmt::join(command.arguments, " "));
    }
    return fmt::format(R"(# bash completion of amtcert
_amtcert() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}} words= list= before=
    # bash makes three words of --option=value
    if [[ $word == = ]]; then
        word=
    elif [[ $previous == = ]]; then
        previous=${{COMP_WORDS[COMP_CWORD - 2]}}
    fi
    [[ $COMP_CWORD -gt 1 ]] || words='{}'
    case "${{COMP_WORDS[1]}} $previous" in
{}{}    esac
    if [[ -n $list && $word == *,* ]]; then
        before=${{word%,*}},
        word=${{word##*,}}
    fi
    COMPREPLY=($(compgen -P "$before" -W "$words" -- "$word"))
}}
complete -o default -F _amtcert amtcert
)",
                       names, after_options, others);
}

}  // namespace cli
