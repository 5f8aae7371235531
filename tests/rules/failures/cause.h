#pragma once

#include <catch2/catch.hpp>

#include "support/judge.h"

/// The causes of the failures F01 to F28 that people reported in the open, built from samples, and what amtcert says of each.
namespace cause {

using rules::Result;
using rules::Severity;
using rules::Verdict;

/// Shown is one finding as a person reads it: evidence and fix in one text.
struct Shown {
    Result result = Result::skipped;
    Severity severity = Severity::info;
    std::string text;
};

/// shown is the first finding of a rule in a report, the failures before the others.
inline Shown shown(const rules::SubjectReport& report, std::string_view rule) {
    const rules::RuleResult* chosen = nullptr;
    for (const auto& result : report.results)
        if (result.rule->id == rule &&
            (chosen == nullptr || (result.finding.result == Result::fail && chosen->finding.result != Result::fail)))
            chosen = &result;
    REQUIRE(chosen != nullptr);
    const auto& finding = chosen->finding;
    return {finding.result, chosen->severity(),
            finding.evidence + " " + (finding.fix.empty() ? std::string(chosen->rule->fix) : finding.fix)};
}

/// report runs every rule on the good hierarchy with one change, at the site that fits it with one change.
inline rules::SubjectReport report(const std::function<void(testcerts::HierarchySpec&)>& change,
                                   const std::function<void(rules::Site&)>& adapt = {}) {
    auto spec = testcerts::good();
    if (change) change(spec);
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    if (adapt) adapt(site);
    return judge::all(site, judge::bundle(hierarchy.chain()));
}

/// call_leaf sets the leaf's common name and its one DNS name.
inline void call_leaf(testcerts::HierarchySpec& spec, const std::string& name) {
    spec.leaf.set_common_name(name);
    spec.leaf.set(testcerts::extension::dns_names({name}));
}

/// forget_marker makes it an ordinary web certificate.
inline void forget_marker(testcerts::HierarchySpec& spec) {
    spec.leaf.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)}));
}

/// no_error says that nothing of it is an error: where the fault lies elsewhere, the certificate is not blamed.
inline bool no_error(const rules::SubjectReport& report) {
    return std::none_of(report.results.begin(), report.results.end(), [](const rules::RuleResult& result) {
        return result.finding.result == Result::fail && result.severity() == Severity::error;
    });
}

}  // namespace cause
