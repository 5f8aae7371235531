#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "data/public_ca_offers.h"
#include "plan/parts.h"
#include "support/device_lists.h"

namespace rules {
namespace {

/// Sized is a key as the table writes it, "RSA-2048" or "EC-384".
struct Sized {
    bool rsa = false;
    unsigned bits = 0;
};

Sized sized(std::string_view key) {
    Sized read{.rsa = key.starts_with("RSA-")};
    const auto digits = key.substr(std::min(key.find('-') + 1, key.size()));
    std::from_chars(digits.data(), digits.data() + digits.size(), read.bits);
    return read;
}

bool holds(const std::vector<certlib::Bytes>& hashes, const Root& root) {
    return std::any_of(hashes.begin(), hashes.end(), [&](const certlib::Bytes& hash) { return find_root(hash) == &root; });
}

bool device_holds(const DeviceList& list, const Root& root) {
    return std::any_of(list.hashes.begin(), list.hashes.end(),
                       [&](const TrustedHash& entry) { return entry.active && find_root(entry.hash) == &root; });
}

RootOnRelease held(const Site& site, const Root& root, const Release& release) {
    if (holds(site.trusted_hashes, root)) return {release.label, RootUse::yes, "given with --trusted-hash"};
    const auto lists = lists_for(site, &release);
    for (const auto* list : lists)
        if (!device_holds(*list, root)) return {release.label, RootUse::no, "not in " + name_of(*list, site)};
    if (!lists.empty())
        return {release.label, RootUse::yes,
                lists.size() == 1 ? "in " + name_of(*lists.front(), site) : "in every device's list"};
    switch (presence(root, release)) {
        case Presence::observed:
            return {release.label, RootUse::yes, "observed"};
        case Presence::likely:
            return {release.label, RootUse::likely, "in lists before and after"};
        case Presence::removed:
            return {release.label, RootUse::no, "removed"};
        case Presence::unknown:
            break;
    }
    return {release.label, RootUse::unknown, "in lists of other releases only"};
}

/// what_is_against gives what keeps a release, or a console, from using a root that is held; the worst first.
std::optional<std::pair<RootUse, std::string>> what_is_against(const Site& site, const Root& root, const Release& release) {
    if (!root.not_after.empty())
        if (const auto end = certlib::parse_time(root.not_after); end && *end <= site.at)
            return {{RootUse::no, fmt::format("expired {}", root.not_after)}};
    const auto key = sized(root.key);
    const auto& sizes = release.generation->keys;
    if (root.key.empty() || root.signature_hash.empty()) return {{RootUse::unknown, "its certificate has not been seen"}};
    if (!key.rsa) return {{RootUse::unknown, "no source shows a key that is not RSA working"}};
    if (key.bits < sizes.ca_minimum || key.bits > sizes.ca_maximum)
        return {{RootUse::no, fmt::format("RSA {} bits, {} to {} allowed", key.bits, sizes.ca_minimum, sizes.ca_maximum)}};
    if (release.generation->sha1_refused && root.usable_from_15h() == false)
        return {{RootUse::no, fmt::format("signed with {}", root.signature_hash)}};
    if (key.bits < sizes.asked_for)
        return {{RootUse::unknown, fmt::format("RSA {} bits, {} asked for", key.bits, sizes.asked_for)}};
    return std::nullopt;
}

RootOnRelease judge(const Site& site, const Root& root, const Release& release) {
    auto verdict = held(site, root, release);
    if (verdict.use == RootUse::no) return verdict;
    if (const auto against = what_is_against(site, root, release); against && against->first > verdict.use)
        return {release.label, against->first, against->second};
    return verdict;
}

bool is_usable(RootUse use) { return use == RootUse::yes || use == RootUse::likely; }

std::ptrdiff_t usable_count(const PlannedRoot& root) {
    return std::count_if(root.releases.begin(), root.releases.end(), [](const RootOnRelease& one) { return is_usable(one.use); });
}

std::string_view seller_of(const Root& root) {
    for (const auto& offer : public_ca_offers())
        if (std::find(std::begin(offer.roots), std::end(offer.roots), root.name) != std::end(offer.roots)) return offer.name;
    return {};
}

}  // namespace

std::string_view to_string(RootUse use) {
    switch (use) {
        case RootUse::yes:
            return "yes";
        case RootUse::likely:
            return "likely";
        case RootUse::unknown:
            return "unknown";
        case RootUse::no:
            return "no";
    }
    return "unknown";
}

bool PlannedRoot::usable_by_all() const { return usable_count(*this) == static_cast<std::ptrdiff_t>(releases.size()); }

bool PlannedRoot::splits() const { return usable_count(*this) > 0 && !usable_by_all(); }

std::vector<PlannedRoot> plan_roots(const Site& site, const std::vector<Release>& releases) {
    std::vector<PlannedRoot> planned;
    for (const auto& root : roots()) {
        PlannedRoot one{&root, {}, seller_of(root)};
        for (const auto& release : releases) one.releases.push_back(judge(site, root, release));
        planned.push_back(std::move(one));
    }
    std::stable_sort(planned.begin(), planned.end(),
                     [](const PlannedRoot& left, const PlannedRoot& right) { return usable_count(left) > usable_count(right); });
    return planned;
}

}  // namespace rules
