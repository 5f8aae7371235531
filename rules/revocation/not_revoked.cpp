#include <fmt/format.h>

#include <amtcert/rules/path_request.h>
#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

using chainwalk::Revocation;
using chainwalk::RevocationStatus;

Finding revoked(const Revocation& status, std::size_t place) {
    return failed(fmt::format("revoked {}, reason {}, says the {}",
                              status.date ? "on " + certlib::format_time(*status.date) : "on a day that cannot be read",
                              certlib::to_string(status.reason), status.evidence),
                  place);
}

/// of_plain_path: `chain` fetches nothing, and revocation is judged below a trusted root.
Findings of_plain_path(const Context& context) {
    if (context.request == nullptr || context.request->revocation == RevocationMode::off)
        return {skipped("not asked for (--revocation)")};
    if (context.chain.ending != chainwalk::Ending::anchored)
        return {skipped("the chain reaches no trusted root, and revocation is judged below one (--roots)")};
    Findings findings;
    for (std::size_t place = 0; place + 1 < context.chain.links.size(); ++place) {
        const auto& status = context.chain.links[place].revocation;
        if (!status) return {skipped("no CRLs were given (--crls)")};
        if (status->status == RevocationStatus::good) findings.push_back(passed("not revoked, says the " + status->evidence, place));
        if (status->status == RevocationStatus::revoked) findings.push_back(revoked(*status, place));
        if (status->status == RevocationStatus::undetermined) findings.push_back(inconclusive(status->evidence, place));
    }
    return or_passed(std::move(findings), "the leaf is the trusted root itself, which no CRL speaks of");
}

Findings check(const Context& context) {
    if (context.role == Role::plain) return of_plain_path(context);
    if (context.site.expect_revoked) return {skipped("revocation is what is wanted (--expect-revoked)")};
    const auto* const facts = context.chain.revocation.get();
    if (facts == nullptr) return {not_looked_at()};
    const auto& links = context.chain.links;
    Findings findings;
    Findings unknown;
    for (std::size_t i = 0; i < links.size() && links[i].revocation; ++i) {
        const auto& status = *links[i].revocation;
        if (status.status == RevocationStatus::revoked) findings.push_back(revoked(status, i));
        if (status.status == RevocationStatus::undetermined) unknown.push_back(inconclusive(status.evidence, i));
    }
    // Nothing was given and nothing may be fetched: that was the user's wish, unless revocation has to be known.
    const bool nothing_to_judge_by = facts->offline && facts->current.empty() && facts->useless.empty();
    if (findings.empty() && !unknown.empty() && nothing_to_judge_by && context.site.revocation != RevocationMode::require)
        return {skipped("offline: no CRL was given (--crls)")};
    findings.insert(findings.end(), unknown.begin(), unknown.end());
    return or_passed(std::move(findings), links.front().revocation ? "not revoked, says the " + links.front().revocation->evidence
                                                                   : "the chain is its own root");
}

}  // namespace

extern const Rule revocation_not_revoked_rule;
constinit const Rule revocation_not_revoked_rule = define({
    .id = "revocation.not-revoked",
    .title = "certificate is revoked, or that is not known",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what =
        "Every certificate of the chain but the root is missing from a valid CRL or called good by an authentic OCSP answer, "
        "and no valid one of either kind says that it is revoked; on hold counts as revoked. A CRL is valid when it is by the "
        "certificate's issuer or by whom its distribution point names, for certificates of its kind, current, and signed by a "
        "key that may sign CRLs. Where there is no valid one it is inconclusive, which leaves the verdict alone unless "
        "--revocation require is said. In chain nothing is fetched: --crls and "
        "the CRLs in the source itself alone count.",
    .why = "Consoles that check revocation refuse the certificate. AMT itself looks at no CRL unless one was put into it, and "
           "takes a stolen, revoked certificate like any other.",
    .fix = "Revoked: have a new certificate issued, by another CA if it is the CA's that is revoked, and find out why it was. "
           "Not known: give current CRLs with --crls, or let check fetch them where the locations can be reached.",
    .citation = "RFC 5280 6.3; RFC 6960 2.2",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
