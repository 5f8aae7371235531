#include <nlohmann/json.hpp>

#include <amtcert/rules/compare.h>
#include <amtcert/rules/render.h>

#include "render/report_json.h"
#include "render/shown.h"

namespace rules {
namespace {

using Json = nlohmann::ordered_json;

Json side_json(const SubjectReport& report) {
    const auto& leaf = report.leaf;
    return {{"source", safe(report.source)},
            {"role", to_string(report.role)},
            {"verdict", to_string(report.verdict)},
            {"headline", safe(report.headline)},
            {"subject", leaf.subject().to_string()},
            {"serial", leaf.serial_hex()},
            {"sha256", certlib::to_hex(leaf.sha256_fingerprint())},
            {"notBefore", certlib::format_time(leaf.not_before())},
            {"notAfter", certlib::format_time(leaf.not_after())},
            {"key", leaf.public_key().to_string()}};
}

Json difference_json(const Difference& difference) {
    Json json{{"id", difference.kind->id},
              {"change", to_string(difference.kind->change)},
              {"severity", to_string(difference.severity)},
              {"title", difference.kind->title},
              {"evidence", safe(difference.evidence)}};
    if (!difference.kind->fix.empty()) json["fix"] = difference.kind->fix;
    return json;
}

Json finding_json(const Comparison& comparison, const RuleResult& result) {
    Json json{
        {"rule", result.rule->id}, {"severity", to_string(result.severity())}, {"result", to_string(result.finding.result)}};
    if (result.finding.certificate) json["certificate"] = *result.finding.certificate;
    if (result.firmware) json["firmware"] = *result.firmware;
    if (result.dns_suffix) json["dnsSuffix"] = safe(*result.dns_suffix);
    json["evidence"] = safe(result.finding.evidence);
    json["fix"] = safe(result.finding.fix.empty() ? std::string(result.rule->fix) : result.finding.fix);
    json["sameInOld"] = comparison.fails_in_old(result);
    return json;
}

}  // namespace

Json comparison_json(const Comparison& comparison) {
    Json differences = Json::array();
    for (const auto& one : comparison.differences) differences.push_back(difference_json(one));
    Json findings = Json::array();
    for (const auto& result : comparison.after.results)
        if (result.finding.result == Result::fail || result.finding.result == Result::inconclusive)
            findings.push_back(finding_json(comparison, result));
    Json undecided = Json::array();
    for (const Rule* rule : comparison.after.undecided) undecided.push_back(rule->id);
    return {{"schema", "amtcert.compare/1"},
            {"tool", {{"name", "amtcert"}, {"version", tool_version()}}},
            {"time", certlib::format_time(comparison.time)},
            {"verdict", to_string(comparison.verdict)},
            {"headline", safe(comparison.headline)},
            {"old", side_json(comparison.before)},
            {"new", side_json(comparison.after)},
            {"differences", std::move(differences)},
            {"findings", std::move(findings)},
            {"undecided", std::move(undecided)}};
}

std::string render_compare_json(const Comparison& comparison) {
    return document_of(comparison_json(comparison));
}

}  // namespace rules
