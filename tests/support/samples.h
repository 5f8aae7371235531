#pragma once

#include <amtcert/testcerts/cases.h>
#include <amtcert/testcerts/hierarchy.h>

#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "support/run_command.h"
#include "support/temporary_folder.h"

/// The sample hierarchies on disk, as `amtcert testcerts` writes them; written once per test program.
namespace samples {

inline const std::string& folder() {
    static const TemporaryFolder place;
    static const std::string path = [] {
        if (const auto written = testcerts::write(place.path()); !written) throw std::runtime_error(written.error().message);
        return place.path();
    }();
    return path;
}

inline std::string file(const std::string& name) { return folder() + "/" + name; }

/// options are the manifest's options of a case with {dir} filled in.
inline std::vector<std::string> options(const testcerts::Case& one) {
    auto filled = one.options;
    for (auto& option : filled)
        if (const auto at = option.find("{dir}"); at != std::string::npos) option.replace(at, 5, folder());
    return filled;
}

inline const testcerts::Case& named(const std::string& name) {
    for (const auto& one : testcerts::cases())
        if (one.name == name) return one;
    throw std::runtime_error("no sample is called " + name);
}

/// check runs `amtcert check` on a sample with its own options and some more.
inline Run check(const testcerts::Case& one, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"check", file(one.name + "/" + one.file)};
    for (const auto& option : options(one)) arguments.push_back(option);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return amtcert(arguments);
}

/// failed_rules lists the rules that fail in a JSON report, each once.
inline std::set<std::string> failed_rules(const nlohmann::json& report) {
    std::set<std::string> failed;
    for (const auto& subject : report.at("subjects"))
        for (const auto& result : subject.at("results"))
            if (result.at("result") == "fail") failed.insert(result.at("rule").get<std::string>());
    return failed;
}

}  // namespace samples
