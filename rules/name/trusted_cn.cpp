#include <fmt/format.h>

#include "name/leaf_names.h"
#include "support/host_text.h"

namespace rules {
namespace {

using leaf_names::shown;

bool is_dns_name(std::string_view name) { return is_host_name(name) && name.find('_') == std::string_view::npos; }

Findings check(const Context& context) {
    const auto common_name = leaf_names::common_name(context.leaf());
    if (!common_name) return {failed(leaf_names::without_common_name(context.leaf()), 0)};
    if (!is_dns_name(*common_name))
        return {failed(fmt::format("CN {} is no DNS name, as the list asks for", shown(*common_name)), 0)};
    if (context.dns_suffix == nullptr) {
        const auto domain = leaf_names::domain_of(*common_name);
        return {passed(fmt::format("a device with a list of trusted CNs has to hold {}{}", shown(*common_name),
                                   domain.empty() ? std::string() : " or " + shown(domain)),
                       0)};
    }
    const auto name = text::lower_case(*common_name);
    const auto suffix = text::lower_case(*context.dns_suffix);
    const auto evidence = fmt::format("CN {}, trusted {}", shown(*common_name), shown(*context.dns_suffix));
    if (name == suffix || name.ends_with("." + suffix)) return {passed(evidence, 0)};
    return {failed(evidence + ": the CN does not end in it", 0)};
}

}  // namespace

extern const Rule name_trusted_cn_rule;
constinit const Rule name_trusted_cn_rule = define({
    .id = "name.trusted-cn",
    .title = "console's name is not among the trusted ones",
    .stages = stages(3),
    .component = Component::client,
    .roles = only(Role::console_client),
    .severity = Severity::warning,
    .scope = Scope::per_suffix,
    .what = "The CN of a console's certificate is a DNS name, and it equals or ends in the trusted name given with --dns-suffix. "
            "Without "
            "one the evidence says what a device's list would have to hold.",
    .why = "A device may hold a list of trusted CNs (TrustedCN of its TLS settings): full names, or suffixes. With such a list "
           "it takes "
           "no console whose CN does not match; an empty list lets every CN pass.",
    .fix =
        "Add the console's full name or its domain to the list of trusted CNs of the devices, or have the console's certificate "
        "issued with a CN in a domain that is there.",
    .citation = "Intel LMS, AMT_TLSSettingData.h (TrustedCN); RFC 1035 2.3.1",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
