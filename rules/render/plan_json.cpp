#include <nlohmann/json.hpp>

#include <amtcert/rules/plan.h>
#include <amtcert/rules/render.h>

#include "render/report_json.h"
#include "render/shown.h"

namespace rules {
namespace {

using Json = nlohmann::ordered_json;

template <class T, class Convert>
Json list_of(const std::vector<T>& items, Convert convert) {
    Json list = Json::array();
    for (const auto& item : items) list.push_back(convert(item));
    return list;
}

Json name_json(const PlannedName& name) {
    return {{"commonName", name.common_name},
            {"publicCa", name.public_ca},
            {"covers", list_of(name.covers, [](const CoveredSuffix& one) {
                 return Json{{"suffix", one.suffix}, {"clause", one.clause}};
             })}};
}

Json key_json(const KeyPlan& key) {
    return {
        {"releases", key.releases}, {"bits", key.bits}, {"hash", key.hash}, {"why", key.why}, {"grade", to_string(key.grade)}};
}

Json root_json(const PlannedRoot& root) {
    return {{"name", root.root->name},
            {"sha256", root.root->sha256},
            {"usableByAll", root.usable_by_all()},
            {"splits", root.splits()},
            {"soldBy", root.sold_by},
            {"releases", list_of(root.releases, [](const RootOnRelease& one) {
                 return Json{{"firmware", one.release}, {"use", to_string(one.use)}, {"why", one.why}};
             })}};
}

Json advice_json(const Advice& advice) {
    return {{"topic", advice.topic}, {"text", safe(advice.text)}, {"source", advice.source}, {"grade", to_string(advice.grade)}};
}

Json request_json(const RequestReport& report) {
    return {{"source", safe(report.source)},
            {"subject", report.subject},
            {"key", report.key},
            {"verdict", to_string(report.verdict)},
            {"findings", list_of(report.findings, [](const PlanFinding& finding) {
                 Json json{{"id", finding.id},
                           {"severity", to_string(finding.severity)},
                           {"result", to_string(finding.result)},
                           {"evidence", safe(finding.evidence)}};
                 if (!finding.fix.empty()) json["fix"] = finding.fix;
                 return json;
             })}};
}

Json result_json(const RuleResult& result) {
    Json json{
        {"rule", result.rule->id}, {"severity", to_string(result.severity())}, {"result", to_string(result.finding.result)}};
    if (result.finding.certificate) json["certificate"] = *result.finding.certificate;
    if (result.firmware) json["firmware"] = *result.firmware;
    json["evidence"] = safe(result.finding.evidence);
    json["fix"] = safe(result.finding.fix.empty() ? std::string(result.rule->fix) : result.finding.fix);
    return json;
}

Json chain_json(const OfferedChain& chain) {
    return {
        {"certificates",
         list_of(chain.certificates,
                 [](const certlib::Certificate& one) {
                     return Json{{"subject", one.subject().to_string()}, {"sha256", certlib::to_hex(one.sha256_fingerprint())}};
                 })},
        {"releases", list_of(chain.releases,
                             [](const OfferedRelease& one) {
                                 return Json{{"firmware", one.release},
                                             {"verdict", to_string(one.verdict)},
                                             {"reasons", list_of(one.reasons, [](const Rule* rule) { return Json(rule->id); })}};
                             })},
        {"results", list_of(chain.results, result_json)}};
}

}  // namespace

std::string render_plan_json(const Plan& plan) {
    Json json{{"schema", "amtcert.plan/1"},
              {"tool", {{"name", "amtcert"}, {"version", tool_version()}}},
              {"time", certlib::format_time(plan.time)},
              {"verdict", to_string(plan.verdict)},
              {"headline", safe(plan.headline)},
              {"road", to_string(plan.road)},
              {"whyPrivate", list_of(plan.why_private, [](const std::string& why) { return Json(safe(why)); })},
              {"firmware", plan.releases},
              {"dnsSuffixes", list_of(plan.suffixes, [](const std::string& suffix) { return Json(safe(suffix)); })},
              {"names", list_of(plan.names, name_json)},
              {"notServed", list_of(plan.uncovered,
                                    [](const UncoveredSuffix& one) {
                                        return Json{{"suffix", safe(one.suffix)}, {"why", one.why}};
                                    })},
              {"keys", list_of(plan.keys, key_json)},
              {"roots", list_of(plan.roots, root_json)},
              {"advice", list_of(plan.advice, advice_json)}};
    if (plan.request) json["request"] = request_json(*plan.request);
    if (plan.offered)
        json["offered"] = {{"source", safe(plan.offered->source)},
                           {"verdict", to_string(plan.offered->verdict)},
                           {"chains", list_of(plan.offered->chains, chain_json)}};
    return document_of(json);
}

}  // namespace rules
