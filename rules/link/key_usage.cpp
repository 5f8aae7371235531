#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

std::optional<Finding> fault(const certlib::Certificate& certificate, std::size_t position, Severity absent) {
    const auto& usage = certificate.decoded().key_usage;
    if (undecodable(certificate, certlib::oids::key_usage, usage)) return cannot_be_decoded("keyUsage", position);
    // RFC 5280 4.2.1.3: conforming CAs include keyUsage in a CA certificate; 6.1.4 n looks at it only when it is there.
    if (!usage)
        return failed_as(absent, "keyUsage is absent, keyCertSign expected in a CA certificate", position,
                         "Have the CA certificate renewed with keyUsage keyCertSign and cRLSign; most clients accept it as it is.");
    // RFC 5280 6.1.4 n
    if (!usage->has(certlib::KeyUsageBit::key_cert_sign))
        return failed("keyUsage is " + (usage->bits == 0 ? "empty" : usage->to_string()) + ", keyCertSign required", position);
    return std::nullopt;
}

/// severity_of_absence: many a root is older than the demand for the extension, and is trusted by name and key.
Severity severity_of_absence(const Context& context, std::size_t position) {
    return position < validated_path(context).size() ? Severity::warning : Severity::info;
}

Findings check(const Context& context) {
    const auto path = profiled_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    for (const std::size_t position : ca_positions(context, path))
        if (auto finding = fault(path[position], position, severity_of_absence(context, position))) findings.push_back(std::move(*finding));
    // RFC 5280 4.2.1.9: without cA, keyCertSign must not be asserted. Section 6.1 asks nothing of the kind of the leaf.
    const auto& leaf = path.front();
    const auto& usage = leaf.decoded().key_usage;
    if (context.role != Role::issuing_ca && !leaf.is_ca() && usage && usage->has(certlib::KeyUsageBit::key_cert_sign))
        findings.push_back(failed_as(Severity::warning, "keyUsage has keyCertSign, and cA is not true", 0,
                                     "Have the certificate issued with keyUsage digitalSignature and keyEncipherment only."));
    return or_passed(std::move(findings), "every CA certificate below the trust anchor has keyCertSign");
}

}  // namespace

extern const Rule link_key_usage_rule;
constinit const Rule link_key_usage_rule = define({
    .id = "link.key-usage",
    .title = "CA key may not sign certificates",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "Every certificate between the leaf and the root has keyCertSign in its keyUsage. No keyUsage at all is a warning, and so "
            "is keyCertSign in a leaf that is no CA.",
    .why = "A key whose certificate does not allow signing certificates vouches for nothing: clients refuse the path.",
    .fix = "Have the CA certificate named issued again with keyUsage keyCertSign and cRLSign, and the leaf below it after that.",
    .citation = "RFC 5280 6.1.4 (n), 4.2.1.3",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
