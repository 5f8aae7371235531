#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <amtcert/certlib/load.h>

namespace certlib {
namespace {

/// Descriptor closes what it opened.
class Descriptor {
public:
    explicit Descriptor(const std::string& path) : number_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Descriptor() {
        if (number_ > STDIN_FILENO) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

tl::unexpected<Error> cannot_read(int error) {
    if (error == ENOENT) return fail(ErrorKind::io, "no such file or folder");
    if (error == EACCES) return fail(ErrorKind::io, "permission denied");
    return fail(ErrorKind::io, std::string("cannot be read: ") + std::strerror(error));
}

tl::unexpected<Error> too_large(std::size_t limit) { return fail(ErrorKind::limit, fmt::format("larger than {} MiB", limit >> 20U)); }

/// Growing a vector leaves copies behind; what may hold a private key is moved by hand and the old place wiped.
void grow(Bytes& data, std::size_t size) {
    Bytes larger;
    larger.reserve(size);
    larger.assign(data.begin(), data.end());
    wipe(data.data(), data.size());
    data.swap(larger);
}

}  // namespace

Result<Bytes> read_file(const std::string& path, std::size_t limit) {
    const Descriptor file(path);
    if (file.number() < 0) return cannot_read(errno);
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) return cannot_read(errno);
    if (S_ISDIR(facts.st_mode)) return fail(ErrorKind::io, "is a folder");
    if (S_ISREG(facts.st_mode) && static_cast<std::uint64_t>(facts.st_size) > limit) return too_large(limit);

    Bytes data;
    if (S_ISREG(facts.st_mode)) data.reserve(static_cast<std::size_t>(facts.st_size));
    std::array<std::uint8_t, 65536> chunk{};
    while (true) {
        const auto got = ::read(file.number(), chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot_read(errno);
        if (got == 0) break;
        const auto count = static_cast<std::size_t>(got);
        if (data.size() + count > limit) return too_large(limit);
        if (data.size() + count > data.capacity()) grow(data, std::max(data.capacity() * 2, data.size() + count));
        data.insert(data.end(), chunk.begin(), chunk.begin() + got);
    }
    wipe(chunk.data(), chunk.size());
    return data;
}

}  // namespace certlib
