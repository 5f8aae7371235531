#include <fmt/format.h>

#include <algorithm>
#include <set>

#include <amtcert/rules/domain_match.h>

#include "compare/differences.h"
#include "data/text.h"
#include "support/amt_marker.h"
#include "support/extended_key_usage.h"

namespace rules {
namespace {

using certlib::Certificate;

std::string shown(std::string_view name) { return "\"" + certlib::escape_unprintable(name) + "\""; }

std::string plain(std::string_view name) { return text::lower_case(text::trimmed(name)); }

std::set<std::string> common_names(const Certificate& leaf) {
    std::set<std::string> names;
    for (const auto& name : leaf.subject().values(certlib::oids::common_name)) names.insert(plain(name));
    return names;
}

std::set<std::string> alternative_names(const Certificate& leaf) {
    std::set<std::string> names;
    for (const auto& name : leaf.dns_names()) names.insert(plain(name));
    return names;
}

/// one_sided_names lists what `left` has and `right` has not. A CN that is only a dNSName now is gone for whoever reads the CN.
std::vector<std::string> one_sided_names(const Certificate& left, const Certificate& right) {
    std::vector<std::string> missing;
    const auto common = common_names(right);
    const auto alternative = alternative_names(right);
    for (const auto& name : common_names(left)) {
        if (common.contains(name)) continue;
        missing.push_back("CN " + shown(name) + (alternative.contains(name) ? ", now in subjectAltName only" : ""));
    }
    for (const auto& name : alternative_names(left))
        if (!alternative.contains(name))
            missing.push_back("dNSName " + shown(name) + (common.contains(name) ? ", now the CN only" : ""));
    return missing;
}

/// Column is a way to compare names, and the releases that do so.
struct Column {
    NameColumn column;
    std::string releases;
};

std::vector<Column> columns_of(const Site& site) {
    if (site.firmware.empty())
        return {{NameColumn::com_net, "AMT 2.2 to 4.0 and 5.0"}, {NameColumn::tld_table, "AMT 4.1, 5.1 and later"}};
    std::vector<Column> columns;
    for (const auto column : {NameColumn::com_net, NameColumn::tld_table}) {
        const auto rule = column == NameColumn::com_net ? NameRule::com_net : NameRule::tld_table;
        std::string releases;
        for (const auto& release : site.firmware)
            if (release.generation->name_rule == rule) releases += (releases.empty() ? "AMT " : ", ") + release.label;
        if (!releases.empty()) columns.push_back({column, releases});
    }
    return columns;
}

bool serves(const Certificate& leaf, const std::string& suffix, NameColumn column) {
    auto names = leaf.subject().values(certlib::oids::common_name);
    for (auto& name : leaf.dns_names()) names.push_back(std::move(name));
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return match_domain(name, suffix, column).accepted; });
}

/// parents lists a name and the domains above it that have two labels or more, a wildcard's star left out.
std::vector<std::string> parents(std::string_view name) {
    std::vector<std::string> labels;
    for (const auto label : text::split(name, '.')) labels.emplace_back(label);
    std::vector<std::string> domains;
    for (std::size_t first = labels.front() == "*" ? 1 : 0; first + 2 <= labels.size(); ++first)
        domains.push_back(text::join(labels, first, "."));
    return domains;
}

/// Probe is a suffix to ask about. A domain of OLD is also asked about with a name below it, which stands for all of them.
struct Probe {
    std::string suffix;
    std::string shown;
};

std::vector<Probe> probes_for(const Pair& pair) {
    std::vector<Probe> probes;
    const auto add = [&](const std::string& suffix, const std::string& text) {
        if (std::none_of(probes.begin(), probes.end(), [&](const Probe& one) { return one.suffix == suffix; }))
            probes.push_back({suffix, text});
    };
    for (const auto& suffix : pair.site.suffixes()) add(plain(suffix), "suffix " + shown(plain(suffix)));
    // What the deployment uses is known now: the rest of what the names would serve is nobody's loss.
    if (!probes.empty()) return probes;
    for (const auto* leaf : {&pair.before.leaf, &pair.after.leaf})
        for (const auto& name : common_names(*leaf))
            for (const auto& domain : parents(name)) {
                add(domain, "suffix " + shown(domain));
                add("any-name." + domain, "suffixes below " + shown(domain));
            }
    return probes;
}

