#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using leaf_names::shown;

Findings check(const Context& context) {
    if (context.dns_suffix == nullptr) return {skipped("no DNS suffix given (--dns-suffix)")};
    const auto& suffix = *context.dns_suffix;
    const auto common_name = leaf_names::common_name(context.leaf());
    if (common_name && match_domain(*common_name, suffix, NameColumn::tld_table).accepted)
        return {passed(fmt::format("CN {} serves suffix {}", shown(*common_name), shown(suffix)), 0)};
    const auto name = leaf_names::matching_dns_name(context.leaf(), suffix, NameColumn::tld_table);
    if (!name) return {passed(fmt::format("no SAN DNS name serves suffix {} either", shown(suffix)), 0)};
    const auto instead =
        common_name ? fmt::format("CN {} does not", shown(*common_name)) : leaf_names::without_common_name(context.leaf());
    return {failed(fmt::format("only SAN {} serves suffix {}; {}", shown(*name), shown(suffix), instead), 0)};
}

}  // namespace

extern const Rule name_san_only_rule;
constinit const Rule name_san_only_rule = define({
    .id = "name.san-only",
    .title = "only a subject alternative name serves the DNS suffix",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .scope = Scope::per_suffix,
    .what = "Where the CN does not serve the DNS suffix, no DNS entry of the subjectAltName has to stand in for it.",
    .why = "The SDK, as quoted, lets AMT compare a DNS entry of the subjectAltName, without saying from which release on. The "
           "consoles (MeshCentral, RPS, EMA) read the CN only and would not choose this certificate for the device.",
    .fix = "Have the CA issue a certificate whose CN itself serves the suffix, and repeat the CN as SAN.",
    .citation = "Intel AMT SDK, PKI certificate verification methods, as quoted by device-management-toolkit/console; "
                "Ylianst/MeshCentral certoperations.js; device-management-toolkit/rps domain.ts",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
