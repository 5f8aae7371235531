#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include <amtcert/rules/domain_match.h>

#include "data/text.h"
#include "plan/parts.h"
#include "support/host_text.h"

namespace rules {
namespace {

/// Domains that are in no public registry: RFC 6761, RFC 6762, RFC 8375, ICANN's reserved .internal, and those that networks have
/// long used without asking.
constexpr std::array<std::string_view, 14> private_domains{"local",       "internal", "corp", "home",    "lan",
                                                           "intranet",    "private",  "test", "invalid", "localhost",
                                                           "localdomain", "example",  "arpa", "domain"};

/// Second-level labels under which registries of countries sell names: "*.co.uk" is nobody's to have.
constexpr std::array<std::string_view, 14> registry_labels{"co", "com", "net", "org", "gov", "edu", "ac",
                                                           "or", "ne",  "go",  "mil", "gob", "nom", "id"};

template <std::size_t size>
bool is_in(const std::array<std::string_view, size>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::string> labels_of(std::string_view name) {
    std::vector<std::string> labels;
    for (const auto label : text::split(name, '.')) labels.emplace_back(label);
    return labels;
}

bool is_registry(const std::vector<std::string>& labels) {
    return labels.size() == 2 && labels[1].size() == 2 && is_in(registry_labels, labels[0]);
}

NameColumn column_of(const Release& release) {
    return release.generation->name_rule == NameRule::com_net ? NameColumn::com_net : NameColumn::tld_table;
}

constexpr Version first_with_wildcards{3, 2, 0};

bool console_accepts(const Site& site, const std::string& common_name, const std::string& suffix) {
    if (site.consoles.contains(Console::ema) && !ema_accepts(common_name, suffix)) return false;
    if (site.consoles.contains(Console::meshcentral) && !meshcentral_accepts(common_name, suffix)) return false;
    return !site.consoles.contains(Console::rps) || rps_accepts(common_name, suffix);
}

std::string host_label(const Site& site) {
    if (!site.server_fqdn) return "provision";
    const auto labels = labels_of(text::lower_case(*site.server_fqdn));
    return labels.front() == "*" ? "provision" : labels.front();
}

/// candidates lists the names worth a thought, the better liked first: the server's own, one in each suffix, one in each domain
/// above, and wildcards last.
std::vector<std::string> candidates(const Site& site, const std::vector<std::string>& suffixes) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    const auto add = [&](std::string name) {
        if (seen.insert(name).second) names.push_back(std::move(name));
    };
    if (site.server_fqdn && is_host_name(*site.server_fqdn)) add(text::lower_case(*site.server_fqdn));
    const auto host = host_label(site);
    for (const auto& suffix : suffixes) add(host + "." + suffix);
    std::vector<std::string> wildcards;
    for (const auto& suffix : suffixes) {
        const auto labels = labels_of(suffix);
        for (std::size_t first = 0; first + 2 <= labels.size(); ++first) {
            const std::vector<std::string> domain(labels.begin() + static_cast<std::ptrdiff_t>(first), labels.end());
            if (is_registry(domain)) continue;
            const auto name = text::join(domain, 0, ".");
            add(host + "." + name);
            wildcards.push_back("*." + name);
        }
    }
    for (auto& wildcard : wildcards) add(std::move(wildcard));
    return names;
}

std::vector<CoveredSuffix> covered_by(const Site& site, const std::vector<Release>& releases, const std::string& name,
                                      const std::vector<std::string>& suffixes) {
    std::vector<CoveredSuffix> covered;
    for (const auto& suffix : suffixes)
        if (auto clause = serves(site, releases, name, suffix)) covered.push_back({suffix, std::move(*clause)});
    return covered;
}

/// usable_suffixes sorts out what no name can serve, before any is thought of.
std::vector<std::string> usable_suffixes(Plan& plan) {
    std::vector<std::string> usable;
    for (const auto& suffix : plan.suffixes) {
        if (!is_host_name(suffix) || is_numeric_host(suffix))
            plan.uncovered.push_back({suffix, "is no DNS name"});
        else if (suffix.find('.') == std::string::npos)
            plan.uncovered.push_back(
                {suffix, "is a single label, and AMT takes no suffix of fewer than two: give the PCs another one"});
        else
            usable.push_back(suffix);
    }
    return usable;
}

}  // namespace

bool is_private_suffix(std::string_view suffix) {
    const auto labels = labels_of(text::lower_case(suffix));
    return labels.size() < 2 || is_in(private_domains, labels.back());
}

std::optional<std::string> serves(const Site& site, const std::vector<Release>& releases, const std::string& common_name,
                                  const std::string& suffix) {
    if (!console_accepts(site, common_name, suffix)) return std::nullopt;
    std::string clause;
    for (const auto& release : releases) {
        const auto match = match_domain(common_name, suffix, column_of(release));
        const bool in_doubt = match.by_wildcard && release.range.since < first_with_wildcards;
        if (!match.accepted || in_doubt) return std::nullopt;
        if (clause.empty()) clause = match.clause;
    }
    return clause;
}

void plan_names(const Site& site, const std::vector<Release>& releases, Plan& plan) {
    auto open = usable_suffixes(plan);
    struct Option {
        std::string name;
        std::vector<CoveredSuffix> covers;
    };
    std::vector<Option> options;
    for (auto& name : candidates(site, open)) {
        auto covers = covered_by(site, releases, name, open);
        if (!covers.empty()) options.push_back({std::move(name), std::move(covers)});
    }
    while (!open.empty()) {
        const auto still_open = [&](const CoveredSuffix& one) {
            return std::find(open.begin(), open.end(), one.suffix) != open.end();
        };
        const auto gain = [&](const Option& option) {
            return std::count_if(option.covers.begin(), option.covers.end(), still_open);
        };
        const auto best = std::max_element(options.begin(), options.end(),
                                           [&](const Option& left, const Option& right) { return gain(left) < gain(right); });
        if (best == options.end() || gain(*best) == 0) break;
        PlannedName planned{best->name, {}, true};
        for (const auto& one : best->covers) {
            if (!still_open(one)) continue;
            planned.covers.push_back(one);
            planned.public_ca = planned.public_ca && !is_private_suffix(one.suffix);
        }
        for (const auto& one : planned.covers) open.erase(std::find(open.begin(), open.end(), one.suffix));
        plan.names.push_back(std::move(planned));
    }
    for (const auto& suffix : open)
        plan.uncovered.push_back({suffix, "no name serves it on every release, and every console named"});
}

}  // namespace rules
