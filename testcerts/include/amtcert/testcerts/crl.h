#pragma once

#include <amtcert/certlib/crl.h>
#include <amtcert/testcerts/hierarchy.h>

namespace testcerts {

/// CrlEntrySpec is one revoked certificate.
struct CrlEntrySpec {
    Bytes serial;                                     ///< content octets of the INTEGER
    std::optional<certlib::RevocationReason> reason;  ///< none: the entry has no extension
};

/// CrlSpec is everything about one CRL, version 2. Its entries are revoked at thisUpdate.
struct CrlSpec {
    Time this_update = sample_time();
    std::optional<Time> next_update = sample_time() + std::chrono::hours{24 * 7};
    std::vector<CrlEntrySpec> entries = {};
    std::vector<ExtensionSpec> extensions = {};
    Signing signing = Signing::sha256;
    bool break_signature = false;  ///< flips a bit of the signature
};

/// issue_crl builds and signs a CRL, as the CA that `issuer` describes.
[[nodiscard]] certlib::Crl issue_crl(const CrlSpec& spec, const CertificateSpec& issuer);

/// pem writes CRLs as one PEM text in the order given.
[[nodiscard]] std::string pem(const std::vector<certlib::Crl>& crls);

}  // namespace testcerts
