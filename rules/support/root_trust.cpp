#include "support/root_trust.h"

#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/roots.h>

#include "support/device_lists.h"
#include "support/public_root.h"

namespace rules {
namespace {

using certlib::Bytes;
using certlib::Certificate;

constexpr std::size_t sha1_octets = 20;
constexpr std::string_view to_be_sure =
    "the device's own list would tell for sure (--trusted-hashes with rpc amtinfo -cert -json or meshcmd amthashes)";

std::string_view algorithm_of(const Bytes& hash) {
    return hash.size() == sha1_octets ? "SHA-1" : hash.size() == 32 ? "SHA-256" : "SHA-384";
}

std::string sha256_of(const Certificate& root) { return certlib::to_hex(root.sha256_fingerprint()); }

std::string describe(const Certificate& root) {
    return fmt::format("root {}, SHA-256 {}", root.subject().to_string(), sha256_of(root));
}

/// Match is an entry that equals the root, and where it stands.
struct Match {
    Bytes hash;
    std::string place;
};

std::string place_of(const TrustedHash& entry, const DeviceList& list, const Site& site) {
    const auto name = name_of(list, site);
    if (entry.name.empty()) return "in " + name;
    return fmt::format("in {} as \"{}\"", name, certlib::escape_unprintable(entry.name));
}

/// matches_given finds the root in a device's list, if there is one, and among the hashes given one by one, which hold for all.
std::vector<Match> matches_given(const Site& site, const DeviceList* list, const Certificate& root) {
    std::vector<Match> matches;
    if (list != nullptr)
        for (const auto& entry : list->hashes)
            if (entry.active && is_hash_of(root, entry.hash))
                matches.push_back({entry.hash, place_of(entry, *list, site) + ", active"});
    for (const auto& hash : site.trusted_hashes)
        if (is_hash_of(root, hash)) matches.push_back({hash, "given with --trusted-hash"});
    return matches;
}

/// how_to_enter: the MEBX of AMT 14 and later does not take a SHA-256 hash (Intel KB 000059996).
std::string how_to_enter(const Release* release) {
    constexpr Version usb_only{14, 0, 0};
    if (release != nullptr && release->range.until <= usb_only) return "in MEBX";
    if (release != nullptr && release->range.since >= usb_only) return "with setup.bin on a USB stick (Intel KB 000059996)";
    return "in MEBX up to AMT 13, with setup.bin on a USB stick from AMT 14 (Intel KB 000059996)";
}

std::string enter_or_buy(const Certificate& root, const Release* release) {
    return fmt::format(
        "Enter the root's SHA-256 hash {} on each device, {}; or have the certificate issued by a CA whose chain ends in a "
        "root that the devices already hold.",
        sha256_of(root), how_to_enter(release));
}

std::string note_on_namesake(const Certificate& root) {
    const Root* other = namesake(root);
    if (other == nullptr) return "";
    return fmt::format("; it has the name of {}, whose SHA-256 is {}, and is another certificate", other->name, other->sha256);
}

/// from_matches prefers an entry that counts everywhere: a SHA-1 one cannot be entered from AMT 15 (H) and 16 on
/// (Intel AMT SDK, root certificate hashes).
RootTrust from_matches(const std::vector<Match>& matches, const Certificate& root, const Release* release) {
    const auto longer =
        std::find_if(matches.begin(), matches.end(), [](const Match& match) { return match.hash.size() != sha1_octets; });
    const auto& match = longer == matches.end() ? matches.front() : *longer;
    const auto found = fmt::format("{}: its {} hash is {}", describe(root), algorithm_of(match.hash), match.place);
    if (longer != matches.end()) return {Result::pass, found, ""};
    if (release == nullptr) return {Result::pass, found + "; a SHA-1 hash cannot be entered on AMT 15 (H) and 16 on", ""};
    if (!release->generation->sha1_refused) return {Result::pass, found, ""};
    return {Result::fail, fmt::format("{}; a SHA-1 hash cannot be entered there (AMT {})", found, release->label),
            fmt::format("Enter the root's SHA-256 hash {} instead, {}.", sha256_of(root), how_to_enter(release))};
}

/// not_in_device_list: a device's whole list replaces the table, so what it does not hold, or holds inactive, is not trusted.
RootTrust not_in_device_list(const Site& site, const DeviceList& list, const Certificate& root, const Release* release) {
    for (const auto& entry : list.hashes)
        if (!entry.active && is_hash_of(root, entry.hash))
            return {Result::fail,
                    fmt::format("{}: {}, but inactive; an active entry required", describe(root), place_of(entry, list, site)),
                    "Activate this entry on the device (MEBX, Manage Hashes), or have the certificate issued under a root "
                    "whose entry is active."};
    const auto active =
        std::count_if(list.hashes.begin(), list.hashes.end(), [](const TrustedHash& entry) { return entry.active; });
    return {Result::fail,
            fmt::format("{}: not among the {} active hashes of {}{}", describe(root), active, name_of(list, site),
                        note_on_namesake(root)),
            enter_or_buy(root, release)};
}

/// not_among_given: who names hashes says what the devices hold; the table is for those who do not know.
RootTrust not_among_given(const Site& site, const Certificate& root, const Release* release) {
    const auto count = site.trusted_hashes.size();
    return {Result::fail,
            fmt::format("{}: {} given with --trusted-hash{}", describe(root),
                        count == 1 ? "not the hash" : fmt::format("not among the {} hashes", count), note_on_namesake(root)),
            enter_or_buy(root, release) + " If the devices hold it beside the hash given, name both, or give a device's whole list "
                                          "with --trusted-hashes."};
}

bool speaks_for(const RootList& list, const Release& release) {
    return list.release_known && release.range.within(list.releases);
}

/// titles names the lists that are wanted, with their grade where they were not seen directly.
template <class Wanted>
std::string titles(Wanted wanted) {
    std::string text;
    const auto lists = root_lists();
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (!wanted(i, lists[i])) continue;
        const auto grade = lists[i].grade == Grade::stated ? std::string() : fmt::format(" ({})", to_string(lists[i].grade));
        text += fmt::format("{}{}{}", text.empty() ? "" : "; ", lists[i].title, grade);
    }
    return text;
}

bool is_in(const Root& root, std::size_t list) { return ((root.lists >> list) & 1U) != 0; }

std::string lists_with(const Root& root) {
    return titles([&](std::size_t i, const RootList&) { return is_in(root, i); });
}

std::string observations(const Root& root, const Release& release) {
    return titles([&](std::size_t i, const RootList& list) { return is_in(root, i) && speaks_for(list, release); });
}

/// what_is_known_of says whether any list of the release was seen, and that the root is in none of those.
std::string what_is_known_of(const Release& release) {
    const auto known = titles([&](std::size_t, const RootList& list) { return speaks_for(list, release); });
    if (known.empty()) return fmt::format("no list of AMT {} has been seen", release.label);
    return fmt::format("not in what was seen of AMT {} ({})", release.label, known);
}

RootTrust by_release(const Root& listed, const Certificate& root, const Release& release) {
    const auto found = fmt::format("{} ({})", describe(root), listed.name);
    switch (presence(listed, release)) {
        case Presence::observed:
            return {
                Result::pass,
                fmt::format("{}: observed for AMT {}: {}; {}", found, release.label, observations(listed, release), to_be_sure),
                ""};
        case Presence::likely:
            return {Result::pass,
                    fmt::format("{}: likely for AMT {}: in lists before and after it; {}", found, release.label, to_be_sure), ""};
        case Presence::removed:
            return {Result::fail, fmt::format("{}: Intel removed it from AMT {}", found, release.label),
                    enter_or_buy(root, &release)};
        case Presence::unknown:
            break;
    }
    return {
        Result::inconclusive,
        fmt::format("{}: {}; observed in other releases only: {}; {}", found, what_is_known_of(release), lists_with(listed),
                    to_be_sure),
        "Read the list of trusted root hashes from a device of this release (rpc amtinfo -cert -json, or meshcmd amthashes) "
        "and give it with --trusted-hashes."};
}

/// by_lists asks every device: the root has to be in each list. What stops it is shown before what does not.
RootTrust by_lists(const Site& site, const std::vector<const DeviceList*>& lists, const Certificate& root,
                   const Release* release) {
    RootTrust trust;
    for (const auto* list : lists) {
        const auto matches = matches_given(site, list, root);
        auto here = matches.empty() ? not_in_device_list(site, *list, root, release) : from_matches(matches, root, release);
        if (here.result == Result::fail) return here;
        if (list == lists.front()) trust = std::move(here);
    }
    if (lists.size() > 1) trust.evidence += fmt::format("; held by all {} devices whose lists were given", lists.size());
    return trust;
}

}  // namespace

RootTrust root_trust(const Site& site, const Certificate& root, const Release* release) {
    if (const auto lists = lists_for(site, release); !lists.empty()) return by_lists(site, lists, root, release);
    const auto matches = matches_given(site, nullptr, root);
    if (!matches.empty()) return from_matches(matches, root, release);
    if (!site.trusted_hashes.empty()) return not_among_given(site, root, release);

    const Root* listed = find_root(root);
    if (listed != nullptr && release != nullptr) return by_release(*listed, root, *release);
    if (listed != nullptr)
        return {Result::pass,
                fmt::format("{} ({}): observed in {}; {}", describe(root), listed->name, lists_with(*listed), to_be_sure), ""};
    const auto devices = release == nullptr ? std::string("devices") : fmt::format("devices of AMT {}", release->label);
    return {Result::fail,
            fmt::format("root {}: in no observed list of AMT; works only on {} where this hash was entered: SHA-256 {}{}",
                        root.subject().to_string(), devices, sha256_of(root), note_on_namesake(root)),
            enter_or_buy(root, release) + " If it was entered already, say so with --trusted-hash or --trusted-hashes."};
}

}  // namespace rules
