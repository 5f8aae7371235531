#pragma once

#include <amtcert/certlib/verify.h>

namespace certlib {

/// verify_signed checks the signature on the octets of any signed structure with the key of `issuer`.
[[nodiscard]] SignatureResult verify_signed(ByteView tbs, const SignatureAlgorithm& algorithm, ByteView signature,
                                            const Certificate& issuer);

}  // namespace certlib
