#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/name.h>
#include <amtcert/certlib/oid.h>

namespace [[gnu::visibility("default")]] certlib {

/// Extension is one entry of the certificate's extensions, as it came.
struct Extension {
    Oid id;                  ///< of the extension
    bool critical = false;   ///< who does not know it has to refuse the certificate
    Bytes value;             ///< content of the extnValue OCTET STRING
    std::size_t offset = 0;  ///< of the Extension SEQUENCE, counted in octets from the start of the certificate
};

/// Defect is something in a certificate that cannot be decoded, or that DER or RFC 5280 forbids outright.
/// The certificate is loaded all the same; rules judge the defect.
struct Defect {
    Oid extension;           ///< empty when it is not in an extension
    std::size_t offset = 0;  ///< octets from the start of the certificate
    std::string what;        ///< lower case, one line: "basicConstraints: pathLenConstraint is negative"
};

/// BasicConstraints says whether the subject is a CA (RFC 5280 4.2.1.9).
struct BasicConstraints {
    bool ca = false;                           ///< the subject is a CA
    std::optional<std::uint64_t> path_length;  ///< values over 2^63 are kept as 2^63
};

/// KeyUsageBit numbers follow RFC 5280 4.2.1.3.
enum class KeyUsageBit : std::uint8_t {
    digital_signature = 0,
    non_repudiation = 1,
    key_encipherment = 2,
    data_encipherment = 3,
    key_agreement = 4,
    key_cert_sign = 5,
    crl_sign = 6,
    encipher_only = 7,
    decipher_only = 8,
};

/// KeyUsage says what the key may be used for (RFC 5280 4.2.1.3).
struct KeyUsage {
    std::uint16_t bits = 0;  ///< bit n set = KeyUsageBit n asserted
    [[nodiscard]] bool has(KeyUsageBit bit) const { return (bits >> static_cast<unsigned>(bit)) & 1U; }  ///< the bit is asserted
    [[nodiscard]] std::string to_string() const;  ///< "digitalSignature, keyEncipherment"
};

/// AuthorityKeyIdentifier names the key that signed (RFC 5280 4.2.1.1).
struct AuthorityKeyIdentifier {
    std::optional<Bytes> key_identifier;  ///< of the issuer's key; empty: not given
    std::vector<GeneralName> issuer;      ///< names of the issuer's issuer; empty: not given
    std::optional<Bytes> serial;          ///< content octets of the INTEGER
};

/// GeneralSubtree is one part of the name space (RFC 5280 4.2.1.10).
struct GeneralSubtree {
    GeneralName base;                      ///< the name that heads it
    std::uint64_t minimum = 0;             ///< 0 in what RFC 5280 allows
    std::optional<std::uint64_t> maximum;  ///< empty in what RFC 5280 allows
};

/// NameConstraints is what names may stand below a CA (RFC 5280 4.2.1.10).
struct NameConstraints {
    std::vector<GeneralSubtree> permitted;  ///< of a kind of name that is here at all, each has to be in one of these
    std::vector<GeneralSubtree> excluded;   ///< no name may be in any of these
};

/// PolicyInformation is one policy of a certificate (RFC 5280 4.2.1.4).
struct PolicyInformation {
    Oid policy;                   ///< of the policy
    std::vector<Oid> qualifiers;  ///< kinds of the qualifiers, not their content
};

/// PolicyMapping sets two policies equal (RFC 5280 4.2.1.5).
struct PolicyMapping {
    Oid issuer_domain;   ///< policy of the issuer
    Oid subject_domain;  ///< policy of the subject
};

/// PolicyConstraints limits what policies may do below (RFC 5280 4.2.1.11).
struct PolicyConstraints {
    /// certificates further down until a policy has to be there; empty: not asked
    std::optional<std::uint64_t> require_explicit_policy;
    /// certificates further down until none is mapped any more; empty: not asked
    std::optional<std::uint64_t> inhibit_policy_mapping;
};

/// AccessDescription is one place to ask about the issuer (RFC 5280 4.2.2.1).
struct AccessDescription {
    Oid method;            ///< oids::ca_issuers or oids::ocsp
    GeneralName location;  ///< mostly a URI
};

/// DistributionPoint is one place where a CRL may be had (RFC 5280 4.2.1.13).
struct DistributionPoint {
    std::vector<GeneralName> full_name;    ///< alternatives, mostly URIs
    std::optional<Bytes> relative_name;    ///< nameRelativeToCRLIssuer, content octets
    std::optional<std::uint16_t> reasons;  ///< bit n set = reason flag n is covered; empty: all reasons
    std::vector<GeneralName> crl_issuer;   ///< who issues the CRL; empty: the certificate's issuer
};

/// MicrosoftTemplate is read from 1.3.6.1.4.1.311.21.7 (OID and revision) or 1.3.6.1.4.1.311.20.2 (name only).
struct MicrosoftTemplate {
    std::string name;                             ///< of a version 1 template, UTF-8
    Oid id;                                       ///< of a version 2 template
    std::optional<std::uint64_t> major_revision;  ///< of a version 2 template
    std::optional<std::uint64_t> minor_revision;  ///< of a version 2 template
};

/// DecodedExtensions holds the extensions amtcert understands; one that is absent, or present and undecodable
/// (then there is a Defect), is empty.
struct DecodedExtensions {
    std::optional<BasicConstraints> basic_constraints;                      ///< RFC 5280 4.2.1.9
    std::optional<KeyUsage> key_usage;                                      ///< RFC 5280 4.2.1.3
    std::optional<std::vector<Oid>> extended_key_usage;                     ///< RFC 5280 4.2.1.12
    std::optional<std::vector<GeneralName>> subject_alternative_name;       ///< RFC 5280 4.2.1.6
    std::optional<Bytes> subject_key_identifier;                            ///< RFC 5280 4.2.1.2
    std::optional<AuthorityKeyIdentifier> authority_key_identifier;         ///< RFC 5280 4.2.1.1
    std::optional<NameConstraints> name_constraints;                        ///< RFC 5280 4.2.1.10
    std::optional<std::vector<PolicyInformation>> certificate_policies;     ///< RFC 5280 4.2.1.4
    std::optional<std::vector<PolicyMapping>> policy_mappings;              ///< RFC 5280 4.2.1.5
    std::optional<PolicyConstraints> policy_constraints;                    ///< RFC 5280 4.2.1.11
    std::optional<std::uint64_t> inhibit_any_policy;                        ///< RFC 5280 4.2.1.14, certificates further down
    std::optional<std::vector<AccessDescription>> authority_info_access;    ///< RFC 5280 4.2.2.1
    std::optional<std::vector<DistributionPoint>> crl_distribution_points;  ///< RFC 5280 4.2.1.13
    std::optional<std::vector<DistributionPoint>> freshest_crl;             ///< where delta CRLs are (RFC 5280 4.2.1.15)
    std::optional<MicrosoftTemplate> microsoft_template;                    ///< of AD CS
};

}  // namespace gnu::visibility("default")]]certlib
