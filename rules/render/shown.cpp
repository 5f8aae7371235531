#include "render/shown.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {
namespace {

bool same_header(const RuleResult& left, const RuleResult& right) {
    return left.rule == right.rule && left.finding.result == right.finding.result && left.severity() == right.severity() &&
           left.own_severity() == right.own_severity() && fix_of(left) == fix_of(right) && reason_of(left) == reason_of(right);
}

}  // namespace

std::string safe(const std::string& text) { return certlib::escape_unprintable(text); }

int first_stage(const Rule& rule) {
    int stage = 1;
    while (!rule.stages.has(stage)) ++stage;
    return stage;
}

std::string fix_of(const RuleResult& result) {
    return result.finding.fix.empty() ? std::string(result.rule->fix) : result.finding.fix;
}

std::string reason_of(const RuleResult& result) {
    if (!result.suppression) return {};
    return fmt::format("{} (until {})", safe(result.suppression->reason), certlib::format_date(result.suppression->last_day));
}

std::string case_of(const RuleResult& result) {
    const auto firmware = result.firmware ? "AMT " + *result.firmware : "";
    const auto suffix = result.dns_suffix ? "suffix " + safe(*result.dns_suffix) : "";
    return firmware + (firmware.empty() || suffix.empty() ? "" : ", ") + suffix;
}

bool is_undecided(const SubjectReport& subject, const Rule* rule) {
    return std::find(subject.undecided.begin(), subject.undecided.end(), rule) != subject.undecided.end();
}

std::string word_of(const SubjectReport& subject, const RuleResult& result) {
    if (result.suppression) return fmt::format("suppressed {}", to_string(result.severity()));
    if (result.finding.result == Result::fail) return std::string(to_string(result.severity()));
    if (result.finding.result == Result::skipped && is_undecided(subject, result.rule)) return "not decided";
    return std::string(to_string(result.finding.result));
}

std::vector<Shown> merged(const std::vector<RuleResult>& results) {
    std::vector<Shown> shown;
    for (const auto& result : results) {
        auto block = std::find_if(shown.begin(), shown.end(), [&](const Shown& one) { return same_header(*one.result, result); });
        if (block == shown.end()) block = shown.insert(shown.end(), Shown{&result, {}});
        auto place = std::find_if(block->places.begin(), block->places.end(), [&](const Place& one) {
            return one.finding->certificate == result.finding.certificate && one.finding->evidence == result.finding.evidence;
        });
        if (place == block->places.end()) place = block->places.insert(block->places.end(), Place{&result.finding, {}});
        if (const auto text = case_of(result); !text.empty()) place->cases.push_back(text);
    }
    return shown;
}

}  // namespace rules
