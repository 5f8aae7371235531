#include "matching_paths.h"

#include <glob.h>

namespace certlib {

Result<std::vector<std::string>> matching_paths(const std::string& pattern) {
    glob_t found{};
    const int failed = ::glob(pattern.c_str(), GLOB_ERR, nullptr, &found);
    std::vector<std::string> paths;
    for (std::size_t i = 0; failed == 0 && i < found.gl_pathc; ++i) paths.emplace_back(found.gl_pathv[i]);
    ::globfree(&found);
    if (failed == GLOB_ABORTED) return fail(ErrorKind::io, "a folder of the pattern cannot be read");
    return paths;
}

bool is_pattern(const std::string& text) { return text.find_first_of("*?[") != std::string::npos; }

}  // namespace certlib
