#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

std::optional<Finding> fault(const certlib::Certificate& certificate, std::size_t position) {
    const auto& constraints = certificate.decoded().basic_constraints;
    // RFC 5280 6.1.4 k: a version 1 or 2 certificate is a CA only when that is known by other means; nothing is known here.
    if (certificate.version() < 3)
        return failed("version " + std::to_string(certificate.version()) + " cannot say that it is a CA, version 3 with cA true required",
                      position);
    if (undecodable(certificate, certlib::oids::basic_constraints, constraints)) return cannot_be_decoded("basicConstraints", position);
    // RFC 5280 6.1.4 k: basicConstraints is present and cA is TRUE.
    if (!constraints) return failed("basicConstraints is absent, cA true required", position);
    if (!constraints->ca) return failed("basicConstraints has cA false, true required", position);
    // RFC 5280 4.2.1.9: critical in a CA certificate whose key verifies certificates. That binds the issuer; section 6.1
    // accepts the path all the same.
    if (!certificate.find_extension(certlib::oids::basic_constraints)->critical)
        return failed_as(Severity::warning, "basicConstraints is not critical, critical required in a CA certificate", position,
                         "Have the CA certificate renewed with critical basicConstraints; most clients accept it as it is.");
    return std::nullopt;
}

/// contradicts_itself: RFC 5280 6.1.1 (d) takes name and key of an anchor and no more. One that says it is no CA, and is given as
/// a root all the same, is likely a certificate pinned for itself, so that below it nothing is accepted.
bool contradicts_itself(const Context& context) {
    if (context.request == nullptr || constraining_anchor(context) != nullptr) return false;
    const auto* anchor = context.root();
    if (anchor == nullptr || context.chain.links.size() < 2) return false;
    const auto& constraints = anchor->decoded().basic_constraints;
    // A self-signed root may be older than the extension; another anchor is a CA certificate, or none.
    return constraints ? !constraints->ca : anchor->version() >= 3 && !anchor->is_self_issued();
}

Findings check(const Context& context) {
    const auto path = profiled_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    for (const std::size_t position : ca_positions(context, path))
        if (auto finding = fault(path[position], position)) findings.push_back(std::move(*finding));
    if (contradicts_itself(context))
        findings.push_back(failed("the trust anchor is used as an issuer, and its basicConstraints do not say cA true", path.size()));
    return or_passed(std::move(findings), "every CA certificate below the trust anchor has cA true");
}

}  // namespace

extern const Rule link_ca_flag_rule;
constinit const Rule link_ca_flag_rule = define({
    .id = "link.ca-flag",
    .title = "issuer is not marked as a CA",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "Every certificate between the leaf and the root is a version 3 certificate with basicConstraints cA true. The root "
            "is not asked: it is trusted as it is, and old roots are version 1.",
    .why = "Without the flag anybody with a server certificate could issue others, so every client refuses such a path.",
    .fix = "The certificate named is used as an issuer and is none. Ask the CA for the right intermediate certificate, or have the "
           "subordinate CA certified again with a template for CAs.",
    .citation = "RFC 5280 6.1.4 (k), 4.2.1.9",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
