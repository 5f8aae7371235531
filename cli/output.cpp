#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <amtcert/certlib/name.h>

#include "command.h"

namespace cli {
namespace {

certlib::Result<void> write_all(int descriptor, std::string_view text, const std::string& thing) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return certlib::fail(certlib::ErrorKind::io, thing + ": cannot write: " + std::strerror(errno));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

bool is_special_file(const std::string& file) {
    struct stat facts {};
    return ::stat(file.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode);
}

/// new_file_mode is what open(2) would give a new file under the user's umask.
mode_t new_file_mode() {
    const auto mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

/// target_of follows symbolic links, to a file that is not there yet as well: what a link points to is replaced, not the link.
/// Errors: io, for links that lead nowhere.
certlib::Result<std::string> target_of(const std::string& file) {
    constexpr int most_links = 40;
    std::filesystem::path target = file;
    std::error_code error;
    for (int i = 0; i < most_links; ++i) {
        if (!std::filesystem::is_symlink(std::filesystem::symlink_status(target, error))) return target.string();
        const auto next = std::filesystem::read_symlink(target, error);
        if (error) return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + error.message());
        target = target.parent_path() / next;
    }
    return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + std::strerror(ELOOP));
}

certlib::Result<void> replace_file(const std::string& document, const std::string& file) {
    auto temporary = file + ".XXXXXX";
    const int descriptor = ::mkstemp(temporary.data());
    if (descriptor < 0) return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + std::strerror(errno));
    auto written = write_all(descriptor, document, file);
    ::fchmod(descriptor, new_file_mode());
    if (::close(descriptor) != 0 && written) written = certlib::fail(certlib::ErrorKind::io, file + ": cannot write");
    if (written && std::rename(temporary.c_str(), file.c_str()) != 0)
        written = certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + std::strerror(errno));
    if (!written) ::unlink(temporary.c_str());
    return written;
}

}  // namespace

void complain(const certlib::Error& error) {
    std::fprintf(stderr, "error: %s\n", certlib::escape_unprintable(error.message).c_str());
    if (!error.hint.empty()) std::fprintf(stderr, "hint: %s\n", certlib::escape_unprintable(error.hint).c_str());
}

void complain(std::string_view thing, const certlib::Error& error) {
    complain({error.kind, std::string(thing) + ": " + error.message, error.hint});
}

tl::unexpected<certlib::Error> about(const std::string& thing, const certlib::Error& error) {
    return certlib::fail(error.kind, thing + ": " + error.message, error.hint);
}

void finish(const certlib::Result<int>& code, int& exit) {
    if (!code) complain(code.error());
    exit = code.value_or(exit_code::usage);
}

certlib::Result<void> print(const std::string& document, const std::string& file) {
    if (file.empty() || file == "-") return write_all(STDOUT_FILENO, document, "standard output");
    // A device or a pipe cannot be renamed onto; it is written to.
    if (!is_special_file(file)) {
        const auto target = target_of(file);
        return target ? replace_file(document, *target) : tl::make_unexpected(target.error());
    }
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return certlib::fail(certlib::ErrorKind::io, file + ": cannot write: " + std::strerror(errno));
    auto written = write_all(descriptor, document, file);
    ::close(descriptor);
    return written;
}

}  // namespace cli
