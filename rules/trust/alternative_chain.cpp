#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/root_trust.h"
#include "support/root_usable.h"

namespace rules {
namespace {

using chainwalk::Chain;
using chainwalk::Link;

bool holds(const Chain& chain, const Link& link) {
    return std::any_of(chain.links.begin(), chain.links.end(),
                       [&](const Link& one) { return one.certificate == link.certificate; });
}

bool is_same(const Chain& left, const Chain& right) {
    return std::equal(left.links.begin(), left.links.end(), right.links.begin(), right.links.end(),
                      [](const Link& one, const Link& other) { return one.certificate == other.certificate; });
}

bool is_trusted(const Site& site, const Chain& chain, const Release* release) {
    return root_trust(site, chain.last(), release).result == Result::pass;
}

bool has_old_signature_below_root(const Chain& chain) {
    return std::any_of(chain.links.begin(), chain.links.end() - 1,
                       [](const Link& link) { return is_sha1_or_older(link.certificate.signature_algorithm().hash); });
}

bool is_usable_from_15h(const Chain& chain) {
    return !why_refused_from_15h(chain.last()) && !has_old_signature_below_root(chain);
}

bool serves(const Site& site, const Chain& chain, const Release& release) {
    if (!is_trusted(site, chain, &release)) return false;
    return !release.generation->sha1_refused || is_usable_from_15h(chain);
}

std::string and_more(std::string list, std::string_view one) {
    return list.empty() ? std::string(one) : list + ", " + std::string(one);
}

/// Gain is what another chain would do that this one does not, and what it would lose; empty texts when nothing.
struct Gain {
    std::string won;
    std::string lost;
};

Gain compare_for_releases(const Site& site, const Chain& judged, const Chain& other) {
    Gain gain;
    for (const auto& release : site.firmware) {
        if (!release.generation->remote_configuration) continue;
        const bool before = serves(site, judged, release);
        const bool after = serves(site, other, release);
        if (!before && after) gain.won = and_more(gain.won, "AMT " + release.label);
        if (before && !after) gain.lost = and_more(gain.lost, "AMT " + release.label);
    }
    return gain;
}

Gain compare_in_general(const Site& site, const Chain& judged, const Chain& other) {
    if (!is_trusted(site, other, nullptr)) return {};
    if (!is_trusted(site, judged, nullptr)) return {"devices that hold the other root", ""};
    if (why_refused_from_15h(judged.last()) && is_usable_from_15h(other)) return {"AMT 15 (H) and 16 on", ""};
    return {};
}

/// name_of tells certificates of one subject apart: a cross-certificate has another issuer than the root of its name.
std::string name_of(const certlib::Certificate& certificate) {
    return fmt::format("{} (issued by {}, SHA-256 {})", certificate.subject().to_string(), certificate.issuer().to_string(),
                       certlib::to_hex(certificate.sha256_fingerprint()));
}

std::string what_to_change(const Chain& judged, const Chain& other) {
    std::string drop;
    for (const auto& link : judged.links)
        if (link.origin == chainwalk::Origin::source && !holds(other, link)) drop = and_more(drop, name_of(link.certificate));
    std::string add;
    for (const auto& link : other.links)
        if (link.origin != chainwalk::Origin::source) add = and_more(add, name_of(link.certificate));
    if (drop.empty() && add.empty()) return "Have the setup server send the other chain.";
    std::string text;
    if (!drop.empty()) text = fmt::format("Drop from what the setup server sends: {}.", drop);
    if (!add.empty()) text += fmt::format("{}Add to it: {}.", text.empty() ? "" : " ", add);
    return text;
}

std::string weakness_of(const Chain& chain) {
    const auto refused = why_refused_from_15h(chain.last());
    return refused ? fmt::format(" ({})", *refused) : "";
}

Findings check(const Context& context) {
    const auto& chains = context.walk.chains;
    if (!context.chain.is_complete())
        return {skipped("this chain is not complete; give what is missing with --intermediates or --roots")};
    if (std::count_if(chains.begin(), chains.end(), [](const Chain& chain) { return chain.is_complete(); }) < 2)
        return {skipped("there is only one complete chain; --intermediates or --roots may supply another")};

    const bool by_release = !context.site.survey && !context.site.firmware.empty();
    for (const auto& other : chains) {
        if (!other.is_complete() || is_same(other, context.chain)) continue;
        const auto gain = by_release ? compare_for_releases(context.site, context.chain, other)
                                     : compare_in_general(context.site, context.chain, other);
        if (gain.won.empty()) continue;
        auto evidence = fmt::format("this chain ends in {}{}; another ends in {} and works for {} where this one does not",
                                    context.chain.last().subject().to_string(), weakness_of(context.chain),
                                    other.last().subject().to_string(), gain.won);
        if (!gain.lost.empty()) evidence += ", but not for " + gain.lost;
        return {failed(std::move(evidence), {}, what_to_change(context.chain, other))};
    }
    return {passed("no other complete chain works where this one does not")};
}

}  // namespace

extern const Rule trust_alternative_chain_rule;
constinit const Rule trust_alternative_chain_rule = define({
    .id = "trust.alternative-chain",
    .title = "another chain would do",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .what =
        "Where certificates allow several chains (cross-certificates), no other one reaches a root that the releases asked "
        "about trust and can use while this one's they cannot. Without --firmware the roots are compared for AMT 15 (H) and 16 "
        "on.",
    .why = "A setup server sends the one chain its file gives, not the best one: a file of a CA that was re-rooted works or "
           "fails by which certificates are in it.",
    .fix = "Change the file so that the other chain is sent: drop or add the certificates named.",
    .citation = "device-management-toolkit/rpc-go#413; Intel AMT SDK, root certificate hashes",
    .grade = Grade::stated,
    .releases = "2.2 and later",
    .check = check,
});

}  // namespace rules
