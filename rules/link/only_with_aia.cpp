#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto* const facts = context.chain.revocation.get();
    if (facts == nullptr) return {not_looked_at()};
    const auto& links = context.chain.links;
    Findings findings;
    for (std::size_t i = 0; i < links.size(); ++i)
        if (links[i].origin == chainwalk::Origin::aia)
            findings.push_back(failed("neither in the source nor in --intermediates or --roots, but where certificate " +
                                          std::to_string(i - 1) + " says",
                                      i));
    if (!findings.empty()) return findings;
    if (context.root() == nullptr)
        return {facts->offline ? offline() : skipped("the chain reaches no root; link.issuer-found tells what is missing")};
    return {passed("nothing had to be fetched to complete the chain")};
}

}  // namespace

extern const Rule link_only_with_aia_rule;
constinit const Rule link_only_with_aia_rule = define({
    .id = "link.only-with-aia",
    .title = "chain closes only with a certificate that was fetched",
    .stages = stages(3),
    .component = Component::server,
    .roles = all_roles,
    .severity = Severity::warning,
    .what = "The chain is complete without what the certificates' issuer locations serve. Where it is not, what was fetched "
            "from there is judged along with the rest, but does not make the chain one that can be sent: link.issuer-found "
            "still fails.",
    .why = "Neither the firmware nor RPS, MeshCentral or rpc-go fetches an issuer. Only Windows does, so that the file seems "
           "to be in order there.",
    .fix = "Save the certificate from the location named, check that its fingerprint is the one your CA tells you, and add it "
           "to the file behind the certificate it issued.",
    .citation = "RFC 5280 4.2.2.1; Intel AMT SDK, AddNextCertInChain",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
