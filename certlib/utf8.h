#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace certlib::utf8 {

/// next takes one code point off the front of `text`. Nothing when the octets there are no valid UTF-8 (RFC 3629): then one
/// octet is taken.
[[nodiscard]] std::optional<char32_t> next(std::string_view& text);

[[nodiscard]] bool is_valid(std::string_view text);

/// append writes a code point; surrogates and values over 10FFFF are written as U+FFFD.
void append(std::string& text, char32_t code_point);

/// from_wide reads big-endian characters of two (BMPString) or four (UniversalString) octets. `well_formed` becomes false for
/// surrogates, values over 10FFFF and octets left over.
[[nodiscard]] std::string from_wide(ByteView value, std::size_t width, bool& well_formed);

}  // namespace certlib::utf8
