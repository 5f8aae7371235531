#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <sstream>

#include "support/run_command.h"
#include "support/temporary_folder.h"

/// amtcert as it is installed: once for all tests, by the build itself.
namespace installed {

namespace fs = std::filesystem;

/// succeeds runs a command that has to end well, which is with 0 unless said otherwise.
inline Run succeeds(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment = {}, int exit = 0) {
    const auto run = run_command(command, {.environment = environment, .time_limit = std::chrono::seconds{300}});
    INFO(command.front() << ": " << run.output << run.errors);
    REQUIRE(run.exit == exit);
    return run;
}

/// prefix is where amtcert was installed, once for all tests.
inline fs::path prefix() {
    static const TemporaryFolder folder;
    static const bool installed = [] {
        succeeds({CMAKE_COMMAND, "--install", AMTCERT_BUILD_DIR, "--prefix", folder.path()});
        return true;
    }();
    REQUIRE(installed);
    return folder.path();
}

inline std::vector<fs::path> headers() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(prefix() / "include"))
        if (entry.is_regular_file()) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

/// folder_of finds the folder of an installed file by its name.
inline fs::path folder_of(const std::string& name) {
    for (const auto& entry : fs::recursive_directory_iterator(prefix()))
        if (entry.path().filename() == name) return entry.path().parent_path();
    FAIL(name << " is not installed");
    return {};
}

inline std::string tool() { return (prefix() / "bin/amtcert").string(); }

/// samples is the folder that `amtcert testcerts` of the installed tool writes.
inline const TemporaryFolder& samples() {
    static const TemporaryFolder folder;
    static const auto written = succeeds({tool(), "testcerts", folder.path("all")});
    REQUIRE(written.exit == 0);
    return folder;
}

inline std::string sample(const std::string& name) { return samples().path("all/" + name); }

/// configure configures a project against the installed amtcert.
inline Run configure(const std::string& source, const std::string& build, const std::vector<std::string>& options = {}) {
    std::vector<std::string> command{CMAKE_COMMAND, "-S", source, "-B", build, "-DCMAKE_PREFIX_PATH=" + prefix().string(),
                                     "-DCMAKE_CXX_COMPILER=" CXX_COMPILER, "-DCMAKE_BUILD_TYPE=Debug"};
    command.insert(command.end(), options.begin(), options.end());
    return succeeds(command);
}

/// pkg_config gives the words that pkg-config has for a package of ours.
inline std::vector<std::string> pkg_config(const std::string& name) {
    const auto words = succeeds({"/usr/bin/pkg-config", "--cflags", "--libs", name},
                                {{"PKG_CONFIG_PATH", folder_of("amtcert.pc").string()}});
    std::istringstream stream(words.output);
    return {std::istream_iterator<std::string>(stream), {}};
}

/// with_library is the environment in which the loader finds the installed shared library.
inline std::map<std::string, std::string> with_library() { return {{"LD_LIBRARY_PATH", folder_of("libamtcert.so.0").string()}}; }

}  // namespace installed
