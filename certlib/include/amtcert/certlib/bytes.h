#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/error.h>

namespace [[gnu::visibility("default")]] certlib {

/// Bytes holds octets.
using Bytes = std::vector<std::uint8_t>;
/// ByteView looks at octets that someone else holds.
using ByteView = std::span<const std::uint8_t>;

/// to_hex writes lower-case hexadecimal digits without separators.
[[nodiscard]] std::string to_hex(ByteView bytes);

/// from_hex reads hexadecimal digits of either case; blanks, colons and hyphens between them are ignored.
/// Errors: malformed on any other character or an odd number of digits.
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

/// from_base64 reads RFC 4648 base64 with padding; white space is ignored. Errors: malformed.
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);

/// to_base64 writes RFC 4648 base64 with padding, in one line.
[[nodiscard]] std::string to_base64(ByteView bytes);

/// as_bytes looks at the characters of a string as octets.
[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// equal compares length and content. It is not for secrets: it takes longer the more octets agree.
[[nodiscard]] bool equal(ByteView left, ByteView right);

}  // namespace certlib
