#include "terminal.h"

#include <windows.h>

#include <fcntl.h>
#include <io.h>
#include <shellapi.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include <amtcert/certlib/wide.h>

namespace cli {
namespace {

/// is_console tells a console from the other character devices, NUL among them.
bool is_console(DWORD stream) {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(stream), &mode) != 0;
}

certlib::Bytes bytes_and_wipe(std::string&& text) {
    certlib::Bytes bytes(text.begin(), text.end());
    certlib::wipe(text.data(), text.size());
    return bytes;
}

UINT page_before = 0;  // NOLINT: a console keeps its code page when we are gone

void show_as_utf8(DWORD stream) {
    DWORD mode = 0;
    const HANDLE handle = ::GetStdHandle(stream);
    if (::GetConsoleMode(handle, &mode) == 0) return;
    ::SetConsoleMode(handle, mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    if (page_before != 0) return;
    page_before = ::GetConsoleOutputCP();
    ::SetConsoleOutputCP(CP_UTF8);
    std::atexit([] { ::SetConsoleOutputCP(page_before); });
}

/// EchoOff keeps what is typed off the screen while it lives.
class EchoOff {
public:
    explicit EchoOff(HANDLE console)
        : console_(console) {
        if (::GetConsoleMode(console_, &before_) != 0) ::SetConsoleMode(console_, ENABLE_PROCESSED_INPUT | ENABLE_LINE_INPUT);
        ::FlushConsoleInputBuffer(console_);
    }
    ~EchoOff() { ::SetConsoleMode(console_, before_); }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

private:
    HANDLE console_;
    DWORD before_ = 0;
};

}  // namespace

void prepare_process() {
    // A document is the same octets on every system, so that it can be compared and signed.
    for (const int stream : {0, 1, 2}) ::_setmode(stream, _O_BINARY);
    show_as_utf8(STD_OUTPUT_HANDLE);
    show_as_utf8(STD_ERROR_HANDLE);
}

std::vector<std::string> arguments_of(int, char**) {
    int count = 0;
    const std::unique_ptr<LPWSTR, decltype(&::LocalFree)> words(::CommandLineToArgvW(::GetCommandLineW(), &count), &::LocalFree);
    std::vector<std::string> arguments;
    for (int i = 0; i < count; ++i) arguments.push_back(certlib::utf8_of(words.get()[i]));
    return arguments;
}

std::optional<certlib::Secret> environment(const std::string& variable) {
    const wchar_t* const value = ::_wgetenv(certlib::wide_of(variable).c_str());
    return value == nullptr ? std::nullopt : std::optional(certlib::Secret(bytes_and_wipe(certlib::utf8_of(value))));
}

bool shows_output() { return is_console(STD_OUTPUT_HANDLE); }

bool can_ask() { return is_console(STD_INPUT_HANDLE) && is_console(STD_ERROR_HANDLE); }

certlib::Bytes ask_hidden(std::string_view question, std::size_t longest) {
    const HANDLE console = ::GetStdHandle(STD_INPUT_HANDLE);
    const EchoOff echo_off(console);  // before the prompt, so that nothing typed after it is shown or lost
    std::fprintf(stderr, "%.*s", static_cast<int>(question.size()), question.data());
    std::wstring line(longest, L'\0');
    DWORD count = 0;
    ::ReadConsoleW(console, line.data(), static_cast<DWORD>(line.size()), &count, nullptr);
    std::fputc('\n', stderr);
    auto typed = bytes_and_wipe(certlib::utf8_of(std::wstring_view(line).substr(0, count)));
    certlib::wipe(line.data(), line.size() * sizeof(wchar_t));
    if (typed.size() > longest) typed.resize(longest);
    return typed;
}

std::string system_roots() { return "winstore:LocalMachine/Root"; }

}  // namespace cli
