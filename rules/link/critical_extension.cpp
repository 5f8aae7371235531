#include <amtcert/rules/rule.h>

#include <algorithm>
#include <array>

#include "support/path.h"

namespace rules {
namespace {

// Processed by the rules of this catalogue or by a revocation check, or without any meaning for a path: alternative names of the
// issuer are not processed in path validation (RFC 5280 4.2.1.7), and OCSP no-check speaks to whoever asks about a responder's
// own revocation (RFC 6960 4.2.2.2.1). Not here, and so refused when critical: what nobody here acts on, as subject directory
// attributes, and Microsoft's template and application policies; nor freshest CRL, which no path may hang on (RFC 5280 4.2.1.15).
constexpr std::array recognized{
    certlib::oids::subject_key_identifier,
    certlib::oids::key_usage,
    certlib::oids::subject_alternative_name,
    certlib::oids::issuer_alternative_name,
    certlib::oids::basic_constraints,
    certlib::oids::name_constraints,
    certlib::oids::crl_distribution_points,
    certlib::oids::certificate_policies,
    certlib::oids::policy_mappings,
    certlib::oids::authority_key_identifier,
    certlib::oids::policy_constraints,
    certlib::oids::extended_key_usage,
    certlib::oids::inhibit_any_policy,
    certlib::oids::authority_info_access,
    certlib::oids::ocsp_no_check,
};

Findings check(const Context& context) {
    const auto path = profiled_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    for (std::size_t i = 0; i < path.size(); ++i)
        for (const auto& extension : path[i].extensions()) {
            // RFC 5280 4.2: a critical extension that is not recognised, or whose content cannot be processed, is a reason to
            // refuse (6.1.4 o, 6.1.5 f). One that is recognised and malformed is load.malformed-extension's.
            const bool known = std::find(recognized.begin(), recognized.end(), extension.id.dotted()) != recognized.end();
            if (extension.critical && !known)
                findings.push_back(failed("extension " + extension.id.dotted() + " is critical and not known", i));
            // RFC 5280 4.2.2.1: authorityInfoAccess is never critical.
            if (extension.critical && extension.id == certlib::oids::authority_info_access)
                findings.push_back(failed_as(Severity::warning, "authorityInfoAccess is critical, not critical required", i));
        }
    return or_passed(std::move(findings), "every critical extension is known");
}

}  // namespace

extern const Rule link_critical_extension_rule;
constinit const Rule link_critical_extension_rule = define({
    .id = "link.critical-extension",
    .title = "critical extension is not known",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "No certificate below the root has an extension marked critical that is not processed here. A critical "
            "authorityInfoAccess is a warning.",
    .why = "Critical means: refuse the certificate when you do not understand this. AMT firmware knows few extensions.",
    .fix = "Have the certificate issued without that extension, or with it not marked critical (in an AD CS template: Extensions tab, "
           "\"Make this extension critical\" cleared).",
    .citation = "RFC 5280 4.2, 4.2.2.1, 6.1.4 (o), 6.1.5 (f)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
