#pragma once

#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// decode_base64 is from_base64 into room that is there: `out` has three octets for each four characters begun. It may be the
/// place of the text itself, since no octet is written before the characters it comes from have been read. Gives the number of
/// octets written. Errors: malformed.
[[nodiscard]] Result<std::size_t> decode_base64(std::string_view text, std::uint8_t* out);

}  // namespace certlib
