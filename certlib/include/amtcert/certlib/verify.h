#pragma once

#include <span>
#include <string>

#include <amtcert/certlib/certificate.h>

namespace [[gnu::visibility("default")]] certlib {

/// SignatureResult says whether a signature holds, or why that was not found out.
enum class SignatureResult {
    valid,
    invalid,
    unsupported,  ///< the algorithm or its parameters are not known here; never to be taken for valid
    bad_key,      ///< the issuer's key cannot be decoded or is of another kind than the algorithm
};

/// verify_signature checks the signature on `subject` with the public key of `issuer`, and nothing else: no names,
/// dates or strength. MD2, MD4 and MD5 signatures are verified like any other where the library still can.
[[nodiscard]] SignatureResult verify_signature(const Certificate& subject, const Certificate& issuer);

/// EngineAnswer is what a foreign engine says of one path.
struct EngineAnswer {
    bool accepted = false;  ///< the engine takes the path
    std::string code;    ///< stable short id: OpenSSL "X509_V_ERR_CERT_HAS_EXPIRED", Botan "CERT_HAS_EXPIRED"; empty when accepted
    std::string reason;  ///< the engine's own words, one line; empty when accepted
};

/// openssl_opinion asks OpenSSL's X509_verify_cert for exactly this path, leaf first, its last certificate being the trust
/// anchor: security level 0, no purpose, no revocation, at `time`. An empty path is refused.
[[nodiscard]] EngineAnswer openssl_opinion(std::span<const Certificate> path, Time time);

}  // namespace certlib
