#include <algorithm>

#include "engine/judgement.h"

namespace rules {
namespace {

bool is_certificate(const std::string& text, const certlib::Certificate& certificate) {
    return text == certificate.subject().to_string() || text == certlib::to_hex(certificate.sha256_fingerprint()) ||
           text == certlib::to_hex(certificate.sha1_fingerprint());
}

/// concerns says whether a suppression is meant for a finding: of its rule, and about its certificate when it names one. A
/// finding about the whole chain is about the leaf.
bool concerns(const Suppression& suppression, const RuleResult& result, const chainwalk::Chain& chain) {
    if (suppression.rule != result.rule->id) return false;
    if (suppression.certificate.empty()) return true;
    const auto place = result.finding.certificate.value_or(0);
    return place < chain.links.size() && is_certificate(suppression.certificate, chain.links[place].certificate);
}

}  // namespace

void apply_policy(const Site& site, const chainwalk::Chain& chain, std::vector<RuleResult>& results) {
    for (auto& result : results) {
        if (result.finding.result != Result::fail) continue;
        if (const auto severity = site.policy.severities.find(result.rule->id); severity != site.policy.severities.end())
            result.policy_severity = severity->second;
        const auto& all = site.policy.suppressions;
        const auto found = std::find_if(all.begin(), all.end(), [&](const Suppression& one) {
            return one.is_in_force(site.at) && concerns(one, result, chain);
        });
        if (found != all.end()) result.suppression = *found;
    }
}

}  // namespace rules
