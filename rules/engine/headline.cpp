#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/judgement.h"

namespace rules {
namespace {

/// input_of names what a rule judges, and the option that would decide it where that was not given.
std::string input_of(const Rule& rule, const SubjectReport& report) {
    if (!rule.roles.has(report.role)) return fmt::format("{} (no rule for a {} certificate)", rule.id, to_string(report.role));
    if (rule.input.empty()) return std::string(rule.id);
    const auto option = rule.input.find(" (--");
    if (option == std::string_view::npos) return std::string(rule.input);
    const auto name = rule.input.substr(option + 2, rule.input.size() - option - 3);
    const bool is_missing = std::any_of(report.missing.begin(), report.missing.end(),
                                        [&](const std::string& one) { return one.starts_with(std::string(name) + " "); });
    return std::string(is_missing ? rule.input : rule.input.substr(0, option));
}

std::string inputs_of(const std::vector<const Rule*>& rules, const SubjectReport& report) {
    std::string text;
    for (const Rule* rule : rules) text += (text.empty() ? "" : ", ") + input_of(*rule, report);
    return text;
}

/// judged_by names what decided: the releases asked about, or the guide.
std::string judged_by(const Site& site) {
    if (site.survey) return "by the guide's baseline (--firmware all is a survey)";
    if (site.firmware.empty()) return "by the guide's baseline (no --firmware)";
    std::string text;
    for (const auto& release : site.firmware) text += (text.empty() ? "on AMT " : ", ") + release.label;
    return text;
}

/// split_by_release says which of the releases asked about take the certificate and which do not; empty when they agree, or
/// when a suffix and not a release makes the difference.
std::string split_by_release(const SubjectReport& report, const Site& site) {
    if (site.survey || site.firmware.size() < 2) return {};
    std::string works;
    std::string fails;
    for (const auto& release : site.firmware) {
        const auto is_bad = [&](const MatrixCell& cell) { return cell.firmware == release.label && cell.verdict != Verdict::pass; };
        const bool bad = std::any_of(report.matrix.begin(), report.matrix.end(), is_bad);
        auto& list = bad ? fails : works;
        list += (list.empty() ? "AMT " : ", ") + release.label;
    }
    if (works.empty() || fails.empty()) return {};
    return fmt::format("depends on the firmware: works on {}, not on {}", works, fails);
}

/// is_decided_by_release: every failure is of a release, so that those without one take the certificate.
bool is_decided_by_release(const SubjectReport& report, const Site& site) {
    return std::all_of(report.results.begin(), report.results.end(), [&](const RuleResult& result) {
        return !fails(result, site.fail_on) || (result.firmware && result.finding.consoles.empty());
    });
}

std::string first_failure(const SubjectReport& report, const Site& site) {
    std::size_t count = 0;
    const RuleResult* first = nullptr;
    for (const auto& stage : report.stages)
        for (const Rule* rule : stage.rules)
            for (const auto& result : report.results)
                if (first == nullptr && result.rule == rule && fails(result, site.fail_on)) first = &result;
    for (const auto& result : report.results) count += fails(result, site.fail_on) ? 1 : 0;
    if (first == nullptr) return "a rule that had to be decided failed";
    return fmt::format("{} (rule {}){}", first->rule->title, first->rule->id,
                       count > 1 ? fmt::format(", and {} more finding{}", count - 1, count == 2 ? "" : "s") : "");
}

/// by_policy names the rules whose failure the policy keeps from counting.
std::string by_policy(const SubjectReport& report, const Site& site) {
    std::vector<std::string_view> suppressed;
    std::vector<std::string_view> lowered;
    const auto add_once = [](std::vector<std::string_view>& ids, std::string_view id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const auto& result : report.results) {
        if (result.finding.result != Result::fail || result.own_severity() < site.fail_on) continue;
        if (result.suppression) add_once(suppressed, result.rule->id);
        if (!result.suppression && result.severity() < site.fail_on) add_once(lowered, result.rule->id);
    }
    std::string text;
    if (!suppressed.empty()) text += fmt::format("; suppressed: {}", fmt::join(suppressed, ", "));
    if (!lowered.empty()) text += fmt::format("; lowered: {}", fmt::join(lowered, ", "));
    return text;
}

}  // namespace

std::string headline(const SubjectReport& report, const Site& site) {
    const auto policy = by_policy(report, site);
    switch (report.verdict) {
        case Verdict::fail: {
            const auto split = is_decided_by_release(report, site) ? split_by_release(report, site) : std::string();
            const auto answer = split.empty() ? "does not work " + judged_by(site) : split;
            return fmt::format("{}: {}", answer, first_failure(report, site));
        }
        case Verdict::inconclusive:
            return fmt::format("no {}fault found; not decided: {}{}", policy.empty() ? "" : "other ", inputs_of(report.undecided, report), policy);
        case Verdict::pass: break;
    }
    // What the firmware refuses does not work because a policy lets it pass.
    auto text = (policy.empty() ? "works " : "accepted by the policy, ") + judged_by(site);
    if (!report.accepted_undecided.empty()) text += "; accepted as not decided: " + inputs_of(report.accepted_undecided, report);
    return text + policy;
}

}  // namespace rules
