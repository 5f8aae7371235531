// Whole reports, as text and as JSON, for situations administrators meet. scripts/rebase writes them anew; the diff is
// then the review.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "cli/situations.h"
#include "support/file_content.h"
#include "support/samples.h"
#include "support/schema.h"

namespace {

using situations::Situation;

std::vector<Situation> all_situations() {
    auto all = situations::chains();
    for (auto& one : situations::names()) all.push_back(std::move(one));
    return all;
}

std::string golden_file(const std::string& name) { return std::string(AMTCERT_SOURCE_DIR) + "/tests/goldens/" + name; }

bool is_rebasing() { return std::getenv("AMTCERT_REBASE") != nullptr; }

std::string without(std::string text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
    return text;
}

/// first_difference shows the first line in which two documents differ; empty when they do not.
std::string first_difference(const std::string& expected, const std::string& got) {
    if (expected == got) return {};
    std::istringstream left(expected);
    std::istringstream right(got);
    for (int line = 1;; ++line) {
        std::string from;
        std::string to;
        const bool more = static_cast<bool>(std::getline(left, from)) | static_cast<bool>(std::getline(right, to));
        if (!more) return "they differ in the line end";
        if (from != to) return "line " + std::to_string(line) + "\n  golden: " + from + "\n  now:    " + to;
    }
}

void compare(const std::string& name, const std::string& got) {
    const auto file = golden_file(name);
    if (is_rebasing()) {
        std::ofstream(file, std::ios::binary) << got;
        return;
    }
    INFO(name << ": a wanted change? scripts/rebase");
    CHECK(first_difference(text_of(file), got) == "");
}

/// Play runs one situation in a folder of its own. What is compared has no trace of where the folder was.
class Play {
public:
    explicit Play(const Situation& situation)
        : situation_(situation) {
        for (const auto& [name, text] : situation.files) place_.write(name, text);
    }

    [[nodiscard]] Run check(const std::vector<std::string>& more) const {
        std::vector<std::string> arguments{"check"};
        for (auto argument : situation_.arguments) {
            if (argument.starts_with("{dir}/")) argument = place_.path(argument.substr(6));
            arguments.push_back(std::move(argument));
        }
        arguments.insert(arguments.end(), more.begin(), more.end());
        auto run = amtcert(arguments);
        run.output = without(run.output, place_.path() + "/");
        return run;
    }

    /// transcript is the text report with the command before it and the exit code after it.
    [[nodiscard]] std::string transcript(const Run& run) const {
        std::string command = "$ amtcert check";
        for (const auto& argument : situation_.arguments) command += " " + without(argument, "{dir}/");
        return "# " + situation_.what + "\n" + command + "\n" + run.output + "\nexit " + std::to_string(run.exit) + "\n";
    }

    [[nodiscard]] const TemporaryFolder& place() const { return place_; }

private:
    TemporaryFolder place_;
    const Situation& situation_;
};

}  // namespace

TEST_CASE("goldens: whole reports are what they were, as text and as JSON") {
    for (const auto& situation : all_situations()) {
        INFO(situation.name);
        const Play play(situation);
        const auto text = play.check({});
        const auto json = play.check({"--format", "json"});
        CHECK(text.errors.empty());
        CHECK(json.exit == text.exit);
        compare(situation.name + ".txt", play.transcript(text));
        compare(situation.name + ".json", json.output);
        const auto fits = schema::validate("report.schema.json", {play.place().write("report.json", json.output)});
        CHECK(fits.exit == 0);
        CHECK(fits.output.empty());
    }
}

TEST_CASE("goldens: every file belongs to a situation") {
    std::set<std::string> expected;
    for (const auto& situation : all_situations()) expected.insert({situation.name + ".txt", situation.name + ".json"});
    CHECK(expected.size() >= 2 * 20);
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(golden_file("")))
        if (is_rebasing() && !expected.contains(entry.path().filename().string())) {
            std::filesystem::remove(entry.path());
        } else {
            found.insert(entry.path().filename().string());
        }
    CHECK(found == expected);
}
