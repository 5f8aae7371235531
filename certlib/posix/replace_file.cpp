#include <amtcert/certlib/replace_file.h>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace certlib {
namespace {

/// new_file_mode is what open(2) would give a new file under the user's umask.
mode_t new_file_mode() {
    const auto mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

bool write_all(int descriptor, ByteView content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

tl::unexpected<Error> cannot_write(const std::string& file) {
    return fail(ErrorKind::io, file + ": cannot write: " + std::strerror(errno));
}

}  // namespace

Result<void> replace_file(const std::string& file, ByteView content) {
    auto temporary = file + ".XXXXXX";
    const int descriptor = ::mkstemp(temporary.data());
    if (descriptor < 0) return cannot_write(file);
    ::fchmod(descriptor, new_file_mode());
    bool good = write_all(descriptor, content);
    good = ::close(descriptor) == 0 && good;
    if (good && std::rename(temporary.c_str(), file.c_str()) == 0) return {};
    auto error = cannot_write(file);
    ::unlink(temporary.c_str());
    return error;
}

}  // namespace certlib
