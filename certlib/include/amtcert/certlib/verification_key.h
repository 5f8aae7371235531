#pragma once

#include <optional>

#include <amtcert/certlib/crl.h>

namespace [[gnu::visibility("default")]] certlib {

/// inherits_parameters says whether a certificate's key is a DSA key without parameters: they are those of the certificate above it
/// in its path (RFC 3279 2.3.2, RFC 5280 6.1.4 f).
[[nodiscard]] bool inherits_parameters(const Certificate& certificate);

/// completed_key_info gives the SubjectPublicKeyInfo of a key that inherits its parameters, with those that stand in `above`, the
/// SubjectPublicKeyInfo of the certificate above. Empty when that is no DSA key with parameters.
[[nodiscard]] std::optional<Bytes> completed_key_info(const Certificate& certificate, ByteView above);

/// verify_signature checks the signature on a certificate or a CRL with the key of this SubjectPublicKeyInfo, and nothing else.
[[nodiscard]] SignatureResult verify_signature(const Certificate& subject, ByteView key_info);
/// verify_signature checks a CRL's signature likewise.
[[nodiscard]] SignatureResult verify_signature(const Crl& crl, ByteView key_info);

}  // namespace certlib
