#include <algorithm>
#include <filesystem>

#include <amtcert/certlib/load.h>

#include "matching_paths.h"

namespace certlib {
namespace {

namespace fs = std::filesystem;

Result<SourceList> files_in(const fs::path& folder) {
    SourceList list{.files = {}, .several = true};
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unknown;
        if (entry->is_regular_file(unknown)) list.files.push_back(entry->path().string());
    }
    if (error) return fail(ErrorKind::io, "folder cannot be read: " + error.message());
    if (list.files.empty()) return fail(ErrorKind::not_found, "folder holds no file");
    std::sort(list.files.begin(), list.files.end());
    return list;
}

Result<SourceList> files_matching(const std::string& pattern) {
    const auto paths = matching_paths(pattern);
    if (!paths) return tl::make_unexpected(paths.error());
    SourceList list{.files = {}, .several = true};
    std::error_code unknown;
    std::copy_if(paths->begin(), paths->end(), std::back_inserter(list.files),
                 [&](const std::string& path) { return fs::is_regular_file(path, unknown); });
    if (list.files.empty()) return fail(ErrorKind::not_found, "no file matches");
    std::sort(list.files.begin(), list.files.end());
    return list;
}

}  // namespace

Result<SourceList> expand(const std::string& argument) {
    if (argument.empty()) return fail(ErrorKind::usage, "empty file name");
    if (argument == "-") return SourceList{{argument}, false};
    std::error_code unknown;
    if (fs::is_directory(argument, unknown)) return files_in(argument);
    if (fs::exists(argument, unknown)) return SourceList{{argument}, false};
    if (is_pattern(argument)) return files_matching(argument);
    // Opening it will say why: no such file, or no permission on the way.
    return SourceList{{argument}, false};
}

}  // namespace certlib
