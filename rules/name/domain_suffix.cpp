#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using leaf_names::shown;

constexpr Version first_with_wildcards{3, 2, 0};

NameColumn column_of(const Context& context) {
    const bool by_com_net = context.firmware != nullptr && context.firmware->generation->name_rule == NameRule::com_net;
    return by_com_net ? NameColumn::com_net : NameColumn::tld_table;
}

/// refused_by_older names the releases with remote configuration that refuse what the newest rule accepts, for the baseline.
std::string refused_by_older(const Context& context, std::string_view name, const DomainMatch& match) {
    if (context.firmware != nullptr) return {};
    if (match.by_wildcard) return "; releases before AMT 3.2 may not know wildcards";
    if (!match_domain(name, *context.dns_suffix, NameColumn::com_net).accepted) return "; AMT 2.2 to 4.0 and 5.0 refuse it";
    return {};
}

Finding accept(const Context& context, std::string_view kind, std::string_view name, const DomainMatch& match) {
    const auto subject = fmt::format("{} {}, suffix {}", kind, shown(name), shown(*context.dns_suffix));
    if (match.by_wildcard && context.firmware != nullptr && context.firmware->range.since < first_with_wildcards)
        return inconclusive(subject + ": accepted only by the wildcard, and no source says that AMT before 3.2 knows wildcards",
                            0);
    return passed(fmt::format("{}: {}{}", subject, match.clause, refused_by_older(context, name, match)), 0);
}

bool equals_mebx_server(const Context& context, std::string_view common_name) {
    const auto& server = context.site.mebx_server_fqdn;
    return server && leaf_names::same_host(*server, common_name);
}

Finding judge(const Context& context, const std::string& common_name) {
    const auto& suffix = *context.dns_suffix;
    const auto column = column_of(context);
    const auto match = match_domain(common_name, suffix, column);
    if (match.accepted) return accept(context, "CN", common_name, match);
    // The SDK, as quoted, lets a DNS entry of the subjectAltName stand for the CN.
    if (const auto name = leaf_names::matching_dns_name(context.leaf(), suffix, column)) {
        auto finding = accept(context, "SAN", *name, match_domain(*name, suffix, column));
        finding.evidence += "; second-hand: the CN does not match, and no console looks further";
        return finding;
    }
    const auto evidence = fmt::format("CN {}, suffix {}: {}", shown(common_name), shown(suffix), match.clause);
    const bool for_devices = context.firmware != nullptr || !context.site.device_lists.empty();
    if (for_devices && equals_mebx_server(context, common_name))
        return failed_as(
            Severity::warning, evidence + "; observed to work all the same, since the CN equals the MEBX Provision Server FQDN",
            0, "Set the MEBX PKI DNS Suffix too, so that the certificate does not hang on an exception no document promises.");
    return in_brief(failed(fmt::format("{}; this CN accepts {}", evidence, accepted_suffixes(common_name)), 0), "domain suffix");
}

/// add_refusals adds the consoles that were named and compare the name by a rule of their own, which only reads the CN.
void add_refusals(Findings& findings, const Context& context, const std::string& common_name) {
    struct OwnRule {
        Console console;
        bool (*accepts)(std::string_view, std::string_view);
        std::string_view rule;
        std::string_view fix;
    };
    static constexpr OwnRule rules_of_consoles[] = {
        {Console::meshcentral, meshcentral_accepts,
         "it takes the CN cut to its top level domain's depth, or the names below that",
         "Have the certificate issued with the device's suffix itself as CN, or set the device's suffix (MEBX PKI DNS Suffix) to "
         "the CN or a name below it."},
        {Console::rps, rps_accepts, "it compares the last two labels, letters with case",
         "Write the domain suffix of the RPS domain profile with the last two labels exactly as in the CN, or have the "
         "certificate issued with a lower-case CN in that domain."},
        {Console::ema, ema_accepts, "the CN's domain part has to equal the device's suffix",
         "Set the device's suffix (option 15, or PKI DNS Suffix in MEBX) to the domain of the CN, or have the certificate issued "
         "with a CN directly in the device's domain."},
    };
    for (const auto& own : rules_of_consoles) {
        if (!context.site.consoles.contains(own.console) || own.accepts(common_name, *context.dns_suffix)) continue;
        findings.push_back(refused_by(own.console, Severity::error,
                                      fmt::format("{} refuses CN {} for suffix {}: {}", product_name(own.console),
                                                  shown(common_name), shown(*context.dns_suffix), own.rule),
                                      0, std::string(own.fix)));
    }
}

Findings check(const Context& context) {
    if (context.firmware != nullptr && !context.firmware->generation->remote_configuration)
        return {skipped(context.amt() + " has no remote configuration (--firmware)")};
    const auto common_name = leaf_names::common_name(context.leaf());
    if (context.dns_suffix == nullptr && !common_name)
        return {skipped("no DNS suffix given (--dns-suffix); " + leaf_names::without_common_name(context.leaf()))};
    if (context.dns_suffix == nullptr)
        return {
            skipped(fmt::format("no DNS suffix given (--dns-suffix); this CN would accept {}", accepted_suffixes(*common_name)))};
    if (!common_name) return {inconclusive(leaf_names::without_common_name(context.leaf()), 0)};
    Findings findings{judge(context, *common_name)};
    add_refusals(findings, context, *common_name);
    return findings;
}

}  // namespace

extern const Rule name_domain_suffix_rule;
constinit const Rule name_domain_suffix_rule = define({
    .id = "name.domain-suffix",
    .title = "name does not serve the DNS suffix",
    .stages = stages(3),
    .component = Component::network,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .scope = Scope::per_firmware_and_suffix,
    .decisive = true,
    .input = "domain suffix (--dns-suffix)",
    .what = "The certificate's CN serves the DNS suffix of the device: the suffix is the CN or one of its parent domains; or "
            "both share the second-level domain under .com or .net; or, on AMT 4.1, 5.1 and later, they share as many last "
            "labels as the table of top level domains asks for; or the CN is a wildcard above the suffix. Without a release "
            "the newest rule decides, and the evidence names the releases that refuse. A console that was named and refuses "
            "the CN by its own rule is an error of its own.",
    .why = "AMT accepts a setup server only when the server's certificate belongs to the domain the device is in. The device "
           "knows that domain from DHCP option 15 on its wired port, or from the PKI DNS Suffix in MEBX, which has been "
           "observed to replace it.",
    .fix = "Set the device's suffix to one the CN serves, in DHCP option 15 of its wired network or as PKI DNS Suffix in "
           "MEBX; or have the CA issue a certificate whose CN is the setup server's full name in the device's own domain.",
    .citation = "Intel AMT SDK, PKI certificate verification methods, as quoted by device-management-toolkit/console; "
                "communities.intel.com message 1395 (2007-09-28); Ylianst/MeshCentral certoperations.js; "
                "device-management-toolkit/rps domain.ts; Intel KB 000100444",
    .grade = Grade::second_hand,
    .releases = "all with remote configuration; .com and .net from 2.2, the table from 4.1 and 5.1, wildcards known from 3.2",
    .check = check,
});

}  // namespace rules
