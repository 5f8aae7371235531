#define CATCH_CONFIG_MAIN
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "support/suite.h"

namespace {

std::vector<std::string> skipped_names;  // NOLINT: one list per test program
bool current_is_skipped = false;         // NOLINT

/// Counts test cases and leaves the counts where scripts/test looks for them (AMTCERT_RESULTS).
class ResultFile : public Catch::TestEventListenerBase {
public:
    using TestEventListenerBase::TestEventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo&) override { current_is_skipped = false; }

    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        if (stats.totals.testCases.failed > 0) {
            ++failed_;
        } else if (current_is_skipped) {
            ++skipped_;
        } else {
            ++passed_;
        }
    }

    void testRunEnded(const Catch::TestRunStats& stats) override {
        const char* const folder = std::getenv("AMTCERT_RESULTS");
        if (folder == nullptr) return;
        const auto file = std::filesystem::path(folder) / std::filesystem::path(stats.runInfo.name).stem();
        std::ofstream(file) << passed_ << ' ' << failed_ << ' ' << skipped_ << '\n';
        if (skipped_names.empty()) return;
        std::ofstream names(file.string() + ".skipped");
        for (const auto& name : skipped_names) names << name << '\n';
    }

private:
    int passed_ = 0;
    int failed_ = 0;
    int skipped_ = 0;
};

}  // namespace

CATCH_REGISTER_LISTENER(ResultFile)

namespace suite {

std::string path(const std::string& name) { return std::string(AMTCERT_SHARED_DIR) + "/" + name; }

void skip(const std::string& what) {
    current_is_skipped = true;
    if (std::find(skipped_names.begin(), skipped_names.end(), what) == skipped_names.end()) skipped_names.push_back(what);
    WARN("skipped: " << what);
}

bool is_there(const std::string& name) {
    if (std::filesystem::exists(path(name))) return true;
    skip(name);
    return false;
}

}  // namespace suite
