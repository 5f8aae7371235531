// A rule of one's own: this house wants no certificate that lives longer than 398 days. Its id is the end of its path, which is checked
// while it compiles.
#include <chrono>
#include <string>

#include <amtcert/rules/rule.h>

namespace {

rules::Findings check(const rules::Context& context) {
    const auto life = context.leaf().not_after() - context.leaf().not_before();
    const auto days = std::chrono::duration_cast<std::chrono::days>(life).count();
    const auto found = std::to_string(days) + " days, at most 398 wanted";
    if (days > 398) return {rules::failed(found, 0)};
    return {rules::passed(found, 0)};
}

}  // namespace

extern const rules::Rule house_lifetime_rule;
constinit const rules::Rule house_lifetime_rule = rules::define({
    .id = "house.lifetime",
    .title = "certificate lives longer than the house wants",
    .stages = rules::stages(2),
    .component = rules::Component::ca,
    .roles = rules::Role::provisioning | rules::Role::web_server,
    .severity = rules::Severity::error,
    .what = "The certificate is valid for at most 398 days.",
    .why = "A key that is changed every year is one that somebody knows how to change.",
    .fix = "Have the certificate issued for a year.",
    .citation = "the house's certificate policy, section 3",
    .check = check,
});
