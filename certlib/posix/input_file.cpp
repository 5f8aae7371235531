#include "input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace certlib {
namespace {

tl::unexpected<Error> cannot_read(int error) {
    if (error == ENOENT) return fail(ErrorKind::io, "no such file or folder");
    if (error == EACCES) return fail(ErrorKind::io, "permission denied");
    return fail(ErrorKind::io, std::string("cannot be read: ") + std::strerror(error));
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
    InputFile file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat facts {};
    if (file.descriptor_ < 0 || ::fstat(file.descriptor_, &facts) != 0) return cannot_read(errno);
    if (S_ISDIR(facts.st_mode)) return fail(ErrorKind::io, "is a folder");
    if (S_ISREG(facts.st_mode)) file.size_ = static_cast<std::uint64_t>(facts.st_size);
    return file;
}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_) {}

InputFile::~InputFile() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

Result<std::size_t> InputFile::read(std::span<std::uint8_t> buffer) {
    while (true) {
        const auto got = ::read(descriptor_, buffer.data(), buffer.size());
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR) return cannot_read(errno);
    }
}

}  // namespace certlib
