#include "support/policy.h"

#include <amtcert/rules/rule.h>

#include <algorithm>

#include "support/path.h"

namespace rules {
namespace {

constexpr std::string_view cps_qualifier = "1.3.6.1.5.5.7.2.1";
constexpr std::string_view user_notice_qualifier = "1.3.6.1.5.5.7.2.2";

/// unread_qualifier: RFC 5280 4.2.1.4: who cannot interpret a qualifier of a critical extension has to refuse the certificate.
std::optional<Finding> unread_qualifier(const certlib::Certificate& certificate, std::size_t position) {
    const auto* extension = certificate.find_extension(certlib::oids::certificate_policies);
    const auto& policies = certificate.decoded().certificate_policies;
    if (extension == nullptr || !extension->critical || !policies) return std::nullopt;
    for (const auto& information : *policies)
        for (const auto& qualifier : information.qualifiers)
            if (!(qualifier == cps_qualifier) && !(qualifier == user_notice_qualifier))
                return failed("certificatePolicies is critical and holds the unknown qualifier " + qualifier.dotted(), position);
    return std::nullopt;
}

/// RFC 5280 4.2.1.11 and 4.2.1.14: both are critical in what a conforming CA issues.
void add_profile_faults(Findings& findings, const certlib::Certificate& certificate, std::size_t position) {
    const auto warn_unless_critical = [&](std::string_view id, std::string name) {
        const auto* extension = certificate.find_extension(id);
        if (extension != nullptr && !extension->critical)
            findings.push_back(failed_as(Severity::warning, std::move(name) + " is not critical, critical required", position));
    };
    warn_unless_critical(certlib::oids::policy_constraints, "policyConstraints");
    warn_unless_critical(certlib::oids::inhibit_any_policy, "inhibitAnyPolicy");
}

/// RFC 5280 6.1.1 c to g. For AMT nobody asks for a policy: any will do, and only the CAs themselves may demand one.
PolicyOptions options_for(const Context& context) {
    if (context.request == nullptr) return {};
    return {.user_initial_policies = context.request->policies,
            .initial_explicit_policy = context.request->explicit_policy,
            .initial_policy_mapping_inhibit = context.request->inhibit_mapping,
            .initial_any_policy_inhibit = context.request->inhibit_any};
}

Findings check(const Context& context) {
    const auto path = validated_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    const auto outcome = process_policies(path, options_for(context));
    if (outcome.undecodable) findings.push_back(cannot_be_decoded("a policy extension", *outcome.undecodable));
    else if (!outcome.accepted) findings.push_back(failed(outcome.reason, outcome.certificate));
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (auto finding = unread_qualifier(path[i], i)) findings.push_back(std::move(*finding));
        add_profile_faults(findings, path[i], i);
    }
    return or_passed(std::move(findings), "the policies of the path hold");
}

}  // namespace

extern const Rule link_policy_rule;
constinit const Rule link_policy_rule = define({
    .id = "link.policy",
    .title = "certificate policies of the path do not hold",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "Policy processing as the standard describes it, with any policy acceptable and none required by us: it fails where a CA "
            "requires an explicit policy and none is valid down to the leaf, or where policies are mapped to or from anyPolicy.",
    .why = "A CA that requires an explicit policy wants its certificates refused where no policy holds, and validating clients do so.",
    .fix = "Have the certificate issued with a certificate policy that every CA above it allows (certutil -dump shows them), or ask "
           "the CA to drop requireExplicitPolicy.",
    .citation = "RFC 5280 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), 6.1.5",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
