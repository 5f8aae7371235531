#pragma once

#include <string>
#include <string_view>

/// Text as Windows takes it. This header is there on Windows only, and is not installed.
namespace certlib {

/// utf8_of turns UTF-16 into UTF-8; what is no UTF-16 becomes U+FFFD.
[[nodiscard]] std::string utf8_of(std::wstring_view wide);

/// wide_of turns UTF-8 into UTF-16; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::wstring wide_of(std::string_view text);

/// system_words says in one line what Windows calls an error of GetLastError, an HRESULT included, or one of a library that has
/// its own, as winhttp.dll.
[[nodiscard]] std::string system_words(unsigned long error, const wchar_t* library = nullptr);

}  // namespace certlib
