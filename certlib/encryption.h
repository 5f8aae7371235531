#pragma once

#include <openssl/types.h>

#include <string>

#include <amtcert/certlib/load.h>

namespace certlib {

/// Encryption is what a password-based encryption algorithm costs and is called.
struct Encryption {
    std::string name;              ///< "RC2-40-CBC", "3DES-CBC", "AES-256-CBC"; the OID when it is not known
    unsigned long iterations = 0;  ///< of its key derivation
    unsigned long memory = 0;      ///< octets, of scrypt
    bool known = false;
};

/// describe_encryption reads PBES1, PBES2 and PKCS#12 algorithm identifiers (RFC 8018, RFC 7292 appendix C).
[[nodiscard]] Encryption describe_encryption(const X509_ALGOR* algorithm);

/// check_encryption_cost refuses a derivation that would take too long. Errors: limit.
[[nodiscard]] Result<void> check_encryption_cost(const Encryption& encryption, const LoadLimits& limits);

/// object_name gives an algorithm's customary name, or its OID.
[[nodiscard]] std::string object_name(const ASN1_OBJECT* object);

}  // namespace certlib
