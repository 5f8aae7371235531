#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/rules/rule.h>

#include "support/device_lists.h"

namespace rules {
namespace {

constexpr std::size_t slots = 3;
constexpr std::size_t longest_name = 32;
constexpr std::size_t sha1_octets = 20;
constexpr Version usb_only{14, 0, 0};

/// tells_own_entries: the format says of each entry whether it came from the factory. A bare list of hashes does not.
bool tells_own_entries(const DeviceList& list) {
    static constexpr std::array<std::string_view, 4> formats{"rpc amtinfo JSON", "rpc amtinfo text", "MeshCmd text",
                                                             "MeshCentral JSON"};
    return std::find(formats.begin(), formats.end(), list.format) != formats.end();
}

/// own_entries are the hashes that the owner entered on a device, as far as they can be told from the factory's.
std::vector<TrustedHash> own_entries(const Site& site, const DeviceList* list) {
    std::vector<TrustedHash> own;
    if (list != nullptr && tells_own_entries(*list))
        for (const auto& entry : list->hashes)
            if (!entry.is_default) own.push_back(entry);
    for (const auto& hash : site.trusted_hashes) {
        const auto is_this = [&](const TrustedHash& entry) { return entry.hash == hash; };
        if (std::none_of(own.begin(), own.end(), is_this)) own.push_back({.hash = hash});
    }
    return own;
}

/// how_to_enter says what a hash longer than SHA-1 needs to get into the release's list.
std::string how_to_enter(const Release& release, const std::vector<TrustedHash>& own) {
    const bool longer = std::any_of(own.begin(), own.end(), [](const TrustedHash& one) { return one.hash.size() > sha1_octets; });
    if (!longer || release.range.until <= usb_only) return {};
    return "; from AMT 14 on MEBX takes no SHA-256 hash: enter it with setup.bin, of version 3 at least";
}

/// fullest_list has the most entries of its owner: a device has three slots, however many devices there are.
std::vector<TrustedHash> fullest_list(const Context& context) {
    auto fullest = own_entries(context.site, nullptr);
    for (const auto* list : lists_for(context.site, context.firmware))
        if (auto own = own_entries(context.site, list); own.size() > fullest.size()) fullest = std::move(own);
    return fullest;
}

Findings check(const Context& context) {
    const auto own = fullest_list(context);
    if (own.empty()) return {skipped("no hash of your own is known of (--trusted-hash, --trusted-hashes)")};
    Findings findings;
    if (own.size() > slots) findings.push_back(failed(fmt::format("{} own hashes, {} slots for them", own.size(), slots)));
    for (const auto& entry : own)
        if (entry.name.size() > longest_name)
            findings.push_back(failed(fmt::format("name \"{}\" has {} octets, at most {} allowed",
                                                  certlib::escape_unprintable(entry.name), entry.name.size(), longest_name),
                                      {}, "Enter the hash under a shorter name."));
    const auto advice = context.firmware == nullptr ? std::string() : how_to_enter(*context.firmware, own);
    return or_passed(std::move(findings),
                     fmt::format("{} own hash{}, {} slots{}", own.size(), own.size() == 1 ? "" : "es", slots, advice));
}

}  // namespace

extern const Rule trust_custom_slots_rule;
constinit const Rule trust_custom_slots_rule = define({
    .id = "trust.custom-slots",
    .title = "own hashes do not fit into the device's list",
    .stages = stages(3),
    .component = Component::client,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .scope = Scope::per_firmware,
    .what = "At most three hashes of your own are given (--trusted-hash, or the entries of --trusted-hashes that are not the "
            "factory's), with names of at most 32 octets. For AMT 14 and later it is said that a SHA-256 hash needs setup.bin of "
            "version 3: whether it was entered that way cannot be seen.",
    .why =
        "A device has three slots for hashes of its owner. A fourth is refused, and a name that is too long is refused or cut.",
    .fix = "Remove the hashes that are no longer used from the devices before you enter another; a full un-provisioning removes "
           "all of "
           "them.",
    .citation =
        "Intel AMT SDK, root certificate hashes; rgl/amt-setupbin; Intel KB 000059996; device-management-toolkit/rpc-go#42",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
