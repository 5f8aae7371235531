#include "terminal.h"

#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace cli {
namespace {

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

}  // namespace

void prepare_process() {
    // A reader that goes away must not kill us before the exit code is decided.
    std::signal(SIGPIPE, SIG_IGN);
    // Botan only ever sees public certificates and the samples' well-known keys here; setting up its pool of locked memory for
    // secrets would take a quarter of the time of a small check.
    ::setenv("BOTAN_MLOCK_POOL_SIZE", "0", 0);
}

std::vector<std::string> arguments_of(int argc, char** argv) { return {argv, argv + argc}; }

std::optional<certlib::Secret> environment(const std::string& variable) {
    const char* const value = std::getenv(variable.c_str());
    return value == nullptr ? std::nullopt : std::optional(certlib::Secret(std::string_view(value)));
}

bool shows_output() { return ::isatty(STDOUT_FILENO) != 0; }

bool can_ask() { return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0; }

certlib::Bytes ask_hidden(std::string_view question, std::size_t longest) {
    const EchoOff echo_off;  // before the prompt, so that nothing typed after it is shown or lost
    std::fprintf(stderr, "%.*s", static_cast<int>(question.size()), question.data());
    certlib::Bytes line;
    line.reserve(longest);  // so that growing leaves no copy behind
    for (std::uint8_t octet = 0; line.size() < longest && ::read(STDIN_FILENO, &octet, 1) == 1 && octet != '\n';)
        line.push_back(octet);
    std::fputc('\n', stderr);
    return line;
}

std::string system_roots() { return "/etc/ssl/certs/ca-certificates.crt"; }

}  // namespace cli
