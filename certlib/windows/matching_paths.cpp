#include "matching_paths.h"

#include <windows.h>

#include <shlwapi.h>

#include <filesystem>

namespace certlib {
namespace {

namespace fs = std::filesystem;

/// entries_matching are the members of a folder whose name fits; the folder is not there: none.
Result<std::vector<fs::path>> entries_matching(const fs::path& folder, const fs::path& pattern) {
    std::vector<fs::path> matching;
    std::error_code error;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end; !error && entry != end; entry.increment(error))
        if (::PathMatchSpecW(entry->path().filename().c_str(), pattern.c_str()) != 0)
            matching.push_back(folder / entry->path().filename());
    if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
        return fail(ErrorKind::io, "a folder of the pattern cannot be read");
    return matching;
}

}  // namespace

Result<std::vector<std::string>> matching_paths(const std::string& pattern) {
    const fs::path whole(pattern);
    std::vector<fs::path> found{whole.root_path()};
    for (const auto& part : whole.relative_path()) {
        std::vector<fs::path> deeper;
        for (const auto& folder : found) {
            if (!is_pattern(part.string())) {
                deeper.push_back(folder / part);
                continue;
            }
            auto matching = entries_matching(folder, part);
            if (!matching) return tl::make_unexpected(matching.error());
            deeper.insert(deeper.end(), matching->begin(), matching->end());
        }
        found = std::move(deeper);
    }
    std::vector<std::string> paths;
    for (const auto& path : found) paths.push_back(path.string());
    return paths;
}

bool is_pattern(const std::string& text) { return text.find_first_of("*?") != std::string::npos; }

}  // namespace certlib
