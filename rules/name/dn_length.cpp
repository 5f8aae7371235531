#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr std::ptrdiff_t longest = 100;

/// characters_in counts code points: every octet of UTF-8 but the continuing ones.
std::ptrdiff_t characters_in(const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

Findings check(const Context& context) {
    const auto& subject = context.leaf().subject();
    // A subject built from Active Directory repeats the object's distinguished name; one typed into a request has no DC.
    const bool subject_stands_for_it = !subject.find(certlib::oids::domain_component).empty();
    if (!context.site.ad_dn && !subject_stands_for_it) return {skipped("the name in Active Directory was not given (--ad-dn)")};
    const auto name = context.site.ad_dn.value_or(subject.to_string());
    const auto evidence =
        fmt::format("{}: {} characters, at most {} allowed", context.site.ad_dn ? "--ad-dn" : "the subject, as a stand-in",
                    characters_in(name), longest);
    if (characters_in(name) > longest) return {failed(evidence, context.site.ad_dn ? std::optional<std::size_t>{} : 0)};
    return {passed(evidence)};
}

}  // namespace

extern const Rule name_dn_length_rule;
constinit const Rule name_dn_length_rule = define({
    .id = "name.dn-length",
    .title = "distinguished name in Active Directory is too long",
    .stages = stages(3),
    .component = Component::directory,
    .roles = only(Role::web_server),
    .severity = Severity::warning,
    .what = "The distinguished name of the PC's AMT object in Active Directory (--ad-dn) has at most 100 characters. Without it "
            "a subject "
            "with DC components stands for it.",
    .why = "A longer name stops the SMS_EXECUTIVE service of ConfigMgr 2007 SP1 (KB955355).",
    .fix = "Install KB960804, which cures it, or move the objects for AMT to an organizational unit with a shorter path.",
    .citation = "Microsoft KB955355; ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
