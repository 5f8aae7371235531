#include "support/path_verdict.h"

#include <algorithm>
#include <array>

namespace rules {
namespace {

/// The rules that find a key or signature anybody can forge.
constexpr std::array<std::string_view, 2> unforgeable{"key.strength", "link.signature-hash"};

bool holds(std::span<const std::string_view> ids, std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

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
    static constexpr std::array<std::string_view, 6> asked{"link.issuer-found", "trust.anchor", "revocation.not-revoked",
                                                           "name.peer",         "usage.purpose", "link.depth"};
    return holds(path_rules(), id) || holds(unforgeable, id) || holds(asked, id);
}

bool accepts(const Context& context) {
    if (!context.chain.is_complete()) return false;
    const auto all_let_pass = [&](std::span<const std::string_view> ids) {
        return std::all_of(ids.begin(), ids.end(), [&](std::string_view id) { return lets_pass(id, context); });
    };
    return all_let_pass(path_rules()) && (context.role != Role::plain || all_let_pass(unforgeable));
}

}  // namespace rules
