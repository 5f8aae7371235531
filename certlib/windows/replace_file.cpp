#include <amtcert/certlib/replace_file.h>
#include <amtcert/certlib/wide.h>

#include <windows.h>

#include <algorithm>
#include <filesystem>

namespace certlib {
namespace {

constexpr std::size_t most_at_once = 1U << 20U;

tl::unexpected<Error> cannot_write(const std::string& file, DWORD error) {
    return fail(ErrorKind::io, file + ": cannot write: " + system_words(error));
}

/// write_all gives the error code, ERROR_SUCCESS when everything was written.
DWORD write_all(HANDLE handle, ByteView content) {
    while (!content.empty()) {
        DWORD written = 0;
        if (::WriteFile(handle, content.data(), static_cast<DWORD>(std::min(content.size(), most_at_once)), &written, nullptr) ==
            0)
            return ::GetLastError();
        content = content.subspan(written);
    }
    return ERROR_SUCCESS;
}

}  // namespace

Result<void> replace_file(const std::string& file, ByteView content) {
    const std::filesystem::path target(file);
    auto temporary = target;
    temporary += "." + std::to_string(::GetCurrentProcessId()) + "-" + std::to_string(::GetTickCount64()) + ".tmp";
    const HANDLE handle = ::CreateFileW(temporary.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) return cannot_write(file, ::GetLastError());
    auto error = write_all(handle, content);
    if (::CloseHandle(handle) == 0 && error == ERROR_SUCCESS) error = ::GetLastError();
    if (error == ERROR_SUCCESS && ::MoveFileExW(temporary.c_str(), target.c_str(), MOVEFILE_REPLACE_EXISTING) == 0)
        error = ::GetLastError();
    if (error == ERROR_SUCCESS) return {};
    ::DeleteFileW(temporary.c_str());
    return cannot_write(file, error);
}

}  // namespace certlib
