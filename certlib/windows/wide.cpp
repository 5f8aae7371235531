#include <amtcert/certlib/wide.h>

#include <fmt/format.h>
#include <windows.h>

#include <array>

namespace certlib {
namespace {

/// error_number is written as people look it up: 12029, 0x80090016.
std::string error_number(unsigned long error) { return error < 0x10000 ? fmt::format("{}", error) : fmt::format("{:#x}", error); }

}  // namespace

std::string system_words(unsigned long error, const wchar_t* library) {
    std::array<wchar_t, 512> words{};
    const HMODULE module = library == nullptr ? nullptr : ::GetModuleHandleW(library);
    const DWORD from = FORMAT_MESSAGE_FROM_SYSTEM | (module == nullptr ? 0 : FORMAT_MESSAGE_FROM_HMODULE);
    const auto length = ::FormatMessageW(from | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK, module, error, 0,
                                         words.data(), words.size(), nullptr);
    auto text = utf8_of({words.data(), length});
    text.erase(text.find_last_not_of(" .\r\n") + 1);
    return text.empty() ? fmt::format("error {}", error_number(error)) : fmt::format("{} ({})", text, error_number(error));
}

std::string utf8_of(std::wstring_view wide) {
    const auto length = static_cast<int>(wide.size());
    std::string text(
        static_cast<std::size_t>(::WideCharToMultiByte(CP_UTF8, 0, wide.data(), length, nullptr, 0, nullptr, nullptr)), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), length, text.data(), static_cast<int>(text.size()), nullptr, nullptr);
    return text;
}

std::wstring wide_of(std::string_view text) {
    const auto length = static_cast<int>(text.size());
    std::wstring wide(static_cast<std::size_t>(::MultiByteToWideChar(CP_UTF8, 0, text.data(), length, nullptr, 0)), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), length, wide.data(), static_cast<int>(wide.size()));
    return wide;
}

}  // namespace certlib
