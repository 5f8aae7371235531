#pragma once

#include <string>
#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace [[gnu::visibility("default")]] certlib {

/// write_pem writes DER as one RFC 7468 block: "-----BEGIN <label>-----", base64 in lines of 64, and a final line end.
[[nodiscard]] std::string write_pem(std::string_view label, ByteView der);

}  // namespace certlib
