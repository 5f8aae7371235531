#pragma once

#include <string_view>
#include <vector>

#include <amtcert/rules/path_request.h>
#include <amtcert/rules/rule.h>
#include <amtcert/testcerts/hierarchy.h>

namespace judge {

/// plain asks one rule about the chain of a hierarchy in the role `plain`; its root is the anchor and every signature is taken to
/// hold. `revocation` is what the CRLs say of the leaf, the issuing CA and so on; empty: none were given.
inline rules::Findings plain(std::string_view id, const testcerts::HierarchySpec& spec, rules::PathRequest request = {},
                             const std::vector<chainwalk::Revocation>& revocation = {}) {
    chainwalk::Chain chain{.ending = chainwalk::Ending::anchored};
    const auto certificates = testcerts::build(spec).chain();
    for (std::size_t i = 0; i < certificates.size(); ++i)
        chain.links.push_back({certificates[i], chainwalk::Origin::source, i, certlib::SignatureResult::valid});
    for (std::size_t i = 0; i < revocation.size(); ++i) chain.links[i].revocation = revocation[i];
    request.at = testcerts::sample_time();
    rules::Site site;
    site.at = request.at;
    certlib::Bundle bundle;
    bundle.certificates = certificates;
    const chainwalk::Walk walk{.chains = {chain}};
    const rules::Context context{site, bundle, walk, chain, rules::Role::plain, nullptr, nullptr, true, &request};
    return rules::find_rule(id)->check(context);
}

/// web is a request under profile webpki.
inline rules::PathRequest web() { return {.profile = rules::Profile::webpki}; }

}  // namespace judge
