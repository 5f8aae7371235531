#include "install/installed.h"

using namespace installed;

namespace {

/// zsh_home is a home folder whose zsh knows the installed completion and has a function in place of the tool, which prints its words.
const TemporaryFolder& zsh_home() {
    static const TemporaryFolder home;
    static const auto file = home.write(".zshrc", "fpath=('" + (prefix() / "share/zsh/site-functions").string() + "' $fpath)\n" +
                                                      "autoload -U compinit\ncompinit -u -d '" + home.path("dump") + R"('
PS1='> '
unsetopt prompt_sp prompt_cr
unset zle_bracketed_paste
amtcert() { print -r -- "got:$*:" }
)");
    REQUIRE(fs::exists(file));
    return home;
}

/// typed gives what zsh makes of a line in which the tabulator is pressed.
std::string typed(const std::string& line) {
    const auto run = run_command({"/usr/bin/zsh", "-i"},
                                 {.input = line + "\nexit\n",
                                  .environment = {{"ZDOTDIR", zsh_home().path()}, {"TERM", "dumb"}, {"LC_ALL", "C.UTF-8"}},
                                  .terminal = true});
    INFO(run.output);
    const auto begin = run.output.rfind("got:");
    REQUIRE(begin != std::string::npos);
    return run.output.substr(begin + 4, run.output.find(':', begin + 4) - begin - 4);
}

/// fish gives what fish offers for the last word of a line, without the descriptions.
std::vector<std::string> fish(const std::string& line) {
    const TemporaryFolder home;
    const auto script = (prefix() / "share/fish/vendor_completions.d/amtcert.fish").string();
    std::istringstream lines(succeeds({"/usr/bin/fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, line},
                                      {{"HOME", home.path()}, {"XDG_DATA_HOME", home.path()}, {"XDG_CONFIG_HOME", home.path()}})
                                 .output);
    std::vector<std::string> offered;
    for (std::string one; std::getline(lines, one);) offered.push_back(one.substr(0, one.find('\t')));
    std::sort(offered.begin(), offered.end());
    return offered;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("install: bash completes commands, options, the values of options, and else file names") {
    const auto script = (prefix() / "share/bash-completion/completions/amtcert").string();
    const auto complete = [&script](const std::string& words) {
        return succeeds({"/bin/bash", "-c",
                         "set -u; . \"$0\"; COMP_WORDS=(" + words +
                             "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _amtcert; echo \"${COMPREPLY[*]-}\"; complete -p amtcert",
                         script})
            .output;
    };
    const std::string registered = "\ncomplete -o default -F _amtcert amtcert\n";
    CHECK(complete("amtcert ch") == "check chain" + registered);
    CHECK(complete("amtcert check --dns") == "--dns-suffix" + registered);
    CHECK(complete("amtcert check x.pem --fail-on ''") == "error warning" + registered);
    CHECK(complete("amtcert check --fail-on = w") == "warning" + registered);
    CHECK(complete("amtcert check --fail-on =") == "error warning" + registered);
    CHECK(complete("amtcert check --site ''") == registered);
    CHECK(complete("amtcert check ''") == registered);
}

TEST_CASE("install: zsh completes commands, options, values, and lists of rules") {
    CHECK(typed("amtcert gui\t") == "guide");
    CHECK(typed("amtcert check --dns-s\texample.com") == "check --dns-suffix example.com");
    CHECK(typed("amtcert check --format ndj\t") == "check --format ndjson");
    CHECK(typed("amtcert check --require key.length,name.do\t") == "check --require key.length,name.domain-suffix");
    CHECK(typed("amtcert rules key.le\t") == "rules key.length");
}

TEST_CASE("install: fish completes commands, options, values, and lists of rules") {
    CHECK(fish("amtcert ch") == Words{"chain", "check"});
    CHECK(fish("amtcert check --dns") == Words{"--dns-suffix"});
    CHECK(fish("amtcert check --format n") == Words{"nagios", "ndjson"});
    CHECK(fish("amtcert check --fail-on ") == Words{"error", "warning"});
    CHECK(fish("amtcert check --require key.length,name.domain-s") == Words{"key.length,name.domain-suffix"});
    CHECK(fish("amtcert rules key.le") == Words{"key.length"});
}

TEST_CASE("install: no shell finds fault with its script") {
    const auto share = prefix() / "share";
    succeeds({"/bin/bash", "-n", (share / "bash-completion/completions/amtcert").string()});
    succeeds({"/usr/bin/zsh", "-n", (share / "zsh/site-functions/_amtcert").string()});
    succeeds({"/usr/bin/fish", "--no-execute", (share / "fish/vendor_completions.d/amtcert.fish").string()});
}
