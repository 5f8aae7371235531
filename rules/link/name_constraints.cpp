#include "support/name_constraints.h"

#include <amtcert/rules/rule.h>

#include <algorithm>

#include "support/path.h"

namespace rules {
namespace {

/// profile_faults are what RFC 5280 4.2.1.10 asks of the extension itself, and section 6.1 does not.
void add_profile_faults(Findings& findings, const Context& context, const certlib::Certificate& certificate, std::size_t position) {
    const auto* extension = certificate.find_extension(certlib::oids::name_constraints);
    const auto& constraints = certificate.decoded().name_constraints;
    if (extension == nullptr || !constraints) return;
    const auto warn = [&](std::string evidence) { findings.push_back(failed_as(Severity::warning, std::move(evidence), position)); };
    if (!certificate.is_ca()) {
        warn("nameConstraints in a certificate that is no CA, where it has no effect");
        return;
    }
    // CA/Browser Forum Baseline Requirements 7.1.2.10.8 let a CA leave it not critical.
    const bool may_be_either = context.request != nullptr && context.request->profile == Profile::webpki;
    if (!extension->critical && !may_be_either) warn("nameConstraints is not critical, critical required");
    if (constraints->permitted.empty() && constraints->excluded.empty()) warn("nameConstraints is empty");
    for (const auto* list : {&constraints->permitted, &constraints->excluded}) {
        const auto dotted = std::find_if(list->begin(), list->end(), [](const certlib::GeneralSubtree& subtree) {
            return normalized_subtree(subtree, LeadingDot::subdomains).leading_dot_dns;
        });
        if (dotted == list->end()) continue;
        warn("dNSName constraint \"" + certlib::escape_unprintable(dotted->base.text) +
             "\" begins with a period, read as its subdomains only");
        break;
    }
}

NameConstraintOptions options_for(const Context& context) {
    NameConstraintOptions options;
    options.anchor = constraining_anchor(context);
    // Under webpki nobody reads the CN, and webpki.subscriber-names wants what it holds among the alternative names.
    if (context.request != nullptr && context.request->profile == Profile::webpki)
        options.common_name = CommonNameUse::without_alternative_names;
    return options;
}

Findings check(const Context& context) {
    const auto path = validated_path(context);
    if (path.empty()) return {nothing_to_validate()};
    // RFC 5280 6.1.1 d: name and key are all that is taken from a trust anchor. A root that constrains itself asks for RFC 5937,
    // which is an option of the relying party; neither AMT nor the consoles are known to apply it. The plain validator does so in
    // all profiles but `path`.
    const auto outcome = check_name_constraints(path, options_for(context));
    Findings findings;
    for (const auto& fault : outcome.faults) findings.push_back(failed(fault.evidence, fault.certificate));
    if (outcome.undecodable) findings.push_back(cannot_be_decoded("nameConstraints or subjectAltName", *outcome.undecodable));
    if (outcome.exhausted)
        findings.push_back(inconclusive("over 250000 comparisons of names with constraints: not looked at further", {},
                                        "Ask the CA why its certificates hold thousands of names and constraints."));
    const auto profiled = profiled_path(context);
    for (std::size_t i = 0; i < profiled.size(); ++i) add_profile_faults(findings, context, profiled[i], i);
    return or_passed(std::move(findings), "every name is within the constraints of the CAs above it");
}

}  // namespace

extern const Rule link_name_constraints_rule;
constinit const Rule link_name_constraints_rule = define({
    .id = "link.name-constraints",
    .title = "name is outside what a CA may certify",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "The names of every certificate (subject, subjectAltName, e-mail addresses in the subject, and a host name in the leaf's CN "
            "where it has no dNSName) are within the permitted and outside the excluded subtrees of every CA above it, the root "
            "excepted. What cannot be compared is refused.",
    .why = "A CA confined to some names cannot vouch for others: clients that know the extension refuse the path, and it is critical.",
    .fix = "Ask for the certificate with a name inside the permitted subtrees shown, or get it from a CA without this limit.",
    .citation = "RFC 5280 6.1.3 (b) and (c), 6.1.4 (g), 4.2.1.10",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
