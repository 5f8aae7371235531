#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

std::string in_lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string listed(const std::vector<std::string>& names) {
    return names.empty() ? "none" : fmt::format("\"{}\"", fmt::join(names, "\", \""));
}

Findings check(const Context& context) {
    if (!context.site.client_fqdn) return {skipped("the PC's name was not given (--client-fqdn)")};
    const auto& wanted = *context.site.client_fqdn;
    const auto common_names = context.leaf().subject().values(certlib::oids::common_name);
    const auto dns_names = context.leaf().dns_names();
    const auto is_wanted = [&](const std::string& name) { return in_lower_case(name) == in_lower_case(wanted); };
    const bool in_subject = std::any_of(common_names.begin(), common_names.end(), is_wanted);
    const bool in_alternatives = std::any_of(dns_names.begin(), dns_names.end(), is_wanted);
    const auto evidence = fmt::format("PC \"{}\", CN {}, subjectAltName {}", wanted, listed(common_names), listed(dns_names));
    // ConfigMgr 2007 looks at the subject alone.
    const bool subject_only = context.site.consoles.contains(Console::configmgr);
    if (in_subject || (in_alternatives && !subject_only)) return {passed(evidence, 0)};
    if (in_alternatives) return {failed(evidence + ": ConfigMgr 2007 wants the name in the subject", 0)};
    return {failed(evidence, 0)};
}

}  // namespace

extern const Rule name_host_rule;
constinit const Rule name_host_rule = define({
    .id = "name.host",
    .title = "certificate is not for this PC",
    .stages = stages(6),
    .component = Component::client,
    .roles = only(Role::web_server),
    .severity = Severity::error,
    .decisive = true,
    .input = "host name (--client-fqdn)",
    .what = "The PC's full name stands in the subject's CN or as a dNSName; for ConfigMgr 2007 (--configmgr 2007) it has to be the CN.",
    .why = "Browsers and consoles open the PC's web interface by that name and refuse a certificate for another.",
    .fix = "Have the web-server certificate issued for the PC's full DNS name, and open the web interface by that name.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, stage 6; Microsoft, PKI certificate requirements for ConfigMgr; RFC 6125",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
