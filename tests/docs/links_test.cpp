// What the documentation names is there: files, headings, options, and every page in the index.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "support/markdown.h"
#include "support/run_command.h"

namespace {

namespace fs = std::filesystem;

/// anchors are what headings of a page are called in links, as GitHub makes them.
std::set<std::string> anchors(const std::string& file) {
    std::set<std::string> found;
    for (const auto& heading : markdown::matches("\n" + markdown::read(file).prose, "\n#+ ([^\n]+)")) {
        std::string anchor;
        for (const char c : heading) {
            if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_')
                anchor += static_cast<char>(std::tolower(c));
            if (c == ' ') anchor += '-';
        }
        found.insert(anchor);
    }
    return found;
}

/// options_of gives the options that the help of a command names.
std::set<std::string> options_of(const std::string& command) {
    const auto help = amtcert(command.empty() ? std::vector<std::string>{"--help"} : std::vector<std::string>{command, "--help"});
    CHECK(help.exit == 0);
    const auto found = markdown::matches(help.output, "(--[a-z][a-z0-9-]*)");
    return {found.begin(), found.end()};
}

}  // namespace

TEST_CASE("docs: every link leads to a file and a heading that are there") {
    for (const auto& name : markdown::pages()) {
        for (const auto& link : markdown::matches(markdown::read(markdown::path_of(name)).prose, "\\]\\(([^)\\s]+)\\)")) {
            if (link.starts_with("https://")) continue;
            INFO(name << ": " << link);
            const auto hash = std::min(link.find('#'), link.size());
            const auto file = hash == 0 ? fs::path(markdown::path_of(name))
                                        : fs::path(markdown::path_of(name)).parent_path() / link.substr(0, hash);
            CHECK(fs::exists(file));
            if (hash < link.size()) CHECK(anchors(file).contains(link.substr(hash + 1)));
        }
    }
}

TEST_CASE("docs: the index has every page, schema and folder") {
    const auto links = markdown::matches(markdown::read(markdown::path_of("docs/README.md")).prose, "\\]\\(([^)\\s]+)\\)");
    for (const auto& entry : fs::directory_iterator(markdown::path_of("docs"))) {
        const auto name = entry.path().filename().string();
        INFO(name);
        if (name != "README.md") CHECK(std::find(links.begin(), links.end(), name) != links.end());
    }
}

TEST_CASE("docs: every option named is one of the command's, or of some command's where none is named") {
    std::map<std::string, std::set<std::string>> options;
    std::set<std::string> any = options_of("");
    for (const auto& command : markdown::matches(amtcert({"--help"}).output, "\n  ([a-z]+) +[A-Z]")) {
        options[command] = options_of(command);
        any.insert(options[command].begin(), options[command].end());
    }
    CHECK((options.contains("check") && options.contains("testcerts")));
    for (const auto& name : markdown::pages()) {
        for (const auto& span : markdown::matches(markdown::read(markdown::path_of(name)).prose, "`([^`]+)`")) {
            INFO(name << ": " << span);
            std::smatch command;
            const bool names_one = std::regex_search(span, command, std::regex("^amtcert\\s+([a-z]+)"));
            if (!names_one && !span.starts_with("--")) continue;
            if (names_one) CHECK((options.contains(command[1]) || command[1] == "manual"));
            const auto& known = names_one ? options[command[1]] : any;
            for (const auto& option : markdown::matches(span, "(--[a-z][a-z0-9-]*)")) CHECK(known.contains(option));
        }
    }
}
