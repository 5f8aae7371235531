#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/name.h>
#include <amtcert/certlib/oid.h>

namespace certlib {

/// Extension is one entry of the certificate's extensions, as it came.
struct Extension {
    Oid id;
    bool critical = false;
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

struct BasicConstraints {
    bool ca = false;
    std::optional<std::uint64_t> path_length;  ///< values over 2^63 are kept as 2^63
};

/// KeyUsageBit numbers follow RFC 5280 4.2.1.3.
enum class KeyUsageBit : std::uint8_t {
    digital_signature = 0, non_repudiation = 1, key_encipherment = 2, data_encipherment = 3, key_agreement = 4,
    key_cert_sign = 5, crl_sign = 6, encipher_only = 7, decipher_only = 8,
};

struct KeyUsage {
    std::uint16_t bits = 0;  ///< bit n set = KeyUsageBit n asserted
    [[nodiscard]] bool has(KeyUsageBit bit) const { return (bits >> static_cast<unsigned>(bit)) & 1U; }
    [[nodiscard]] std::string to_string() const;  ///< "digitalSignature, keyEncipherment"
};

struct AuthorityKeyIdentifier {
    std::optional<Bytes> key_identifier;
    std::vector<GeneralName> issuer;
    std::optional<Bytes> serial;  ///< content octets of the INTEGER
};

struct GeneralSubtree {
    GeneralName base;
    std::uint64_t minimum = 0;
    std::optional<std::uint64_t> maximum;
};

struct NameConstraints {
    std::vector<GeneralSubtree> permitted;
    std::vector<GeneralSubtree> excluded;
};

struct PolicyInformation {
    Oid policy;
    std::vector<Oid> qualifiers;
};

struct PolicyMapping {
    Oid issuer_domain;
    Oid subject_domain;
};

struct PolicyConstraints {
    std::optional<std::uint64_t> require_explicit_policy;
    std::optional<std::uint64_t> inhibit_policy_mapping;
};

struct AccessDescription {
    Oid method;
    GeneralName location;
};

struct DistributionPoint {
    std::vector<GeneralName> full_name;
    std::optional<Bytes> relative_name;  ///< nameRelativeToCRLIssuer, content octets
    std::optional<std::uint16_t> reasons;
    std::vector<GeneralName> crl_issuer;
};

/// MicrosoftTemplate is read from 1.3.6.1.4.1.311.21.7 (OID and revision) or 1.3.6.1.4.1.311.20.2 (name only).
struct MicrosoftTemplate {
    std::string name;
    Oid id;
    std::optional<std::uint64_t> major_revision;
    std::optional<std::uint64_t> minor_revision;
};

/// DecodedExtensions holds the extensions amtcert understands; one that is absent, or present and undecodable
/// (then there is a Defect), is empty.
struct DecodedExtensions {
    std::optional<BasicConstraints> basic_constraints;
    std::optional<KeyUsage> key_usage;
    std::optional<std::vector<Oid>> extended_key_usage;
    std::optional<std::vector<GeneralName>> subject_alternative_name;
    std::optional<Bytes> subject_key_identifier;
    std::optional<AuthorityKeyIdentifier> authority_key_identifier;
    std::optional<NameConstraints> name_constraints;
    std::optional<std::vector<PolicyInformation>> certificate_policies;
    std::optional<std::vector<PolicyMapping>> policy_mappings;
    std::optional<PolicyConstraints> policy_constraints;
    std::optional<std::uint64_t> inhibit_any_policy;
    std::optional<std::vector<AccessDescription>> authority_info_access;
    std::optional<std::vector<DistributionPoint>> crl_distribution_points;
    std::optional<std::vector<DistributionPoint>> freshest_crl;  ///< where delta CRLs are (RFC 5280 4.2.1.15)
    std::optional<MicrosoftTemplate> microsoft_template;
};

}  // namespace certlib
