#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

using chainwalk::RevocationStatus;

Finding revoked(const chainwalk::Revocation& status, std::size_t place) {
    return failed(fmt::format("revoked {}, reason {}, says the {}",
                              status.date ? "on " + certlib::format_time(*status.date) : "on a day that cannot be read",
                              certlib::to_string(status.reason), status.evidence),
                  place);
}

Findings check(const Context& context) {
    if (context.site.expect_revoked) return {skipped("revocation is what is wanted (--expect-revoked)")};
    const auto* const facts = context.chain.revocation.get();
    if (facts == nullptr) return {not_looked_at()};
    Findings findings;
    Findings unknown;
    for (std::size_t i = 0; i < facts->statuses.size(); ++i) {
        const auto& status = facts->statuses[i];
        if (status.status == RevocationStatus::revoked) findings.push_back(revoked(status, i));
        if (status.status == RevocationStatus::undetermined) unknown.push_back(inconclusive(status.evidence, i));
    }
    // Nothing was given and nothing may be fetched: that was the user's wish, unless revocation has to be known.
    const bool nothing_to_judge_by = facts->offline && facts->current.empty() && facts->useless.empty();
    if (findings.empty() && !unknown.empty() && nothing_to_judge_by && context.site.revocation != RevocationMode::require)
        return {skipped("offline: no CRL was given (--crls)")};
    findings.insert(findings.end(), unknown.begin(), unknown.end());
    return or_passed(std::move(findings), facts->statuses.empty() ? "the chain is its own root"
                                                                  : "not revoked, says the " + facts->statuses.front().evidence);
}

}  // namespace

extern const Rule revocation_not_revoked_rule;
constinit const Rule revocation_not_revoked_rule = define({
    .id = "revocation.not-revoked",
    .title = "certificate is revoked, or that is not known",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::error,
    .what = "Every certificate of the chain but the root is missing from a valid CRL or called good by an authentic OCSP answer, "
            "and no valid one of either kind says that it is revoked; on hold counts as revoked. Where there is no valid one it is "
            "inconclusive, which leaves the verdict alone unless --revocation require is said.",
    .why = "Consoles that check revocation refuse the certificate. AMT itself looks at no CRL unless one was put into it, and "
           "takes a stolen, revoked certificate like any other.",
    .fix = "Revoked: have a new certificate issued, by another CA if it is the CA's that is revoked, and find out why it was. "
           "Not known: give current CRLs with --crls, or let amtcert fetch them where the locations can be reached.",
    .citation = "RFC 5280 6.3; RFC 6960 2.2",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
