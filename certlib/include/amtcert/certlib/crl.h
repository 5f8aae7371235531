#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/verify.h>

namespace [[gnu::visibility("default")]] certlib {

/// RevocationReason is RFC 5280 5.3.1's CRLReason, by its numbers.
enum class RevocationReason : std::uint8_t {
    unspecified = 0, key_compromise = 1, ca_compromise = 2, affiliation_changed = 3, superseded = 4, cessation_of_operation = 5,
    certificate_hold = 6, remove_from_crl = 8, privilege_withdrawn = 9, aa_compromise = 10,
};

/// to_string gives the standard's words: "keyCompromise", "cessationOfOperation".
[[nodiscard]] std::string_view to_string(RevocationReason reason);

/// RevokedEntry is one entry of a CRL.
struct RevokedEntry {
    std::optional<Time> date;  ///< empty when the list names an impossible day
    RevocationReason reason = RevocationReason::unspecified;  ///< unspecified where the entry gives none
};

/// IssuingDistributionPoint says what a CRL covers (RFC 5280 5.2.5).
struct IssuingDistributionPoint {
    std::vector<GeneralName> full_name;  ///< names of the distribution point; empty: none is given
    std::optional<Bytes> relative_name;  ///< nameRelativeToCRLIssuer, content octets
    bool only_user_certificates = false;  ///< onlyContainsUserCerts
    bool only_ca_certificates = false;  ///< onlyContainsCACerts
    bool only_attribute_certificates = false;  ///< onlyContainsAttributeCerts
    bool indirect = false;  ///< indirectCRL: entries may be of other issuers
    std::optional<std::uint16_t> reasons;  ///< onlySomeReasons: bit n set = reason flag n of RFC 5280 4.2.1.13
    Bytes der;                             ///< the extension's value, to compare a delta's with its base's

    /// the point has a name, full or relative
    [[nodiscard]] bool has_name() const { return !full_name.empty() || relative_name.has_value(); }
};

/// Crl is a certificate revocation list (RFC 5280 5): immutable, cheap to copy. Every entry is read once, when it is parsed, to
/// see that it is well formed; none is kept. The octets are, once, and an entry is searched in them, so that a list of a million
/// costs its size and no more. No signature is checked and nothing is judged here.
class Crl {
public:
    /// parse reads exactly one DER CertificateList and keeps it. Errors: malformed, with the offset, also for trailing octets.
    [[nodiscard]] static Result<Crl> parse(Bytes der);

    [[nodiscard]] ByteView der() const;  ///< the whole list, with its header
    [[nodiscard]] ByteView tbs() const;  ///< the signed part, with its header
    [[nodiscard]] const SignatureAlgorithm& signature_algorithm() const;  ///< the outer one
    [[nodiscard]] ByteView signature() const;  ///< without the unused-bits octet
    [[nodiscard]] const DistinguishedName& issuer() const;  ///< who issued the list
    [[nodiscard]] Time this_update() const;  ///< UTC
    [[nodiscard]] std::optional<Time> next_update() const;  ///< UTC; empty where the list has none
    [[nodiscard]] std::size_t entries() const;  ///< how many certificates are listed

    [[nodiscard]] const std::optional<AuthorityKeyIdentifier>& authority_key_identifier() const;  ///< empty: absent
    [[nodiscard]] const std::optional<Bytes>& number() const;       ///< cRLNumber, big-endian without leading zeros
    [[nodiscard]] const std::optional<Bytes>& base_number() const;  ///< of a delta CRL (deltaCRLIndicator): the base it builds on
    /// empty: absent, the list is for all of its issuer's certificates
    [[nodiscard]] const std::optional<IssuingDistributionPoint>& issuing_distribution_point() const;
    [[nodiscard]] const std::vector<DistributionPoint>& freshest_crl() const;  ///< where deltas are; empty: nowhere
    [[nodiscard]] std::optional<Time> next_publish() const;  ///< Microsoft Next CRL Publish (1.3.6.1.4.1.311.21.4)

    [[nodiscard]] bool is_delta() const { return base_number().has_value(); }  ///< it lists changes to another list only
    /// its entries may be of other issuers
    [[nodiscard]] bool is_indirect() const { return issuing_distribution_point() && issuing_distribution_point()->indirect; }

    /// unusable is empty, or says why nothing may be concluded from this CRL, in one line: a critical extension that is not
    /// known (RFC 5280 5.2 and 5.3), one that cannot be decoded, two signature algorithms that differ.
    [[nodiscard]] const std::string& unusable() const;

    /// find looks for a certificate by its issuer and serial number (content octets of the INTEGER). An entry of an indirect CRL
    /// belongs to the issuer named last before it (5.3.3). Of several entries one that does not say removeFromCRL is given.
    [[nodiscard]] std::optional<RevokedEntry> find(const DistinguishedName& certificate_issuer, ByteView serial) const;

private:
    struct Data;
    explicit Crl(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    friend class CrlParser;
    std::shared_ptr<const Data> data_;
};

/// verify_signature checks the signature on a CRL with the public key of `signer`, and nothing else.
[[nodiscard]] SignatureResult verify_signature(const Crl& crl, const Certificate& signer);

/// full_names gives the names of a distribution point: its full name, or its relative name behind that of the CRL's issuer.
/// Empty when there is neither, or when the relative name is malformed.
[[nodiscard]] std::vector<GeneralName> full_names(const std::vector<GeneralName>& full_name, const std::optional<Bytes>& relative_name,
                                                  const DistinguishedName& crl_issuer);

/// The largest CRL that is read, in octets.
inline constexpr std::size_t largest_crl = 256U << 20U;

/// load_crls reads the CRLs of one file: DER, PEM with any number of them and text around, inside PKCS#7, or in an export of a
/// Windows store; told by content.
/// Errors: io, limit (over 256 MiB), malformed, not_found when there is none.
[[nodiscard]] Result<std::vector<Crl>> load_crls(const std::string& path);

/// read_crls is load_crls for octets at hand.
[[nodiscard]] Result<std::vector<Crl>> read_crls(Bytes data);

}  // namespace certlib
