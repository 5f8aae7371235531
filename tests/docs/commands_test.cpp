// What the documentation shows is true: every command in a fenced block is run.
//
// A block is one of
// - console: lines "$ COMMAND", each with all that it writes below it; "..." is any lines, and "(exit N)" ends it unless N is 0
// - sh: a command a line, "# exit N" behind it unless N is 0; what it writes is not shown
// - LANGUAGE FILE: put into the working folder under that name
// - any other LANGUAGE: shows no command
//
// The commands of a page are run in its order, in a folder of its own that is empty at first, for one day.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "support/markdown.h"
#include "support/run_command.h"
#include "support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using markdown::Block;
using markdown::Page;

/// not_run has the commands that a test cannot run, with the reason.
const std::map<std::string, std::string> not_run{
    {"./scripts/quickstart", "installs Debian packages and builds"},
    {"./scripts/test", "installs Debian packages, builds, and runs this test"},
};

/// is_safe says whether a command begins with a program that changes nothing outside of its working folder. Others are not tried.
bool is_safe(const std::string& command) {
    return std::regex_search(command, std::regex("^([A-Z_]+=(\"[^\"]*\"|\\S*) )?(amtcert|openssl|python3|cat|echo|export) "));
}

bool rebase() { return std::getenv("AMTCERT_REBASE") != nullptr; }

/// Step is a command and what the page shows below it.
struct Step {
    std::string command;
    std::vector<std::string> shown;
};

/// console_steps cuts a transcript into its commands; a command goes on behind a backslash at the end of a line.
std::vector<Step> console_steps(const Block& block) {
    std::vector<Step> steps;
    bool goes_on = false;
    for (const auto& line : block.lines) {
        if (goes_on) {
            steps.back().command += "\n" + line;
        } else if (line.starts_with("$ ")) {
            steps.push_back({.command = line.substr(2)});
        } else if (!steps.empty()) {
            steps.back().shown.push_back(line);
            continue;
        } else {
            FAIL_CHECK("a transcript begins with \"$ \": " << line);
            continue;
        }
        goes_on = line.ends_with('\\');
    }
    return steps;
}

/// script_steps cuts a script into its commands; the exit that is asked for is what is shown of each.
std::vector<Step> script_steps(const Block& block) {
    std::vector<Step> steps;
    for (const auto& line : block.lines) {
        if (line.empty() || line.starts_with('#')) continue;
        std::smatch exit;
        Step step{.command = line};
        if (std::regex_match(line, exit, std::regex("(.*\\S)\\s+# exit ([0-9]+)")))
            step = {exit[1], {"(exit " + exit[2].str() + ")"}};
        steps.push_back(step);
    }
    return steps;
}

/// fits compares what was written with what is shown, where "..." stands for any number of lines.
bool fits(std::vector<std::string>::const_iterator shown, std::vector<std::string>::const_iterator shown_end,
          std::vector<std::string>::const_iterator there, std::vector<std::string>::const_iterator there_end) {
    for (; shown != shown_end; ++shown, ++there) {
        if (*shown == "...") {
            for (auto rest = there; rest != there_end; ++rest)
                if (fits(shown + 1, shown_end, rest, there_end)) return true;
            return shown + 1 == shown_end;
        }
        if (there == there_end || *shown != *there) return false;
    }
    return there == there_end;
}

/// exit_line_of gives the line that tells the exit, empty for 0.
std::string exit_line_of(const std::vector<std::string>& lines) {
    return !lines.empty() && lines.back().starts_with("(exit ") ? lines.back() : "";
}

/// fits asks for the exit as well, which "..." does not stand for.
bool fits(const std::vector<std::string>& shown, const std::vector<std::string>& there) {
    return exit_line_of(shown) == exit_line_of(there) && fits(shown.begin(), shown.end(), there.begin(), there.end());
}

/// Place is where the commands of a page are run, with amtcert on the PATH. It judges for one day unless told another, and
/// that this was said is taken out of what it writes.
class Place {
public:
    Place() {
        fs::create_directory(tools_.path("bin"));
        tools_.write("bin/amtcert",
                     "#!/bin/sh\n"
                     "case \" $* \" in *' --at '* | *' --replay '*) exec '" AMTCERT_BINARY
                     "' \"$@\" ;; esac\n"
                     "case $1 in check | chain | compare | plan | reach | bundle) set -- \"$@\" --at 2026-11-24 ;; esac\n"
                     "exec '" AMTCERT_BINARY "' \"$@\"\n");
        fs::permissions(tools_.path("bin/amtcert"), fs::perms::owner_all);
    }

