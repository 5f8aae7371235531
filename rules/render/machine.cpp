#include "render/machine.h"

#include <algorithm>

#include "render/shown.h"

namespace rules {

std::vector<RuleGroup> by_rule(const std::vector<RuleResult>& results) {
    std::vector<RuleGroup> groups;
    for (const auto& result : results) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](const RuleGroup& one) { return one.rule == result.rule; });
        if (group == groups.end()) group = groups.insert(groups.end(), RuleGroup{result.rule, {}});
        group->results.push_back(&result);
    }
    return groups;
}

std::string sentence_of(const RuleResult& result) {
    const auto which = case_of(result);
    return (which.empty() ? "" : which + ": ") + safe(result.finding.evidence);
}

}  // namespace rules
