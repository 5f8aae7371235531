#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "render/machine.h"
#include "render/report_json.h"
#include "render/shown.h"

// SARIF 2.1.0 (OASIS standard). Sections are named above what they ask for.
namespace rules {
namespace {

using Json = nlohmann::ordered_json;

/// uri_of a file's name: a relative reference, so that a viewer finds the file in its own copy of the folder, or file: for a
/// name from the root. RFC 3986: whatever is not unreserved or a slash is percent-encoded, octet by octet.
std::string uri_of(const std::string& source) {
    std::string uri = source.starts_with('/') ? "file://" : "";
    for (const unsigned char c : source) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/").find(static_cast<char>(c)) != std::string_view::npos;
        uri += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    }
    return uri;
}

/// message: 3.11.6 makes a link of "[text](target)" in plain text; a name in a certificate must not become one.
Json message(std::string text) {
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 3)) text.insert(at, 1, '\\');
    return {{"text", std::move(text)}};
}

std::string_view level_of(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

/// 3.27.9: notApplicable was not asked, open was asked and could not be told.
std::string_view kind_of(const SubjectReport& subject, const RuleResult& result) {
    switch (result.finding.result) {
        case Result::pass:
            return "pass";
        case Result::fail:
            return "fail";
        case Result::skipped:
            return is_undecided(subject, result.rule) ? "open" : "notApplicable";
        case Result::inconclusive:
            return "open";
    }
    return "open";
}

Json rule_json(const Rule& rule) {
    Json tags = Json::array({to_string(rule.component)});
    for (int stage = 1; stage <= 7; ++stage)
        if (rule.stages.has(stage)) tags.push_back(fmt::format("stage-{}", stage));
    return {{"id", rule.id},
            {"shortDescription", {{"text", rule.title}}},
            {"fullDescription", {{"text", rule.what}}},
            {"help",
             {{"text", fmt::format("{}\n\nWhy: {}\n\nFix: {}\n\nSource: {} ({})", rule.what, rule.why, rule.fix, rule.citation,
                                   to_string(rule.grade))},
              {"markdown", fmt::format("{}\n\n**Why.** {}\n\n**Fix.** {}\n\n**Source.** {} (*{}*)", rule.what, rule.why, rule.fix,
                                       rule.citation, to_string(rule.grade))}}},
            {"defaultConfiguration", {{"level", level_of(rule.severity)}}},
            {"properties",
             {{"tags", std::move(tags)},
              {"problem.severity", level_of(rule.severity) == "note" ? "recommendation" : level_of(rule.severity)}}}};
}

/// Log builds the one run of the document.
class Log {
public:
    explicit Log(const Report& report)
        : report_(report) {
        for (const auto& subject : report.subjects)
            for (const auto& result : subject.results) results_.push_back(result_json(subject, result));
    }

    [[nodiscard]] Json run() {
        Json notifications = Json::array();
        for (const auto& error : report_.errors) notifications.push_back(notification(error));
        return {{"tool",
                 {{"driver",
                   {{"name", "amtcert"}, {"version", tool_version()}, {"semanticVersion", tool_version()}, {"rules", rules_}}}}},
                {"invocations", Json::array({{{"executionSuccessful", report_.errors.empty()},
                                              {"exitCode", report_.exit_code()},
                                              {"toolExecutionNotifications", std::move(notifications)}}})},
                {"artifacts", artifacts_},
                {"results", results_},
                {"properties", {{"judgedAt", certlib::format_time(report_.time)}, {"verdict", to_string(report_.verdict())}}}};
    }

private:
    std::size_t rule_index(const Rule* rule) {
        const auto [place, is_new] = rule_places_.emplace(rule, rules_.size());
        if (is_new) rules_.push_back(rule_json(*rule));
        return place->second;
    }

    Json artifact_location(const std::string& source) {
        const auto uri = uri_of(source);
        const auto [place, is_new] = artifact_places_.emplace(uri, artifacts_.size());
        if (is_new) artifacts_.push_back({{"location", {{"uri", uri}}}, {"roles", Json::array({"analysisTarget"})}});
        return {{"uri", uri}, {"index", place->second}};
    }

    /// A certificate has no line of its own in a container; viewers that want one get the first.
    Json physical_location(const std::string& source) {
        return {{"artifactLocation", artifact_location(source)}, {"region", {{"startLine", 1}}}};
    }

    Json location(const SubjectReport& subject, const RuleResult& result) {
        const auto& links = subject.chains.front().chain.links;
        const auto place = result.finding.certificate.value_or(0);
        Json json{{"physicalLocation", physical_location(subject.source)}};
        if (place < links.size())
            json["logicalLocations"] = Json::array({{{"name", fmt::format("certificate {}", place)},
                                                     {"fullyQualifiedName", links[place].certificate.subject().to_string()},
                                                     {"kind", "certificate"}}});
        return json;
    }

    /// fingerprint is the same from run to run as long as rule, file, certificates and case are: evidence, which counts days, is
    /// left out. What is the same in all that is numbered.
    std::string fingerprint(const SubjectReport& subject, const RuleResult& result) {
        const auto& links = subject.chains.front().chain.links;
        const auto place = result.finding.certificate;
        const auto identity = fmt::format(
            "{}\n{}\n{}\n{}\n{}\n{}", result.rule->id, subject.source, certlib::to_hex(subject.leaf.sha256_fingerprint()),
            place && *place < links.size() ? certlib::to_hex(links[*place].certificate.sha256_fingerprint()) : "",
            result.firmware.value_or(""), result.dns_suffix.value_or(""));
        const auto numbered = fmt::format("{}\n{}", identity, seen_[identity]++);
        return certlib::to_hex(certlib::sha256(certlib::as_bytes(numbered)));
    }

    Json result_json(const SubjectReport& subject, const RuleResult& result) {
        const bool failed = result.finding.result == Result::fail;
        auto text = sentence_of(result);
        if (failed) text = fmt::format("{}: {}. Fix: {}", result.rule->title, text, safe(fix_of(result)));
        Json json{{"ruleId", result.rule->id}, {"ruleIndex", rule_index(result.rule)}, {"kind", kind_of(subject, result)}};
        json["level"] = failed ? level_of(result.severity()) : "none";
        json["message"] = message(std::move(text));
        json["locations"] = Json::array({location(subject, result)});
        json["partialFingerprints"] = {{"amtcertFinding/v1", fingerprint(subject, result)}};
        if (result.suppression)
            json["suppressions"] =
                Json::array({{{"kind", "external"}, {"status", "accepted"}, {"justification", reason_of(result)}}});
        if (result.firmware) json["properties"]["firmware"] = *result.firmware;
        if (result.dns_suffix) json["properties"]["dnsSuffix"] = safe(*result.dns_suffix);
        return json;
    }

    Json notification(const SourceError& error) {
        const auto hint = error.error.hint.empty() ? "" : " (" + safe(error.error.hint) + ")";
        return {{"level", "error"},
                {"message", message(fmt::format("{}: {}{}", safe(error.source), safe(error.error.message), hint))},
                {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", artifact_location(error.source)}}}}})}};
    }

    const Report& report_;
    Json rules_ = Json::array();
    Json artifacts_ = Json::array();
    Json results_ = Json::array();
    std::map<const Rule*, std::size_t> rule_places_;
    std::map<std::string, std::size_t> artifact_places_;
    std::map<std::string, int> seen_;
};

}  // namespace

std::string render_sarif(const Report& report, const RenderOptions&) {
    const Json json{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({Log(report).run()})}};
    return document_of(json);
}

}  // namespace rules
