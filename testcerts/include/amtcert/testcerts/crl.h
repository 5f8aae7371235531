#pragma once

#include <amtcert/testcerts/hierarchy.h>

namespace testcerts {

/// RevokedSpec is one entry of a CRL.
struct RevokedSpec {
    Bytes serial;  ///< content octets of the INTEGER
    Time date{};
    std::optional<unsigned> reason;  ///< CRLReason by its number
    std::vector<NameEntry> certificate_issuer = {};  ///< in an indirect CRL, whose certificate it is; empty: no such extension
};

/// CrlSpec is everything about one CRL. The authority key identifier is added by issue_crl.
struct CrlSpec {
    Time this_update = sample_time() - std::chrono::days{1};
    std::optional<Time> next_update = sample_time() + std::chrono::days{30};
    std::vector<RevokedSpec> revoked;
    std::vector<ExtensionSpec> extensions = {};
    unsigned number = 1;
    std::optional<unsigned> base_number;  ///< makes it a delta CRL upon that base
    Signing signing = Signing::sha256;
    std::optional<Key> signed_with;  ///< instead of the issuer's key, to plant a fault
    bool break_signature = false;    ///< flips a bit of the signature
};

/// issue_crl builds and signs a CRL of the CA, DER.
[[nodiscard]] Bytes issue_crl(const CrlSpec& spec, const CertificateSpec& issuer);

/// crl_pem writes a CRL as PEM.
[[nodiscard]] std::string crl_pem(ByteView der);

namespace extension {
/// crl_distribution_points has one point for each list of URLs, which are alternatives.
[[nodiscard]] ExtensionSpec crl_distribution_points(const std::vector<std::vector<std::string>>& points);
[[nodiscard]] ExtensionSpec authority_info_access(const std::vector<std::string>& ca_issuers,
                                                  const std::vector<std::string>& responders);
/// indirect_crl_point names a CRL that somebody else issues (cRLIssuer), and indirect_crl says of a CRL that it is such a one.
[[nodiscard]] ExtensionSpec indirect_crl_point(const std::string& url, const std::vector<NameEntry>& crl_issuer);
[[nodiscard]] ExtensionSpec indirect_crl();
/// freshest_crl is a base CRL's word of where its deltas are.
[[nodiscard]] ExtensionSpec freshest_crl(const std::string& url);
}  // namespace extension

}  // namespace testcerts
