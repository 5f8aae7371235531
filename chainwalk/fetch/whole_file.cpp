#include "whole_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace chainwalk {
namespace {

bool write_all(int descriptor, certlib::ByteView content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

certlib::Result<void> write_whole(const std::string& file, certlib::ByteView content) {
    const auto failed = [&] {
        return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + std::system_category().message(errno));
    };
    auto temporary = file + ".XXXXXX";
    const int descriptor = ::mkstemp(temporary.data());
    if (descriptor < 0) return failed();
    ::fchmod(descriptor, 0644);
    bool good = write_all(descriptor, content);
    good = ::close(descriptor) == 0 && good;
    if (good && std::rename(temporary.c_str(), file.c_str()) == 0) return {};
    auto error = failed();
    ::unlink(temporary.c_str());
    return error;
}

}  // namespace chainwalk
