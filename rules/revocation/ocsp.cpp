#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

using chainwalk::LocationKind;

Findings check(const Context& context) {
    auto findings =
        judge_locations(context, {.kind = LocationKind::ocsp, .one = "OCSP responder", .good = "an authentic, current answer"});
    if (const auto* const facts = context.chain.revocation.get())
        for (const auto& location : facts->locations)
            if (location.kind == LocationKind::ocsp && location.verified && !location.detail.empty())
                findings.push_back(failed(location.url + ": " + location.detail, location.certificate));
    if (findings.size() > 1) std::erase_if(findings, [](const Finding& one) { return one.result == Result::pass; });
    return findings;
}

}  // namespace

extern const Rule revocation_ocsp_rule;
constinit const Rule revocation_ocsp_rule = define({
    .id = "revocation.ocsp",
    .title = "OCSP responder gives no usable answer",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::warning,
    .what = "Every OCSP responder named by a certificate but the root answers for it: signed by the issuer or by a responder "
            "the issuer appointed, current, with the nonce of the request if with any, and knowing the certificate. Where an "
            "appointed "
            "responder has id-pkix-ocsp-nocheck it is believed as long as its certificate is valid, else when a CRL at hand says "
            "that it is "
            "not revoked; without either nothing is decided.",
    .why = "Who asks the responder first waits for it, or takes its wrong answer for a refusal, before the CRL is tried.",
    .fix = "Ask whoever runs the CA to mend the responder named: its signing certificate has to be issued by the same CA with "
           "the OCSP signing purpose and not be expired or revoked, and its data be as new as the CRL. Not known whether it is "
           "revoked: "
           "give the CRL of the CA that appointed it with --crls.",
    .citation = "RFC 6960 3.2, 4.2.2 and 4.2.2.2.1; RFC 5280 4.2.2.1",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
