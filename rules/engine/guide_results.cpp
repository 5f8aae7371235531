#include <algorithm>

#include <amtcert/rules/guide.h>

namespace rules {
namespace {

/// Answer is what one rule said about a certificate, all cases together.
struct Answer {
    GuideOutcome outcome = GuideOutcome::by_hand;
    std::string why;  ///< of one that was not decided
};

Answer answer_of(const Rule& rule, const SubjectReport& report) {
    Answer answer;
    bool passed = false;
    for (const auto& result : report.results) {
        if (result.rule != &rule) continue;
        const bool failed = result.finding.result == Result::fail && result.severity() != Severity::info;
        if (failed) return {GuideOutcome::fail, {}};
        if (result.finding.result == Result::inconclusive) answer.outcome = GuideOutcome::inconclusive;
        passed = passed || result.finding.result == Result::pass;
        if (answer.why.empty()) answer.why = result.finding.evidence;
    }
    if (answer.outcome == GuideOutcome::by_hand && passed) return {GuideOutcome::pass, {}};
    return answer;
}

GuideResult judge(const GuideItem& item, const SubjectReport& report) {
    const auto deciding = item.deciding_rules();
    if (deciding.empty()) return {&item};
    std::vector<Answer> answers;
    for (const Rule* rule : deciding)
        if (item.roles.has(report.role) && rule->roles.has(report.role)) answers.push_back(answer_of(*rule, report));
    if (answers.empty()) return {&item, GuideOutcome::by_hand, "decided by checking a certificate of another role"};
    const auto with = [&](GuideOutcome outcome) {
        return std::find_if(answers.begin(), answers.end(), [&](const Answer& answer) { return answer.outcome == outcome; });
    };
    if (with(GuideOutcome::fail) != answers.end()) return {&item, GuideOutcome::fail};
    if (with(GuideOutcome::inconclusive) != answers.end()) return {&item, GuideOutcome::inconclusive};
    const auto undecided = with(GuideOutcome::by_hand);
    const bool holds = undecided == answers.end() || (item.alternatives && with(GuideOutcome::pass) != answers.end());
    if (holds) return {&item, GuideOutcome::pass};
    return {&item, GuideOutcome::by_hand, undecided->why};
}

}  // namespace

std::string_view to_string(GuideOutcome outcome) {
    switch (outcome) {
        case GuideOutcome::pass:
            return "pass";
        case GuideOutcome::fail:
            return "fail";
        case GuideOutcome::inconclusive:
            return "inconclusive";
        case GuideOutcome::by_hand:
            return "by-hand";
    }
    return "by-hand";
}

std::vector<GuideResult> guide_results(const SubjectReport& report) {
    std::vector<GuideResult> results;
    for (const auto& item : guide()) results.push_back(judge(item, report));
    return results;
}

std::optional<int> stage_in_question(const SubjectReport& report) {
    for (const auto& stage : report.stages)
        if (stage.verdict == StageVerdict::fail || stage.verdict == StageVerdict::inconclusive) return stage.stage;
    return std::nullopt;
}

}  // namespace rules
