#include <fmt/format.h>

#include <array>

#include "name/leaf_names.h"
#include "support/public_root.h"

namespace rules {
namespace {

using leaf_names::shown;

/// is_internal: nobody can prove to a public CA that such a domain is theirs.
bool is_internal(std::string_view suffix) {
    static constexpr std::array<std::string_view, 3> top_level_domains{"local", "corp", "internal"};
    auto name = text::lower_case(text::trimmed(suffix));
    if (name.ends_with('.')) name.pop_back();
    const auto last = name.substr(name.rfind('.') + 1);
    return std::find(top_level_domains.begin(), top_level_domains.end(), last) != top_level_domains.end();
}

Findings check(const Context& context) {
    if (context.dns_suffix == nullptr) return {skipped("no DNS suffix given (--dns-suffix)")};
    const auto& suffix = *context.dns_suffix;
    const auto root = public_root(context);
    if (root && is_internal(suffix))
        return {failed(fmt::format("suffix {} under the public root {}: no public CA may issue for that domain", shown(suffix),
                                   root->root->name))};
    const auto source =
        context.site.mebx_suffix
            ? "entered in MEBX; observed to replace DHCP option 15"
            : "from DHCP option 15: what counts is the option on the network of the wired AMT port, not on wireless";
    return {passed(fmt::format("suffix {} {}", shown(suffix), source))};
}

}  // namespace

extern const Rule name_suffix_source_rule;
constinit const Rule name_suffix_source_rule = define({
    .id = "name.suffix-source",
    .title = "no public CA serves this DNS suffix",
    .stages = stages(3),
    .component = Component::network,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .scope = Scope::per_suffix,
    .what =
        "A suffix under .local, .corp or .internal does not meet a certificate from a public CA. Where the suffix comes from is "
        "shown with it: AMT reads DHCP option 15 on its wired port alone.",
    .why =
        "Public CAs issue only for domains that can be proved to be owned, which these cannot. A laptop that has seen wireless "
        "networks alone has no suffix at all.",
    .fix = "Set option 15 of the wired network, or the PKI DNS Suffix in MEBX, to a public domain that you own and the CN "
           "serves; or use "
           "a certificate of a private CA.",
    .citation = "Intel KB 000100444; Intel LMS, AMT_SetupAndConfigurationService.h",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
