#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using leaf_names::shown;

bool is_allowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// first_wrong shows the first octet that is not allowed, or is empty. A wildcard's asterisk is name.common-name's.
std::string first_wrong(std::string_view name) {
    if (name.starts_with("*.")) name.remove_prefix(2);
    const auto* const wrong = std::find_if_not(name.begin(), name.end(), is_allowed);
    return wrong == name.end() ? std::string() : shown(std::string_view(wrong, 1));
}

Findings check(const Context& context) {
    Findings findings;
    if (const auto& client = context.site.client_fqdn)
        if (const auto wrong = first_wrong(*client); !wrong.empty())
            findings.push_back(failed(fmt::format("--client-fqdn {} has {}; A-Z a-z 0-9 - . allowed", shown(*client), wrong)));
    const auto common_name = leaf_names::common_name(context.leaf());
    if (!common_name) return or_passed(std::move(findings), leaf_names::without_common_name(context.leaf()));
    if (const auto wrong = first_wrong(*common_name); !wrong.empty())
        findings.push_back(failed(fmt::format("CN {} has {}; A-Z a-z 0-9 - . allowed", shown(*common_name), wrong), 0));
    return or_passed(std::move(findings), fmt::format("CN {} has no other characters than A-Z a-z 0-9 - .", shown(*common_name)));
}

}  // namespace

extern const Rule name_fqdn_characters_rule;
constinit const Rule name_fqdn_characters_rule = define({
    .id = "name.fqdn-characters",
    .title = "PC's name has a character that AMT does not take",
    .stages = stages(3),
    .component = Component::client,
    .roles = only(Role::web_server),
    .severity = Severity::error,
    .what = "The PC's full name (--client-fqdn) and the CN consist of letters A to Z, digits, hyphens and dots.",
    .why = "AMT refuses any other character in its host name: an underscore, which Windows allows, makes provisioning fail.",
    .fix =
        "Rename the PC so that its name has letters, digits and hyphens only, and have the certificate issued for the new name.",
    .citation = "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01), stage 3",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
