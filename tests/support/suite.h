#pragma once

#include <string>

/// Conformance suites and device fixtures live outside the project (CMake option AMTCERT_SHARED_DIR). A test that needs one
/// asks for it first; where it is absent the test is counted as skipped, by name.
namespace suite {

/// is_there says whether a file or folder below AMTCERT_SHARED_DIR exists, and marks the running test as skipped when it does not.
[[nodiscard]] bool is_there(const std::string& name);

/// path of a file or folder below AMTCERT_SHARED_DIR.
[[nodiscard]] std::string path(const std::string& name);

/// skip marks the running test as skipped for another reason: a program that is not installed.
void skip(const std::string& what);

}  // namespace suite
