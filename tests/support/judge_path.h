#pragma once

#include <string_view>
#include <vector>

#include <amtcert/rules/rule.h>

namespace judge {

/// path asks one rule about exactly this path, leaf first, its last certificate being the trust anchor. Nothing is walked and
/// no signature is checked: every one is taken to hold.
inline rules::Findings path(std::string_view id, const std::vector<certlib::Certificate>& certificates, certlib::Time at,
                            std::vector<chainwalk::Opinion> opinions = {}, rules::Role role = rules::Role::provisioning) {
    chainwalk::Chain chain{.ending = chainwalk::Ending::anchored, .opinions = std::move(opinions)};
    for (std::size_t i = 0; i < certificates.size(); ++i)
        chain.links.push_back({certificates[i], chainwalk::Origin::source, i, certlib::SignatureResult::valid});
    rules::Site site;
    site.at = at;
    certlib::Bundle bundle;
    bundle.certificates = certificates;
    const chainwalk::Walk walk{.chains = {chain}};
    const rules::Context context{site, bundle, walk, chain, role, nullptr, nullptr};
    return rules::find_rule(id)->check(context);
}

/// refuses says whether the findings of a rule of this severity keep a path from being accepted: an error, or not decided.
inline bool refuses(const rules::Findings& findings, rules::Severity severity = rules::Severity::error) {
    for (const auto& finding : findings) {
        if (finding.result == rules::Result::inconclusive) return true;
        if (finding.result == rules::Result::fail && finding.severity.value_or(severity) == rules::Severity::error) return true;
    }
    return false;
}

}  // namespace judge
