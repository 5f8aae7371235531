#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using leaf_names::shown;

struct Answer {
    std::string_view who;
    bool accepts = false;
};

/// answers are those to compare. A console that was named and refuses is left out: name.domain-suffix has said so.
std::vector<Answer> answers(const Context& context, std::string_view common_name) {
    const auto& suffix = *context.dns_suffix;
    std::vector<Answer> all{{"AMT", match_domain(common_name, suffix, NameColumn::tld_table).accepted}};
    const auto add = [&](Console console, std::string_view who, bool accepts) {
        if (accepts || !context.site.consoles.contains(console)) all.push_back({who, accepts});
    };
    add(Console::meshcentral, "MeshCentral", meshcentral_accepts(common_name, suffix));
    add(Console::rps, "RPS", rps_accepts(common_name, suffix));
    return all;
}

Findings check(const Context& context) {
    if (context.dns_suffix == nullptr) return {skipped("no DNS suffix given (--dns-suffix)")};
    const auto common_name = leaf_names::common_name(context.leaf());
    if (!common_name) return {skipped(leaf_names::without_common_name(context.leaf()) + " (--dns-suffix)")};
    const auto all = answers(context, *common_name);
    const bool differ =
        std::any_of(all.begin(), all.end(), [&](const Answer& one) { return one.accepts != all.front().accepts; });
    auto evidence = fmt::format("CN {}, suffix {}:", shown(*common_name), shown(*context.dns_suffix));
    std::string_view separator;
    for (const auto& [who, accepts] : all) {
        evidence += fmt::format("{} {} {}", separator, who, accepts ? "yes" : "no");
        separator = ",";
    }
    if (differ) return {failed(std::move(evidence), 0)};
    return {passed(std::move(evidence), 0)};
}

}  // namespace

extern const Rule name_console_differences_rule;
constinit const Rule name_console_differences_rule = define({
    .id = "name.console-differences",
    .title = "consoles and firmware answer differently for this suffix",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .scope = Scope::per_suffix,
    .what = "MeshCentral, RPS and the firmware's newest rule give the same answer for the CN and the DNS suffix.",
    .why =
        "Each console compares the name by a rule of its own before it talks to a device. MeshCentral keeps the whole CN where "
        "it does "
        "not know the top level domain; RPS compares the last two labels, letters with case. A certificate that fits the device "
        "may be refused by the console, and the other way round.",
    .fix = "Say which console you use (--console). Should it refuse the name, take a CN that all of them accept: the device's "
           "suffix itself, in lower case.",
    .citation = "Ylianst/MeshCentral certoperations.js; device-management-toolkit/rps domain.ts; Intel AMT SDK, PKI "
                "certificate verification methods, as quoted by device-management-toolkit/console",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
