#include "support/path_verdict.h"

#include <algorithm>
#include <array>

namespace rules {
namespace {

bool lets_pass(std::string_view id, const Context& context) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr) return false;
    const auto findings = rule->check(context);
    return std::none_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        if (finding.result == Result::inconclusive) return true;
        return finding.result == Result::fail && finding.severity.value_or(rule->severity) == Severity::error;
    });
}

}  // namespace

std::span<const std::string_view> path_rules() {
    static constexpr std::array<std::string_view, 11> ids{
        "link.signature",        "validity.expired", "validity.not-yet-valid", "link.ca-flag",
        "link.path-length",      "link.key-usage",   "link.name-constraints",  "link.policy",
        "link.critical-extension", "link.version",   "load.malformed-extension"};
    return ids;
}

bool is_path_rule(std::string_view id) {
    static constexpr std::array<std::string_view, 7> asked{"link.issuer-found", "trust.anchor", "name.peer",          "usage.purpose",
                                                           "link.depth",        "key.strength", "link.signature-hash"};
    const auto ids = path_rules();
    return std::find(ids.begin(), ids.end(), id) != ids.end() || std::find(asked.begin(), asked.end(), id) != asked.end();
}

bool accepts(const Context& context) {
    if (!context.chain.is_complete()) return false;
    const auto ids = path_rules();
    return std::all_of(ids.begin(), ids.end(), [&](std::string_view id) { return lets_pass(id, context); });
}

}  // namespace rules
