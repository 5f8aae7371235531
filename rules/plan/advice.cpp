#include <fmt/format.h>

#include <algorithm>

#include "data/public_ca_limits.h"
#include "data/public_ca_offers.h"
#include "data/text.h"
#include "plan/parts.h"

namespace rules {
namespace {

constexpr Version usb_only{14, 0, 0};

std::string joined(const std::vector<std::string>& words, std::string_view separator = ", ") {
    return fmt::format("{}", fmt::join(words, separator));
}

/// labels_where lists the releases for which something holds.
template <class Predicate>
std::vector<std::string> labels_where(const std::vector<Release>& releases, Predicate holds) {
    std::vector<std::string> labels;
    for (const auto& release : releases)
        if (holds(release)) labels.push_back(release.label);
    return labels;
}

std::vector<std::string> names_of(const std::vector<PlannedRoot>& roots, bool (PlannedRoot::*wanted)() const) {
    std::vector<std::string> names;
    for (const auto& root : roots)
        if ((root.*wanted)()) names.emplace_back(root.root->name);
    return names;
}

constexpr std::string_view own_ca = "private";

std::vector<std::string> against_a_public_ca(const std::vector<Release>& releases, std::string_view preferred_ca,
                                             const Plan& plan) {
    std::vector<std::string> reasons;
    if (preferred_ca == own_ca) reasons.emplace_back("a private CA is preferred (--ca private)");
    std::vector<std::string> not_public;
    for (const auto& suffix : plan.suffixes)
        if (is_private_suffix(suffix)) not_public.push_back(suffix);
    if (!not_public.empty()) reasons.push_back(joined(not_public) + ": no public CA may issue for it (stated)");
    const auto newest = labels_where(releases, [](const Release& release) { return release.generation->sha384_asked; });
    if (!newest.empty())
        reasons.push_back(fmt::format(
            "AMT {}: no public root is known to be held and to satisfy RSA 3072 with SHA-384 (second-hand)", joined(newest)));
    const auto usable = names_of(plan.roots, &PlannedRoot::usable_by_all);
    if (usable.empty()) reasons.push_back("no public root is known to be usable by every release (observed)");
    return reasons;
}

/// how_to_enter tells where an own root's hash goes in, by release.
std::string how_to_enter(const std::vector<Release>& releases) {
    const auto by_hand = labels_where(releases, [](const Release& release) { return release.range.until <= usb_only; });
    const auto by_stick = labels_where(releases, [](const Release& release) { return release.range.until > usb_only; });
    std::string text;
    if (!by_hand.empty()) text += fmt::format("in MEBX on AMT {}", joined(by_hand));
    if (!by_stick.empty())
        text += fmt::format("{}with setup.bin on a USB stick on AMT {}", text.empty() ? "" : ", ", joined(by_stick));
    return text;
}

/// add_preference says whether a public CA that is preferred sells from a root that all of the fleet can use, or else who does.
void add_preference(std::string_view preferred_ca, Plan& plan) {
    const auto offers = public_ca_offers();
    const auto preferred = std::find_if(offers.begin(), offers.end(),
                                        [&](const PublicCaOffer& one) { return text::lower_case(one.name) == preferred_ca; });
    if (preferred == offers.end()) return;
    std::vector<std::string> own;
    std::vector<std::string> of_others;
    for (const auto& root : plan.roots)
        if (root.usable_by_all() && !root.sold_by.empty())
            (root.sold_by == preferred->name ? own : of_others)
                .push_back(root.sold_by == preferred->name ? std::string(root.root->name)
                                                           : fmt::format("{} ({})", root.root->name, root.sold_by));
    plan.advice.push_back(
        {"road",
         own.empty()
             ? fmt::format("{}, as preferred: no root it sells from is known to be usable by every release; {}", preferred->name,
                           of_others.empty() ? "nor does another CA have one" : "others have one: " + joined(of_others))
             : fmt::format("{}, as preferred: usable by every release under {}", preferred->name, joined(own, " or ")),
         "", Grade::observed});
}

void add_road(const std::vector<Release>& releases, Plan& plan) {
    const auto roots = plan.keys.size() > 1 ? "a root and an issuing CA of their own for each group of releases above"
                                            : "an own root and issuing CA";
    plan.advice.push_back(
        {"road",
         fmt::format(
             "private CA: {}, key and hash as above; enter the root's SHA-256 hash {}; have the maker enter it in new PCs", roots,
             how_to_enter(releases)),
         "Intel KB 000059996", Grade::stated});
    plan.advice.push_back(
        {"road",
         "no certificate is needed for client control mode, nor where admin mode is set by hand in MEBX; PCs already "
         "provisioned need none either",
         "Intel AMT SDK", Grade::second_hand});
    const bool some_are_public =
        std::any_of(plan.names.begin(), plan.names.end(), [](const PlannedName& one) { return one.public_ca; });
    if (plan.road == Road::private_ca && some_are_public)
        plan.advice.push_back({"road",
                               "for a part of the fleet a public CA may still do: plan for its suffixes and releases alone", "",
                               Grade::stated});
    if (plan.road == Road::public_ca)
        plan.advice.push_back({"road",
                               "a public CA only if it confirms in writing the OID beside serverAuth, and sends the exact chain "
                               "as files before you pay: "
                               "amtcert plan --offered FILE",
                               "CA/Browser Forum baseline requirements 7.1.2.7.10", Grade::stated});
}

void add_inventory(const Site& site, Plan& plan) {
    if (site.firmware.empty())
        plan.advice.push_back(
            {"inventory", "no release was named: this is for every one; name yours (--firmware)", "", Grade::stated});
    if (site.device_lists.empty())
        plan.advice.push_back({"inventory",
                               "which roots your PCs hold is judged by lists seen elsewhere; read one PC of each release (rpc "
                               "amtinfo -cert -json) and give "
                               "it (--trusted-hashes)",
                               "", Grade::stated});
    plan.advice.push_back(
        {"inventory", "option 15 counts on the wired port only, and a MEBX PKI DNS Suffix replaces it: know which each PC has",
         "Intel LMS headers; MeshCentral", Grade::second_hand});
}

void add_request_advice(const Site& site, Plan& plan) {
    plan.advice.push_back(
        {"request",
         "extendedKeyUsage serverAuth and 2.16.840.1.113741.1.2.3; one CN; subjectAltName = the CN; no OU from a public CA",
         "Intel AMT SDK, acquiring an Intel vPro certificate; CA/Browser Forum ballot SC047", Grade::stated});
    plan.advice.push_back(
        {"request", "the CA decides what is issued: a request with the OID proves nothing, so vet what comes (amtcert check)",
         "community.ivanti.com DOC-10652", Grade::second_hand});
    const bool configmgr = site.consoles.contains(Console::configmgr) || site.consoles.contains(Console::sccm2012);
    if (configmgr)
        plan.advice.push_back({"request",
                               "ConfigMgr wants the CN to be the out of band service point's own full name (--server-fqdn)",
                               "Microsoft ConfigMgr, PKI certificate requirements", Grade::stated});
    plan.advice.push_back({"must-not-change",
                           "CN, both purposes, RSA key and its length, the chain as vetted up to the same root",
                           "community.ivanti.com DOC-10652; Intel KB 000090051", Grade::second_hand});
}

void add_questions(std::string_view preferred_ca, Plan& plan) {
    if (preferred_ca == own_ca) return;
    plan.advice.push_back({"ask",
                           "no public statement of 2026 says who still issues with the OID: ask, whatever the price list says",
                           "search of public documents, November 2026", Grade::observed});
    for (const auto& offer : public_ca_offers())
        if (preferred_ca.empty() || text::lower_case(offer.name) == preferred_ca)
            plan.advice.push_back({"ask", fmt::format("{}: {}; ask for {}", offer.name, offer.known, offer.ask),
                                   std::string(offer.source), offer.grade});
    if (preferred_ca.empty())
        plan.advice.push_back({"ask", "any other CA: no, unless its root is in your PCs' own list", "", Grade::observed});
    plan.advice.push_back(
        {"ask",
         fmt::format("from {} leaves under Chrome's roots may assert serverAuth alone: a renewal may come without the OID",
                     certlib::format_date(server_auth_only)),
         "Chrome Root Program policy 1.8", Grade::second_hand});
}

void add_lifetime(Plan& plan) {
    std::string text;
    for (const auto& limit : lifetime_limits()) {
        const auto next = &limit + 1 == lifetime_limits().data() + lifetime_limits().size() ? nullptr : &limit + 1;
        if (next != nullptr && next->since <= plan.time) continue;
        text += limit.since <= plan.time ? fmt::format("{} now", limit.to_string())
                                         : fmt::format(", {} from {}", limit.to_string(), certlib::format_date(limit.since));
    }
    plan.advice.push_back({"lifetime", "a public certificate may live for " + text + "; a private CA's as long as you like",
                           "CA/Browser Forum baseline requirements 6.3.2", Grade::stated});
    plan.advice.push_back(
        {"lifetime", "every renewal is a new chain: amtcert compare OLD NEW before it goes in", "", Grade::stated});
}

/// Nothing seen of releases before this one shows a SHA-256 signature working.
constexpr Version sha256_known{7, 0, 0};

void add_fleet(const std::vector<Release>& releases, Plan& plan) {
    const auto oldest = labels_where(releases, [](const Release& release) { return release.range.since < sha256_known; });
    if (!oldest.empty())
        plan.advice.push_back(
            {"fleet", fmt::format("no source shows AMT {} taking a chain signed with SHA-256: try one PC first", joined(oldest)),
             "", Grade::observed});
    const auto refuse = labels_where(releases, [](const Release& release) { return release.generation->sha1_refused; });
    const auto allow = labels_where(releases, [](const Release& release) { return !release.generation->sha1_refused; });
    if (refuse.empty() || allow.empty()) return;
    std::vector<std::string> both;
    for (const auto& root : plan.roots)
        if (root.usable_by_all() && !root.sold_by.empty()) both.emplace_back(root.root->name);
    plan.advice.push_back(
        {"fleet",
         fmt::format("SHA-1 anywhere in the chain is refused on AMT {}, not on AMT {}: {}", joined(refuse), joined(allow),
                     both.empty() ? "one SHA-256 root that all hold, else two files or two certificates (amtcert bundle)"
                                  : "a chain to " + joined(both, " or ") + " serves both"),
         "Intel AMT SDK, root certificate hashes; Intel KB 000090051", Grade::stated});
}

std::string certificates(std::size_t count) { return fmt::format("{} certificate{}", count, count == 1 ? "" : "s"); }

std::string headline_of(const Plan& plan) {
    if (plan.releases.empty()) return "none of the releases has remote configuration with certificates";
    if (plan.suffixes.empty()) return "no DNS suffix was given (--dns-suffix): keys, roots and questions only";
    if (plan.names.empty()) return "no certificate can serve these suffixes";
    const auto count = plan.names.size() * plan.keys.size();
    auto text = fmt::format("get {} from {}", certificates(count),
                            plan.road == Road::private_ca ? "a private CA" : "a public or a private CA");
    if (plan.keys.size() > 1)
        text += fmt::format(": {} name{}, each with {} roots", plan.names.size(), plan.names.size() == 1 ? "" : "s",
                            plan.keys.size());
    if (!plan.uncovered.empty())
        text += fmt::format("; {} suffix{} cannot be served", plan.uncovered.size(), plan.uncovered.size() == 1 ? "" : "es");
    return text;
}

}  // namespace

std::vector<std::string> known_cas() {
    std::vector<std::string> names{std::string(own_ca)};
    for (const auto& offer : public_ca_offers()) names.push_back(text::lower_case(offer.name));
    return names;
}

void give_advice(const Site& site, const std::vector<Release>& releases, std::string_view preferred_ca, Plan& plan) {
    plan.why_private = against_a_public_ca(releases, preferred_ca, plan);
    plan.road = plan.why_private.empty() ? Road::public_ca : Road::private_ca;
    add_road(releases, plan);
    add_preference(preferred_ca, plan);
    add_fleet(releases, plan);
    add_request_advice(site, plan);
    add_questions(preferred_ca, plan);
    add_lifetime(plan);
    add_inventory(site, plan);
    plan.headline = headline_of(plan);
}

}  // namespace rules
