#pragma once

#include <amtcert/certlib/verify.h>

namespace certlib {

/// SignedData is content, a signature on it, and the key that should have made it.
struct SignedData {
    ByteView content;
    const SignatureAlgorithm& algorithm;
    ByteView signature;
    const PublicKey& key;
    ByteView key_info;  ///< SubjectPublicKeyInfo with its header
};

/// verify_signature checks the signature and nothing else, as its namesake does for certificates.
[[nodiscard]] SignatureResult verify_signature(const SignedData& data);

}  // namespace certlib
