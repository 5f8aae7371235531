#include "support/run_command.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
    int read_end = -1;
    int write_end = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        read_end = ends[0];
        write_end = ends[1];
    }
};

[[noreturn]] void become(const std::vector<std::string>& arguments, const RunOptions& options) {
    for (const auto& [name, value] : options.environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> pointers;
    for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execvp(pointers.front(), pointers.data());
    ::_exit(127);
}

/// read_some appends what is there; false at the end.
bool read_some(int descriptor, std::string& text) {
    std::array<char, 65536> chunk;
    const auto got = ::read(descriptor, chunk.data(), chunk.size());
    if (got <= 0) return false;
    text.append(chunk.data(), static_cast<std::size_t>(got));
    return true;
}

/// collect reads both streams until both end or the time is up; true when they ended.
bool collect(std::array<pollfd, 2> streams, Run& run, Clock::time_point until) {
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) return false;
        if (::poll(streams.data(), streams.size(), static_cast<int>(left)) < 0) return false;
        for (std::size_t i = 0; i < 2; ++i)
            if (streams[i].fd >= 0 && streams[i].revents != 0 && !read_some(streams[i].fd, i == 0 ? run.output : run.errors)) streams[i].fd = -1;
    }
    return true;
}

void finish(pid_t child, bool in_time, Run& run) {
    if (!in_time) ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    run.exit = !in_time ? 124 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Run run_on_terminal(const std::vector<std::string>& arguments, const RunOptions& options) {
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child == 0) become(arguments, options);
    Run run;
    // A person types when asked: the input is given once the program has shown something.
    pollfd shown{terminal, POLLIN, 0};
    ::poll(&shown, 1, static_cast<int>(std::chrono::milliseconds(options.time_limit).count()));
    (void)!::write(terminal, options.input.data(), options.input.size());
    const bool in_time = collect({pollfd{terminal, POLLIN, 0}, pollfd{-1, 0, 0}}, run, Clock::now() + options.time_limit);
    finish(child, in_time, run);
    ::close(terminal);
    return run;
}

}  // namespace

Run run_command(const std::vector<std::string>& arguments, const RunOptions& options) {
    if (options.terminal) return run_on_terminal(arguments, options);
    const Pipe input;
    const Pipe output;
    const Pipe errors;
    const pid_t child = ::fork();
    if (child == 0) {
        ::setsid();
        ::dup2(options.input.empty() ? ::open("/dev/null", O_RDONLY) : input.read_end, STDIN_FILENO);
        ::dup2(output.write_end, STDOUT_FILENO);
        ::dup2(errors.write_end, STDERR_FILENO);
        become(arguments, options);
    }
    for (const int end : {input.read_end, output.write_end, errors.write_end}) ::close(end);
    std::signal(SIGPIPE, SIG_IGN);
    (void)!::write(input.write_end, options.input.data(), options.input.size());
    ::close(input.write_end);
    Run run;
    const bool in_time = collect({pollfd{output.read_end, POLLIN, 0}, pollfd{errors.read_end, POLLIN, 0}}, run,
                                 Clock::now() + options.time_limit);
    finish(child, in_time, run);
    ::close(output.read_end);
    ::close(errors.read_end);
    return run;
}

Run amtcert(std::vector<std::string> arguments, const RunOptions& options) {
    const char* const another = std::getenv("AMTCERT_UNDER_TEST");
    arguments.insert(arguments.begin(), another == nullptr ? AMTCERT_BINARY : another);
    return run_command(arguments, options);
}
