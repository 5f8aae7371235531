#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

/// Run is what a finished command left behind.
struct Run {
    int exit = -1;      ///< exit code; 128 + n when signal n ended it, 124 when its time was up
    std::string output;
    std::string errors;
};

struct RunOptions {
    std::string input;                              ///< given on standard input, which is /dev/null when this is empty
    std::map<std::string, std::string> environment;  ///< on top of the test's own
    bool terminal = false;                          ///< standard streams are a terminal; what was shown is in `output`
    std::chrono::seconds time_limit{60};
};

/// run_command runs a program without a shell and, unless asked otherwise, without a terminal.
[[nodiscard]] Run run_command(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// amtcert runs the tool under test: that of this build, or the one that AMTCERT_UNDER_TEST names.
[[nodiscard]] Run amtcert(std::vector<std::string> arguments, const RunOptions& options = {});
