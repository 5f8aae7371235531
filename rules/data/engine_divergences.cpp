#include "data/engine_divergences.h"

#include <algorithm>
#include <array>

#include "support/host_text.h"

namespace rules {
namespace {

using certlib::Certificate;
using certlib::GeneralNameKind;

template <class Predicate>
bool any_certificate(const Context& context, Predicate predicate) {
    const auto& links = context.chain.links;
    return std::any_of(links.begin(), links.end(), [&](const chainwalk::Link& link) { return predicate(link.certificate); });
}

bool at_a_not_after(const Context& context) {
    return any_certificate(context, [&](const Certificate& one) { return one.not_after() == context.site.at; });
}

bool address_in_common_name(const Context& context) {
    const auto names = context.leaf().subject().values(certlib::oids::common_name);
    return context.leaf().dns_names().empty() &&
           std::any_of(names.begin(), names.end(), [](const std::string& name) { return is_host_name(name) && is_numeric_host(name); });
}

/// The extensions of RFC 5280 and RFC 6960 that our rules process and Botan 2.19 has no class for.
bool critical_extension_unknown_to_botan(const Context& context) {
    static constexpr std::array unknown{certlib::oids::policy_mappings, certlib::oids::policy_constraints,
                                        certlib::oids::inhibit_any_policy, std::string_view("1.3.6.1.5.5.7.48.1.5")};
    return any_certificate(context, [](const Certificate& one) {
        return std::any_of(unknown.begin(), unknown.end(), [&](std::string_view id) {
            const auto* extension = one.find_extension(id);
            return extension != nullptr && extension->critical;
        });
    });
}

bool constrains_email_or_uri(const Context& context) {
    const auto is_either = [](const certlib::GeneralSubtree& subtree) {
        return subtree.base.kind == GeneralNameKind::email || subtree.base.kind == GeneralNameKind::uri;
    };
    return any_certificate(context, [&](const Certificate& one) {
        const auto& constraints = one.decoded().name_constraints;
        return constraints && (std::any_of(constraints->permitted.begin(), constraints->permitted.end(), is_either) ||
                               std::any_of(constraints->excluded.begin(), constraints->excluded.end(), is_either));
    });
}

bool signed_with_pss(const Context& context) {
    return any_certificate(context, [](const Certificate& one) {
        return one.signature_algorithm().scheme == certlib::SignatureScheme::rsa_pss;
    });
}

bool anchor_is_not_self_issued(const Context& context) { return !context.chain.last().is_self_issued(); }

bool anchor_stands_alone(const Context& context) { return context.chain.links.size() == 1; }

bool starts_before_year_1(const Context& context) {
    static constexpr certlib::Time year_1 = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
    return any_certificate(context, [](const Certificate& one) { return one.not_before() < year_1; });
}

}  // namespace

std::span<const EngineDivergence> engine_divergences() {
    static constexpr std::array table{
        EngineDivergence{"openssl", "X509_V_ERR_CERT_HAS_EXPIRED", at_a_not_after,
                         "OpenSSL counts the second of notAfter as expired, RFC 5280 4.1.2.5 as valid",
                         "observed with OpenSSL 3.0; x509-limbo rfc5280::validity::notafter-exact"},
        EngineDivergence{"openssl", "X509_V_ERR_PERMITTED_VIOLATION", address_in_common_name,
                         "OpenSSL takes an IP address in the CN for a DNS name and compares it with the dNSName constraints",
                         "observed with OpenSSL 3.0; BetterTLS name constraints 7408"},
        EngineDivergence{"botan", "UNKNOWN_CRITICAL_EXTENSION", critical_extension_unknown_to_botan,
                         "Botan 2.19 does not know policyMappings, policyConstraints, inhibitAnyPolicy and OCSP no-check",
                         "observed with Botan 2.19; NIST PKITS 4.9 to 4.12"},
        EngineDivergence{"botan", "NAME_CONSTRAINT_ERROR", constrains_email_or_uri,
                         "Botan 2.19 does not compare e-mail and URI names and refuses critical constraints on them",
                         "observed with Botan 2.19; NIST PKITS 4.13.21 to 4.13.34"},
        EngineDivergence{"botan", "SIGNATURE_ALGO_BAD_PARAMS", signed_with_pss,
                         "Botan 2.19 verifies RSASSA-PSS only where both hash functions are the same",
                         "observed with Botan 2.19"},
        EngineDivergence{"botan", "CERT_ISSUER_NOT_FOUND", anchor_is_not_self_issued,
                         "Botan 2.19 wants a self-signed trust anchor, RFC 5280 6.1.1 does not",
                         "observed with Botan 2.19; BoringSSL verify_certificate_chain non-self-signed-root"},
        EngineDivergence{"botan", "CANNOT_ESTABLISH_TRUST", anchor_stands_alone,
                         "Botan 2.19 does not trust an end-entity certificate by itself",
                         "observed with Botan 2.19; OpenSSL verify test, self-signed end-entity certificate"},
        EngineDivergence{"botan", "DECODE_ERROR", starts_before_year_1, "Botan 2.19 reads no date before the year 1",
                         "observed with Botan 2.19; BoringSSL verify_certificate_chain intermediate-eku-c2pamanifest"},
    };
    return table;
}

std::span<const ReportedRefusal> reported_refusals() {
    static constexpr std::array table{
        ReportedRefusal{"openssl", "X509_V_ERR_AKID_SKID_MISMATCH", "link.key-identifiers"},
        ReportedRefusal{"openssl", "X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH", "link.key-identifiers"},
        // With a key identifier that does not fit, OpenSSL does not even consider the certificate as an issuer.
        ReportedRefusal{"openssl", "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT", "link.key-identifiers"},
        ReportedRefusal{"openssl", "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "link.key-identifiers"},
        ReportedRefusal{"openssl", "X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE", "link.key-identifiers"},
        ReportedRefusal{"openssl", "X509_V_ERR_INVALID_CA", "link.ca-flag"},
        ReportedRefusal{"openssl", "X509_V_ERR_INVALID_CA", "link.key-usage"},
        ReportedRefusal{"openssl", "X509_V_ERR_KEYUSAGE_NO_CERTSIGN", "link.key-usage"},
        ReportedRefusal{"openssl", "X509_V_ERR_PATH_LENGTH_EXCEEDED", "link.path-length"},
        ReportedRefusal{"openssl", "X509_V_ERR_PERMITTED_VIOLATION", "link.name-constraints"},
        ReportedRefusal{"openssl", "X509_V_ERR_EXCLUDED_VIOLATION", "link.name-constraints"},
        ReportedRefusal{"openssl", "X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION", "link.critical-extension"},
        ReportedRefusal{"openssl", "X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION", "link.key-identifiers"},
        ReportedRefusal{"openssl", "X509_V_ERR_INVALID_EXTENSION", "load.malformed-extension"},
        ReportedRefusal{"openssl", "X509_V_ERR_CERT_SIGNATURE_FAILURE", "link.signature-hash"},
        ReportedRefusal{"openssl", "X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY", "key.strength"},
        ReportedRefusal{"botan", "CERT_ISSUER_NOT_FOUND", "link.key-identifiers"},
        ReportedRefusal{"botan", "CA_CERT_NOT_FOR_CERT_ISSUER", "link.ca-flag"},
        ReportedRefusal{"botan", "CA_CERT_NOT_FOR_CERT_ISSUER", "link.key-usage"},
        ReportedRefusal{"botan", "CERT_CHAIN_TOO_LONG", "link.path-length"},
        ReportedRefusal{"botan", "NAME_CONSTRAINT_ERROR", "link.name-constraints"},
        ReportedRefusal{"botan", "UNKNOWN_CRITICAL_EXTENSION", "link.critical-extension"},
        ReportedRefusal{"botan", "INVALID_USAGE", "link.key-usage"},
        ReportedRefusal{"botan", "EXT_IN_V1_V2_CERT", "link.version"},
        ReportedRefusal{"botan", "V2_IDENTIFIERS_IN_V1_CERT", "link.version"},
        ReportedRefusal{"botan", "CERT_SERIAL_NEGATIVE", "link.serial"},
        ReportedRefusal{"botan", "DUPLICATE_CERT_EXTENSION", "load.malformed-extension"},
        ReportedRefusal{"botan", "DUPLICATE_CERT_POLICY", "load.malformed-extension"},
        ReportedRefusal{"botan", "DECODE_ERROR", "load.malformed-extension"},
        ReportedRefusal{"botan", "UNTRUSTED_HASH", "link.signature-hash"},
        ReportedRefusal{"botan", "SIGNATURE_METHOD_TOO_WEAK", "link.signature-hash"},
        ReportedRefusal{"botan", "CERT_PUBKEY_INVALID", "key.strength"},
    };
    return table;
}

}  // namespace rules
