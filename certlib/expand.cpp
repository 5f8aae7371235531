#include <glob.h>

#include <algorithm>
#include <filesystem>

#include <amtcert/certlib/load.h>

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
    glob_t found{};
    const int failed = ::glob(pattern.c_str(), GLOB_ERR, nullptr, &found);
    SourceList list{.files = {}, .several = true};
    for (std::size_t i = 0; failed == 0 && i < found.gl_pathc; ++i) {
        std::error_code unknown;
        if (fs::is_regular_file(found.gl_pathv[i], unknown)) list.files.emplace_back(found.gl_pathv[i]);
    }
    ::globfree(&found);
    if (failed == GLOB_ABORTED) return fail(ErrorKind::io, "a folder of the pattern cannot be read");
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
    if (argument.find_first_of("*?[") != std::string::npos) return files_matching(argument);
    // Opening it will say why: no such file, or no permission on the way.
    return SourceList{{argument}, false};
}

}  // namespace certlib
