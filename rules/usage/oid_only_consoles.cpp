#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/amt_marker.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto& leaf = context.leaf();
    if (has_marker_oid(leaf)) return {passed("extendedKeyUsage has the OID that every console takes", 0)};
    const auto unit = marker_unit(leaf);
    if (!unit)
        return {
            skipped("neither the OID nor the OU is there, which usage.amt-marker reports; --role if it is for something else")};

    Findings findings;
    // With --console rps this is an error of usage.amt-marker.
    if (!context.site.consoles.contains(Console::rps))
        findings.push_back(failed(fmt::format("marked by the OU, without {} in extendedKeyUsage: RPS refuses it (rps#2686)",
                                              certlib::oids::amt_provisioning),
                                  0));
    // MeshCentral reads subject.getField('OU'), which is the first one.
    if (unit->position > 0) {
        const auto evidence = fmt::format("the marker is OU {} of {}, without the OID: MeshCentral looks at the first OU only",
                                          unit->position + 1, unit->count);
        findings.push_back(context.site.consoles.contains(Console::meshcentral)
                               ? refused_by(Console::meshcentral, Severity::error, evidence, 0)
                               : failed(evidence, 0));
    }
    return or_passed(std::move(findings),
                     "the marker is the first OU, which MeshCentral takes; RPS is judged by usage.amt-marker");
}

}  // namespace

extern const Rule usage_oid_only_consoles_rule;
constinit const Rule usage_oid_only_consoles_rule = define({
    .id = "usage.oid-only-consoles",
    .title = "some consoles refuse the OU marker",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .what = "A certificate marked by its OU alone is one that every console takes: RPS wants the OID and refuses it (since "
            "April 2026), MeshCentral refuses it when the marker is not the first OU, an error with --console meshcentral.",
    .why = "AMT accepts the OU as well as the OID, so the certificate works until the console is changed or updated.",
    .fix = "Have the next certificate issued with 2.16.840.1.113741.1.2.3 in its enhanced key usage; where only an OU can be "
           "had, as the first OU of the subject.",
    .citation = "device-management-toolkit/rps#2686; Ylianst/MeshCentral certoperations.js",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
