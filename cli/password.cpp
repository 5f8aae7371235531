#include "password.h"

#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>
#include <optional>

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;
using certlib::Secret;

constexpr std::size_t longest_password = 4096;

Secret without_line_end(certlib::Bytes&& bytes) {
    if (!bytes.empty() && bytes.back() == '\n') bytes.pop_back();
    if (!bytes.empty() && bytes.back() == '\r') bytes.pop_back();
    return Secret(std::move(bytes));
}

Result<Secret> from_descriptor(int descriptor, const std::string& name) {
    certlib::Bytes bytes;
    bytes.reserve(longest_password + 1);  // so that growing leaves no copy behind
    while (bytes.size() <= longest_password) {
        std::uint8_t octet = 0;
        const auto got = ::read(descriptor, &octet, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return certlib::fail(ErrorKind::io, name + ": cannot read the password");
        if (got == 0) return without_line_end(std::move(bytes));
        bytes.push_back(octet);
    }
    certlib::wipe(bytes.data(), bytes.size());
    return certlib::fail(ErrorKind::limit, name + ": password is longer than 4096 octets");
}

Result<Secret> from_file(const std::string& file) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rbe"), &std::fclose);
    if (!stream) return certlib::fail(ErrorKind::io, "password file " + file + " cannot be read");
    return from_descriptor(::fileno(stream.get()), "password file " + file);
}

Result<Secret> from_environment(const std::string& variable) {
    const char* const value = std::getenv(variable.c_str());
    if (value == nullptr) return certlib::fail(ErrorKind::usage, "environment variable " + variable + " is not set");
    return Secret(std::string_view(value));
}

/// EchoOff keeps what is typed off the screen while it lives.
class EchoOff {
public:
    EchoOff() {
        changed_ = ::tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!changed_) return;
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~EchoOff() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

Result<Secret> from_terminal(std::string_view what) {
    if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0)
        return certlib::fail(ErrorKind::no_password, "a password is needed",
                             "give it with --password-file, --password-env or --password-fd");
    const EchoOff echo_off;  // before the prompt, so that nothing typed after it is shown or lost
    std::fprintf(stderr, "password for %.*s: ", static_cast<int>(what.size()), what.data());
    certlib::Bytes bytes;
    bytes.reserve(longest_password + 1);
    for (std::uint8_t octet = 0; bytes.size() <= longest_password && ::read(STDIN_FILENO, &octet, 1) == 1 && octet != '\n';)
        bytes.push_back(octet);
    std::fputc('\n', stderr);
    return without_line_end(std::move(bytes));
}

Result<Secret> read_password(const PasswordOptions& options, std::string_view what) {
    if (!options.file.empty()) return from_file(options.file);
    if (!options.environment.empty()) return from_environment(options.environment);
    if (options.descriptor >= 0) return from_descriptor(options.descriptor, "descriptor " + std::to_string(options.descriptor));
    return from_terminal(what);
}

}  // namespace

void PasswordOptions::add_to(CLI::App& command) {
    auto* const group = command.add_option_group("Passwords", "never on the command line; without one of these it is asked for on a terminal");
    group->add_option("--password-file", file, "file holding the password")->type_name("F");
    group->add_option("--password-env", environment, "environment variable holding it")->type_name("V");
    group->add_option("--password-fd", descriptor, "descriptor to read it from")->type_name("N")->check(CLI::Range(0, std::numeric_limits<int>::max()));
    group->require_option(0, 1);
}

certlib::PasswordSource PasswordOptions::source() const {
    // On a terminal each container may have its own password; the other ways give one for all of them.
    const bool asks = file.empty() && environment.empty() && descriptor < 0;
    const auto kept = std::make_shared<std::optional<Secret>>();
    return [options = *this, asks, kept](std::string_view what) -> Result<Secret> {
        if (asks) return read_password(options, what);
        if (!*kept) {
            auto password = read_password(options, what);
            if (!password) return password;
            *kept = std::move(*password);
        }
        return Secret((*kept)->view());
    };
}

}  // namespace cli
