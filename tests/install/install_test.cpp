#include <regex>

#include "install/installed.h"

using namespace installed;

TEST_CASE("install: the documents and schemas are under share") {
    for (const std::string file : {"doc/amtcert/README.md", "doc/amtcert/copyright", "doc/amtcert/docs/rules.md",
                                   "doc/amtcert/docs/examples/nagios.cfg", "amtcert/schemas/report.schema.json"}) {
        INFO(file);
        CHECK(fs::is_regular_file(prefix() / "share" / file));
    }
}

TEST_CASE("install: a man page for the tool and for each command has every option of --help, and man finds no fault in it") {
    const auto tool = (prefix() / "bin/amtcert").string();
    const auto pages = prefix() / "share/man/man1";
    const std::regex command_line("\n  ([a-z]+) {2,}");
    const std::regex long_option("--[a-z][a-z0-9-]+");
    const auto help = succeeds({tool, "--help"}).output;
    std::vector<std::string> commands{""};
    for (std::sregex_iterator match(help.begin(), help.end(), command_line), end; match != end; ++match)
        commands.push_back(match->str(1));
    CHECK(commands.size() > 10);
    for (const auto& command : commands) {
        const auto page = pages / (command.empty() ? "amtcert.1" : "amtcert-" + command + ".1");
        const auto shown = succeeds({"/usr/bin/man", "--warnings", "-l", page.string()},
                                    {{"MANWIDTH", "200"}, {"LC_ALL", "C.UTF-8"}, {"MAN_KEEP_FORMATTING", ""}});
        CHECK(shown.errors.empty());
        std::vector<std::string> asked{tool, command, "--help"};
        if (command.empty()) asked.erase(asked.begin() + 1);
        const auto text = succeeds(asked).output;
        INFO(command);
        for (std::sregex_iterator match(text.begin(), text.end(), long_option), end; match != end; ++match) {
            INFO(match->str());
            CHECK(shown.output.find(match->str()) != std::string::npos);
        }
    }
}