/// one_sided_suffixes lists per probe the releases where `left` serves it and `right` does not.
std::vector<std::string> one_sided_suffixes(const Pair& pair, const Certificate& left, const Certificate& right) {
    std::vector<std::string> missing;
    for (const auto& probe : probes_for(pair)) {
        std::string releases;
        for (const auto& [column, names] : columns_of(pair.site))
            if (serves(left, probe.suffix, column) && !serves(right, probe.suffix, column))
                releases += (releases.empty() ? "" : "; ") + names;
        if (!releases.empty()) missing.push_back(fmt::format("{} on {}", probe.shown, releases));
    }
    return missing;
}

std::string marker_of(const Certificate& leaf) {
    const bool oid = has_marker_oid(leaf);
    const bool unit = marker_unit(leaf).has_value();
    return oid && unit ? "OID and OU" : oid ? "OID" : unit ? "OU" : "none";
}

void compare_markers(const Pair& pair, std::vector<Difference>& differences) {
    const auto evidence = fmt::format("was {}, is {}", marker_of(pair.before.leaf), marker_of(pair.after.leaf));
    const bool had_oid = has_marker_oid(pair.before.leaf);
    const bool has_oid = has_marker_oid(pair.after.leaf);
    const bool had_unit = marker_unit(pair.before.leaf).has_value();
    const bool has_unit = marker_unit(pair.after.leaf).has_value();
    if (had_oid && !has_oid) differences.push_back(difference("compare.lost-marker", evidence));
    // Every release and console that takes the OU takes the OID too.
    if (!had_oid && had_unit && !has_unit && !has_oid) differences.push_back(difference("compare.lost-marker", evidence));
    if (has_oid && !had_oid) differences.push_back(difference("compare.gained-marker", evidence));
    if (had_oid && had_unit && has_oid && !has_unit)
        differences.push_back(
            difference("compare.lost-marker", Severity::warning, evidence + "; second-hand: AMT takes either, RPS the OID only"));
}

std::vector<std::string> one_sided_purposes(const Certificate& left, const Certificate& right) {
    std::vector<std::string> missing;
    if (const auto& purposes = left.decoded().extended_key_usage)
        for (const auto& purpose : *purposes)
            if (purpose != certlib::oids::amt_provisioning && !asserts_purpose(right, purpose.dotted()))
                missing.push_back(purpose.dotted());
    return missing;
}

}  // namespace

std::vector<Difference> compare_names(const Pair& pair) {
    const auto& before = pair.before.leaf;
    const auto& after = pair.after.leaf;
    std::vector<Difference> differences;
    for (const auto& name : one_sided_names(before, after))
        differences.push_back(difference("compare.lost-name", name + ": in OLD, not in NEW"));
    for (const auto& name : one_sided_names(after, before))
        differences.push_back(difference("compare.gained-name", name + ": in NEW, not in OLD"));
    if (pair.before.role != Role::provisioning) return differences;
    for (const auto& suffix : one_sided_suffixes(pair, before, after))
        differences.push_back(difference("compare.lost-suffix", suffix + ": OLD serves it, NEW does not"));
    for (const auto& suffix : one_sided_suffixes(pair, after, before))
        differences.push_back(difference("compare.gained-suffix", suffix + ": NEW serves it, OLD does not"));
    return differences;
}

std::vector<Difference> compare_purposes(const Pair& pair) {
    std::vector<Difference> differences;
    compare_markers(pair, differences);
    for (const auto& purpose : one_sided_purposes(pair.before.leaf, pair.after.leaf)) {
        // AMT provisioning has no use for clientAuth; what the certificate is for cannot be done without.
        const bool needed = purpose == certlib::oids::server_auth || purpose == certlib::oids::amt_remote_console ||
                            purpose == certlib::oids::amt_local_console ||
                            (purpose == certlib::oids::client_auth && pair.before.role == Role::console_client);
        differences.push_back(difference("compare.lost-purpose", needed ? Severity::error : Severity::warning,
                                         fmt::format("{}: was {}, is {}", certlib::Oid(purpose).name(),
                                                     purposes_found(pair.before.leaf), purposes_found(pair.after.leaf))));
    }
    for (const auto& purpose : one_sided_purposes(pair.after.leaf, pair.before.leaf))
        differences.push_back(difference("compare.gained-purpose", std::string(certlib::Oid(purpose).name())));
    return differences;
}

}  // namespace rules
