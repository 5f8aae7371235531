#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto* const facts = context.chain.revocation.get();
    if (facts == nullptr) return {not_looked_at()};
    const auto is_crl = [](const chainwalk::CurrentData& one) { return one.kind == chainwalk::LocationKind::crl; };
    const auto valid = static_cast<std::size_t>(std::count_if(facts->current.begin(), facts->current.end(), is_crl));
    Findings findings;
    for (const auto& crl : facts->useless) {
        const auto replaces = [&](const chainwalk::CurrentData& one) {
            return is_crl(one) && one.certificate == crl.certificate;
        };
        // Beside a valid CRL an older one does no harm.
        if (std::any_of(facts->current.begin(), facts->current.end(), replaces)) continue;
        findings.push_back(context.site.expect_revoked ? inconclusive(crl.words, crl.certificate)
                                                       : failed(crl.words, crl.certificate));
    }
    if (findings.empty() && valid == 0) return {skipped("no CRL of this chain was given (--crls)")};
    return or_passed(std::move(findings), fmt::format("{} valid CRL{} at hand", valid, valid == 1 ? "" : "s"));
}

}  // namespace

extern const Rule revocation_crl_valid_rule;
constinit const Rule revocation_crl_valid_rule = define({
    .id = "revocation.crl-valid",
    .title = "CRL given is not valid",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::error,
    .what = "The CRLs given with --crls, or in the source itself, that are meant for a certificate of the chain are signed by "
            "its issuer (or the CRL issuer it "
            "designates), current, and cover it; an invalid one beside a valid one does no harm. What locations serve is "
            "revocation.crl-reachable's.",
    .why = "Nothing can be concluded from a CRL that is out of date or that the issuer has not signed, and Windows refuses a "
           "chain for which it has no better one.",
    .fix = "Get the current CRL of the issuer named, from its location or from whoever runs the CA (AD CS: certutil -crl makes "
           "one), and give that; take the old one out of the source if it is there.",
    .citation = "RFC 5280 6.3.3",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
