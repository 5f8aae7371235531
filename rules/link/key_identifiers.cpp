#include <amtcert/rules/rule.h>

#include <algorithm>

#include "support/path.h"

namespace rules {
namespace {

using certlib::Certificate;

bool names_directory(const std::vector<certlib::GeneralName>& names, const certlib::DistinguishedName& wanted) {
    return std::any_of(names.begin(), names.end(),
                       [&](const certlib::GeneralName& name) { return name.directory && *name.directory == wanted; });
}

void compare_with_issuer(Findings& findings, const certlib::AuthorityKeyIdentifier& authority, const Certificate& issuer,
                         std::size_t position) {
    // RFC 5280 4.2.1.1: keyIdentifier is the issuer's subjectKeyIdentifier.
    const auto& issuer_id = issuer.decoded().subject_key_identifier;
    if (authority.key_identifier && issuer_id && *authority.key_identifier != *issuer_id)
        findings.push_back(failed("authorityKeyIdentifier is " + certlib::to_hex(*authority.key_identifier) +
                                      ", the issuer's subjectKeyIdentifier " + certlib::to_hex(*issuer_id),
                                  position));
    // RFC 5280 4.2.1.1: issuer and serial number are those of the issuer's certificate.
    if (!authority.issuer.empty() && !names_directory(authority.issuer, issuer.issuer()))
        findings.push_back(failed("authorityCertIssuer is not " + issuer.issuer().to_string() + ", who issued the issuer's certificate",
                                  position));
    if (authority.serial && !certlib::equal(*authority.serial, issuer.serial()))
        findings.push_back(failed("authorityCertSerialNumber is " + certlib::to_hex(*authority.serial) + ", that of the issuer's certificate " +
                                      issuer.serial_hex(),
                                  position));
}

void check_authority(Findings& findings, const Context& context, const Certificate& certificate, std::size_t position) {
    const auto* extension = certificate.find_extension(certlib::oids::authority_key_identifier);
    const auto& authority = certificate.decoded().authority_key_identifier;
    // RFC 5280 4.2.1.1: in every certificate but a self-signed one, with a keyIdentifier, never critical.
    if (extension == nullptr) {
        const auto& links = context.chain.links;
        const bool self_signed = position + 1 == links.size() && links[position].signature == certlib::SignatureResult::valid &&
                                 certificate.is_self_issued();
        if (!self_signed) findings.push_back(failed("authorityKeyIdentifier is absent", position));
        return;
    }
    if (extension->critical) findings.push_back(failed("authorityKeyIdentifier is critical, not critical required", position));
    // One that cannot be decoded is load.malformed-extension's.
    if (!authority) return;
    if (!authority->key_identifier) findings.push_back(failed("authorityKeyIdentifier has no keyIdentifier", position));
    if (authority->issuer.empty() != !authority->serial)
        findings.push_back(failed("authorityKeyIdentifier has one of issuer and serial number, both or none required", position));
    if (position + 1 < context.chain.links.size())
        compare_with_issuer(findings, *authority, context.chain.links[position + 1].certificate, position);
}

void check_subject(Findings& findings, const Certificate& certificate, std::size_t position) {
    const auto* extension = certificate.find_extension(certlib::oids::subject_key_identifier);
    // RFC 5280 4.2.1.2: in every CA certificate, never critical.
    if (extension == nullptr && certificate.is_ca())
        findings.push_back(failed("subjectKeyIdentifier is absent from a CA certificate", position));
    if (extension != nullptr && extension->critical)
        findings.push_back(failed("subjectKeyIdentifier is critical, not critical required", position));
}

Findings check(const Context& context) {
    const auto path = profiled_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    for (std::size_t i = 0; i < path.size(); ++i) {
        check_authority(findings, context, path[i], i);
        check_subject(findings, path[i], i);
    }
    return or_passed(std::move(findings), "key identifiers name the issuers' keys");
}

}  // namespace

extern const Rule link_key_identifiers_rule;
constinit const Rule link_key_identifiers_rule = define({
    .id = "link.key-identifiers",
    .title = "key identifiers do not fit",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::warning,
    .what = "Each authorityKeyIdentifier names the key of the certificate above, and the extensions are where they have to be. They are "
            "hints for finding an issuer: the signature decides, so this is a warning. The root is not asked.",
    .why = "Where two certificates of an issuer are at hand, libraries pick by key identifier: a wrong one leads to the wrong "
           "certificate, and OpenSSL then reports that the issuer is missing.",
    .fix = "Use the issuer certificate that holds the key identifier shown; the CA probably was renewed with a new key. If there is none, have "
           "the certificate issued again.",
    .citation = "RFC 5280 4.2.1.1, 4.2.1.2",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
