#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto& suppressions = context.site.policy.suppressions;
    if (suppressions.empty()) return {skipped("no finding is suppressed (--policy)")};
    Findings findings;
    for (const auto& suppression : suppressions)
        if (!suppression.is_in_force(context.site.at))
            findings.push_back(failed(fmt::format("the suppression of {} ended on {}, judged for {}; its reason was: {}", suppression.rule,
                                                  certlib::format_date(suppression.last_day), certlib::format_date(context.site.at),
                                                  suppression.reason)));
    return or_passed(std::move(findings), fmt::format("{} suppressions, none has ended", suppressions.size()));
}

}  // namespace

extern const Rule policy_expired_suppression_rule;
constinit const Rule policy_expired_suppression_rule = define({
    .id = "policy.expired-suppression",
    .title = "suppression in the policy file has ended",
    .stages = stages(1),
    .component = Component::other,
    .roles = all_roles,
    .severity = Severity::warning,
    .what = "No suppression of the policy file is past its end date. One that is suppresses nothing any more.",
    .why =
        "A suppression is a fault somebody meant to have mended by that day. Left in the file it looks as if the fault were still "
        "dealt with.",
    .fix =
        "Ask whoever wrote the suppression whether the fault is mended. If it is, take the suppression out of the policy file; if "
        "not, have the fault mended, or enter a new end date with the reason for it.",
    .citation = "the user's own policy file (docs/policy.schema.json)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
