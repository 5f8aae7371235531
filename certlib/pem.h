#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// PemBlock is one "-----BEGIN label-----" ... "-----END label-----" (RFC 7468), still as text: what lies between may be a key.
struct PemBlock {
    std::string_view label;
    std::string_view text;     ///< with both boundary lines
    std::string_view headers;  ///< RFC 1421 header lines (Proc-Type, DEK-Info), or empty
    std::string_view base64;   ///< what is left
};

/// find_pem_blocks finds every complete block of a text; whatever stands around them is passed over.
[[nodiscard]] std::vector<PemBlock> find_pem_blocks(std::string_view text);

}  // namespace certlib
