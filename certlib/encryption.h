#pragma once

#include <openssl/types.h>

#include <cstdint>
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

/// DerivationBudget bounds what deriving keys from passwords may cost for one source: each derivation, and all that are tried.
class DerivationBudget {
public:
    explicit DerivationBudget(const LoadLimits& limits) : limits_(limits) {}

    /// spend takes one derivation into account before it is made. Errors: limit.
    [[nodiscard]] Result<void> spend(std::uint64_t iterations);
    [[nodiscard]] Result<void> spend(const Encryption& encryption);

private:
    const LoadLimits& limits_;
    std::uint64_t spent_ = 0;
};

/// object_name gives an algorithm's customary name, or its OID.
[[nodiscard]] std::string object_name(const ASN1_OBJECT* object);

}  // namespace certlib