    void write(const std::string& file, const std::vector<std::string>& lines) const {
        folder_.write(file, markdown::joined(lines));
    }

    /// run gives all that a command writes, and its exit unless that is 0, as a page shows it.
    [[nodiscard]] std::vector<std::string> run(const std::string& command) const {
        const auto prepared = "exec 2>&1; cd '" + folder_.path() + "'; PATH='" + tools_.path("bin") + "':$PATH\n" + command;
        const auto run = run_command({"/bin/bash", "-c", prepared});
        auto text = run.output;
        const std::string said = " --at 2026-11-24";
        if (command.find(said) == std::string::npos)
            for (auto at = text.find(said); at != std::string::npos; at = text.find(said, at)) text.erase(at, said.size());
        auto lines = markdown::lines_of(text);
        if (run.exit != 0) lines.push_back("(exit " + std::to_string(run.exit) + ")");
        return lines;
    }

private:
    TemporaryFolder folder_;
    TemporaryFolder tools_;
};

/// is_run tells whether a command is to be run; one that is not has to be in the list of those, and is added to those met.
bool is_run(const std::string& command, std::set<std::string>& met) {
    if (is_safe(command)) return true;
    if (!not_run.contains(command)) FAIL_CHECK("say in not_run why this command is not run: " << command);
    met.insert(command);
    return false;
}

/// run_console runs a transcript and gives it with what the commands write now wherever that is not what is shown.
std::vector<std::string> run_console(const Place& place, const Block& block, std::set<std::string>& met) {
    std::vector<std::string> now;
    for (const auto& step : console_steps(block)) {
        INFO("$ " << step.command);
        const bool runs = is_run(step.command, met);
        const auto written = runs ? place.run(step.command) : std::vector<std::string>{};
        const bool same = fits(step.shown, written);
        if (!rebase() && !same)
            FAIL_CHECK("shown:\n" << markdown::joined(step.shown) << "\nwritten:\n" << markdown::joined(written));
        auto lines = markdown::lines_of("$ " + step.command);
        const auto& shown = same ? step.shown : written;
        lines.insert(lines.end(), shown.begin(), shown.end());
        now.insert(now.end(), lines.begin(), lines.end());
    }
    return now;
}

/// run_script runs a script's commands, which have to exit as it says.
void run_script(const Place& place, const Block& block, std::set<std::string>& met) {
    for (const auto& step : script_steps(block)) {
        INFO(step.command);
        if (is_run(step.command, met)) CHECK(exit_line_of(place.run(step.command)) == exit_line_of(step.shown));
    }
}

/// shows_command tells whether a line looks like a command that is to be typed.
bool shows_command(const std::string& line) {
    return std::regex_search(line, std::regex("^\\s*(\\$ |amtcert [a-z]|\\./scripts/|sudo |apt|git )"));
}

/// run_page runs all blocks of a page, and gives its lines as they should be.
std::vector<std::string> run_page(const Page& page, std::set<std::string>& met) {
    const Place place;
    auto lines = page.lines;
    std::ptrdiff_t moved = 0;
    for (const auto& block : page.blocks) {
        INFO("line " << block.begin << ": block of " << block.language);
        CHECK_FALSE(block.language.empty());
        if (block.language == "console") {
            const auto now = run_console(place, block, met);
            const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(block.begin) + moved;
            lines.insert(lines.erase(begin, begin + static_cast<std::ptrdiff_t>(block.lines.size())), now.begin(), now.end());
            moved += static_cast<std::ptrdiff_t>(now.size()) - static_cast<std::ptrdiff_t>(block.lines.size());
        } else if (block.language == "sh") {
            run_script(place, block, met);
        } else {
            if (!block.argument.empty()) place.write(block.argument, block.lines);
            CHECK(std::none_of(block.lines.begin(), block.lines.end(), shows_command));
        }
    }
    for (const auto& line : markdown::lines_of(page.prose))
        if (line.starts_with("    ") && shows_command(line)) FAIL_CHECK("a command outside of a fenced block: " << line);
    return lines;
}

}  // namespace

TEST_CASE("docs: every command shown is run and writes what is shown (scripts/rebase writes it)") {
    std::set<std::string> met;
    for (const auto& name : markdown::pages()) {
        INFO(name);
        const auto page = markdown::read(markdown::path_of(name));
        const auto lines = run_page(page, met);
        if (rebase() && lines != page.lines) std::ofstream(markdown::path_of(name), std::ios::binary) << markdown::joined(lines);
    }
    for (const auto& [command, reason] : not_run) {
        INFO("no page shows what is not run: " << command << ": " << reason);
        CHECK(met.contains(command));
    }
}
