#include <fmt/format.h>

#include <amtcert/rules/path_request.h>
#include <amtcert/rules/rule.h>

namespace rules {
namespace {

using chainwalk::Revocation;
using chainwalk::RevocationStatus;

Finding judge(const Revocation& revocation, std::size_t place) {
    switch (revocation.status) {
        case RevocationStatus::good: return passed("not revoked: " + revocation.evidence, place);
        case RevocationStatus::revoked:
            return failed(fmt::format("revoked{}, {}: {}",
                                      revocation.date ? " on " + certlib::format_time(*revocation.date) : std::string(),
                                      certlib::to_string(revocation.reason), revocation.evidence),
                          place);
        case RevocationStatus::undetermined: break;
    }
    return inconclusive(revocation.evidence, place);
}

Findings check(const Context& context) {
    if (context.request == nullptr || context.request->revocation == RevocationDemand::off)
        return {skipped("not asked for (--revocation)")};
    if (context.chain.ending != chainwalk::Ending::anchored)
        return {skipped("the chain reaches no trusted root, and revocation is judged below one (--roots)")};
    Findings findings;
    for (std::size_t place = 0; place + 1 < context.chain.links.size(); ++place) {
        const auto& revocation = context.chain.links[place].revocation;
        if (!revocation) return {skipped("no CRLs were given (--crls)")};
        findings.push_back(judge(*revocation, place));
    }
    return or_passed(std::move(findings), "the leaf is the trusted root itself, which no CRL speaks of");
}

}  // namespace

extern const Rule revocation_not_revoked_rule;
constinit const Rule revocation_not_revoked_rule = define({
    .id = "revocation.not-revoked",
    .title = "certificate is revoked",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "No certificate below the trusted root is in a valid CRL: one by its issuer or by whom its distribution point names, for "
            "certificates of its kind, current, signed by a key that may sign CRLs and has a valid path to the same root. A list that "
            "is none of this decides nothing. --revocation require refuses what is not decided; check reports it.",
    .why = "The CA has taken a revoked certificate back: its key may be in other hands.",
    .fix = "Have a new certificate issued with a new key. Where the status is not decided, give the current CRL of each CA with --crls, "
           "and delta CRLs together with --use-deltas.",
    .citation = "RFC 5280 6.3.3",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
