#include "support/revocation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace rules {
namespace {

using chainwalk::Location;
using chainwalk::LocationState;

std::string text_of(const Location& location) {
    return fmt::format("{}: {}{}", location.url, to_string(location.status),
                       location.detail.empty() ? "" : " (" + location.detail + ")");
}

/// was_tried: the location itself had its chance. A file is none that the user did not allow to be read.
bool was_tried(const Location& location) {
    if (location.status.state == LocationState::scheme_blocked) return !location.url.starts_with("file:");
    return location.status.state != LocationState::not_tried && location.status.state != LocationState::domain_only;
}

bool failed_there(const Location& location) { return was_tried(location) && location.status.state != LocationState::ok; }

std::string list_of(const std::vector<const Location*>& locations, bool (*wanted)(const Location&)) {
    std::string text;
    for (const auto* location : locations)
        if (wanted(*location)) text += (text.empty() ? "" : "; ") + text_of(*location);
    return text;
}

/// judge_alternatives judges locations of which one is enough.
Findings judge_alternatives(const Context& context, const std::vector<const Location*>& locations, const LocationWords& words) {
    const auto place = locations.front()->certificate;
    const auto any = [&](auto wanted) {
        return std::any_of(locations.begin(), locations.end(), [&](const Location* one) { return wanted(*one); });
    };
    const bool good = any([](const Location& one) { return one.status.state == LocationState::ok && one.verified; });
    Findings findings;
    if (good) {
        const auto severity = context.site.uses_configmgr() ? Severity::error : Severity::warning;
        for (const auto* location : locations)
            if (failed_there(*location))
                findings.push_back(
                    failed_as(severity, text_of(*location) + "; another one serves " + std::string(words.good), place));
        return findings;
    }
    if (any(failed_there)) return {failed(list_of(locations, failed_there), place)};
    const auto is_open = [](const Location& one) { return one.status.state != LocationState::domain_only; };
    if (any(is_open)) return {inconclusive(list_of(locations, is_open), place)};
    return {};
}

/// without_host is the one line about locations that name no host, where one of them is the only hope of a certificate.
std::optional<Finding> without_host(const std::vector<std::vector<const Location*>>& groups) {
    const Location* first = nullptr;
    std::size_t count = 0;
    for (const auto& group : groups) {
        const bool hopeless = std::all_of(group.begin(), group.end(),
                                          [](const Location* one) { return one->status.state == LocationState::domain_only; });
        if (!hopeless) continue;
        if (first == nullptr) first = group.front();
        count += group.size();
    }
    if (first == nullptr) return std::nullopt;
    return inconclusive(
        fmt::format("{}{} no host: members of the domain only", first->url,
                    count > 1 ? fmt::format(" and {} more name", count - 1) : " names"),
        {}, "Say --ldap-server ldap://DOMAIN-CONTROLLER to ask one, or run amtcert on a member of the domain with it.");
}

Severity severity_of_absence(const Context& context) {
    const auto& consoles = context.site.consoles;
    const auto looks_at_none = [](Console console) {
        return console == Console::rps || console == Console::meshcentral || console == Console::rpc;
    };
    const bool unneeded =
        context.role == Role::provisioning && !consoles.empty() && std::all_of(consoles.begin(), consoles.end(), looks_at_none);
    return unneeded ? Severity::info : Severity::warning;
}

}  // namespace

Findings judge_presence(const Context& context, bool (*names_one)(const certlib::Certificate&), const PresenceWords& words) {
    const auto count = chainwalk::revocable_count(context.chain);
    if (count == 0) return {skipped(std::string(words.none_needed))};
    std::string without;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& certificate = context.chain.links[i].certificate;
        if (!names_one(certificate))
            without += fmt::format("{}{} ({})", without.empty() ? "" : ", ", i, certificate.subject().to_string());
    }
    if (without.empty()) return {passed(std::string(words.all_do))};
    return {failed_as(severity_of_absence(context), fmt::format("{} in certificate {}", words.missing, without))};
}

Finding not_looked_at() { return skipped("revocation was not looked at (--revocation check)"); }

Finding offline() { return skipped("offline: no location was asked (--offline)"); }

Findings judge_locations(const Context& context, const LocationWords& words) {
    const auto* const facts = context.chain.revocation.get();
    if (facts == nullptr) return {not_looked_at()};
    std::map<std::pair<std::size_t, std::size_t>, std::vector<const Location*>> by_point;
    std::vector<const Location*> deltas;
    std::size_t count = 0;
    for (const auto& location : facts->locations) {
        if (location.kind != words.kind) continue;
        ++count;
        if (location.is_delta)
            deltas.push_back(&location);
        else
            by_point[{location.certificate, location.point}].push_back(&location);
    }
    if (count == 0) return {skipped(fmt::format("no certificate names any {}", words.one))};
    if (facts->offline) return {offline()};
    if (chainwalk::no_network(facts->locations))
        return {inconclusive(fmt::format("no network here: nobody answered at any location, {} among them",
                                         text_of(by_point.empty() ? *deltas.front() : *by_point.begin()->second.front())),
                             {}, "Run amtcert where the setup server runs, or give the CRLs with --crls.")};
    Findings findings;
    std::vector<std::vector<const Location*>> groups;
    for (const auto& [point, locations] : by_point) {
        for (auto& finding : judge_alternatives(context, locations, words)) findings.push_back(std::move(finding));
        groups.push_back(locations);
    }
    if (auto line = without_host(groups)) findings.push_back(std::move(*line));
    for (const auto* delta : deltas)
        if (failed_there(*delta))
            findings.push_back(failed_as(Severity::warning, "delta CRL: " + text_of(*delta), delta->certificate));
    return or_passed(std::move(findings), fmt::format("every {} serves {}, {} asked", words.one, words.good, count));
}

}  // namespace rules
