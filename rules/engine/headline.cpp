#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/judgement.h"

namespace rules {
namespace {

std::string inputs_of(const std::vector<const Rule*>& rules) {
    std::string text;
    for (const Rule* rule : rules)
        text += (text.empty() ? "" : ", ") + std::string(rule->input.empty() ? rule->id : rule->input);
    return text;
}

/// judged_by names what decided: the releases asked about, or the guide.
std::string judged_by(const Site& site) {
    if (site.survey || site.firmware.empty()) return "by the guide's baseline (no --firmware)";
    std::string text;
    for (const auto& release : site.firmware) text += (text.empty() ? "on AMT " : ", ") + release.label;
    return text;
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

}  // namespace

std::string headline(const SubjectReport& report, const Site& site) {
    switch (report.verdict) {
        case Verdict::fail: return fmt::format("does not work {}: {}", judged_by(site), first_failure(report, site));
        case Verdict::inconclusive: return "no fault found; not decided: " + inputs_of(report.undecided);
        case Verdict::pass: break;
    }
    auto text = "works " + judged_by(site);
    if (!report.accepted_undecided.empty()) text += "; accepted as not decided: " + inputs_of(report.accepted_undecided);
    return text;
}

}  // namespace rules
