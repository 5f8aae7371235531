#include "support/amt_marker.h"

#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/extended_key_usage.h"
#include "support/path.h"

namespace rules {
namespace {

// Intel AMT SDK, acquiring an Intel vPro certificate: the OID in extendedKeyUsage, or the OU, case-sensitive and exact.
Findings check(const Context& context) {
    const auto& leaf = context.leaf();
    if (has_marker_oid(leaf)) return {passed(fmt::format("extendedKeyUsage has {}", certlib::oids::amt_provisioning), 0)};
    if (const auto unit = marker_unit(leaf)) {
        const auto found = fmt::format("OU {} of {} is \"{}\"", unit->position + 1, unit->count, marker_text);
        if (!context.site.consoles.contains(Console::rps)) return {passed(found, 0)};
        return {refused_by(Console::rps, Severity::error,
                           fmt::format("{}, but RPS requires {} in extendedKeyUsage; found {}", found,
                                       certlib::oids::amt_provisioning, purposes_found(leaf)),
                           0,
                           "Have the certificate issued with 2.16.840.1.113741.1.2.3 in its enhanced key usage, or provision with "
                           "a console that takes the OU.")};
    }
    if (has_undecodable_purposes(leaf)) return {cannot_be_decoded("extendedKeyUsage", 0)};
    auto evidence = fmt::format("neither {} in extendedKeyUsage (found {}) nor an OU \"{}\"", certlib::oids::amt_provisioning,
                                purposes_found(leaf), marker_text);
    for (const auto& miss : near_misses(leaf)) evidence += "; " + miss;
    return {failed(std::move(evidence), 0)};
}

}  // namespace

extern const Rule usage_amt_marker_rule;
constinit const Rule usage_amt_marker_rule = define({
    .id = "usage.amt-marker",
    .title = "certificate is not marked for AMT provisioning",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .what = "The leaf's extendedKeyUsage has 2.16.840.1.113741.1.2.3, or one of its OUs is exactly \"Intel(R) Client Setup "
            "Certificate\". Near misses are named: other case, a trailing full stop, blanks, the text in O or CN, another OID "
            "of Intel's. With --console rps the OU alone is not enough.",
    .why = "AMT and most consoles refuse a certificate without the marker. It is what an ordinary web server certificate "
           "lacks, and some CAs change the OU that was asked for.",
    .fix =
        "Have the certificate issued with 2.16.840.1.113741.1.2.3 beside Server Authentication in its enhanced key usage. The "
        "CA decides that, whatever the request says: make sure of it before you buy.",
    .citation = "Intel AMT SDK, acquiring an Intel vPro certificate; device-management-toolkit/rps#2686",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
