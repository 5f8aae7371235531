#include "input_file.h"

#include <fcntl.h>
#include <io.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace certlib {
namespace {

constexpr int standard_input = 0;
constexpr std::size_t most_at_once = 1U << 20U;

tl::unexpected<Error> cannot_read(int error) {
    if (error == ENOENT) return fail(ErrorKind::io, "no such file or folder");
    if (error == EACCES) return fail(ErrorKind::io, "permission denied");
    return fail(ErrorKind::io, std::string("cannot be read: ") + std::strerror(error));
}

int opened(const std::string& path) {
    if (path != "-") return ::_wopen(std::filesystem::path(path).c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
    ::_setmode(standard_input, _O_BINARY);
    return standard_input;
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
    std::error_code unknown;
    // Windows only says that it may not be read.
    if (std::filesystem::is_directory(path, unknown)) return fail(ErrorKind::io, "is a folder");
    InputFile file(opened(path));
    struct _stat64 facts {};
    if (file.descriptor_ < 0 || ::_fstat64(file.descriptor_, &facts) != 0) return cannot_read(errno);
    if ((facts.st_mode & _S_IFMT) == _S_IFREG) file.size_ = static_cast<std::uint64_t>(facts.st_size);
    return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}

InputFile::~InputFile() {
    if (descriptor_ > standard_input) ::_close(descriptor_);
}

Result<std::size_t> InputFile::read(std::span<std::uint8_t> buffer) {
    const auto got = ::_read(descriptor_, buffer.data(), static_cast<unsigned>(std::min(buffer.size(), most_at_once)));
    if (got < 0) return cannot_read(errno);
    return static_cast<std::size_t>(got);
}

}  // namespace certlib
