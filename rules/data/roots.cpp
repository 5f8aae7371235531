#include <amtcert/rules/roots.h>

#include <algorithm>
#include <array>

namespace rules {
namespace {

constexpr std::array lists{
    RootList{
        .id = "original",
        .title = "AMT 2.2, 2.6 and 3.0 as first shipped",
        .releases = {{2, 2}, {6, 0}},
        .release_known = true,
        .grade = Grade::second_hand,
        .source = "Symantec Connect, VeriSign and GoDaddy changes to root certificates for vPro provisioning (2010-03-11)",
    },
    RootList{
        .id = "updated",
        .title = "AMT 2.6 to 5.x with the firmware updates of 2009 and 2010",
        .releases = {{2, 6}, {6, 0}},
        .release_known = false,
        .grade = Grade::second_hand,
        .source = "Symantec Connect, VeriSign and GoDaddy changes to root certificates for vPro provisioning (2010-03-11)",
    },
    RootList{
        .id = "sdk-7-10",
        .title = "AMT 7.0 to 10.x, the SDK's list of SHA-1 hashes",
        .releases = {{7, 0}, {11, 0}},
        .release_known = true,
        .grade = Grade::second_hand,
        .source = "Intel AMT SDK, root certificate hashes, as quoted in public notes",
    },
    RootList{
        .id = "thinkpad-8.0",
        .title = "AMT 8.0 flash dump of a ThinkPad X230",
        .releases = {{8, 0}, {9, 0}},
        .release_known = true,
        .grade = Grade::second_hand,
        .source = "names in a flash dump, in public notes",
    },
    RootList{
        .id = "meshcmd-8.1.71",
        .title = "AMT 8.1.71, the two roots MeshCmd's guide shows",
        .releases = {{8, 1, 71}, {8, 1, 72}},
        .release_known = true,
        .grade = Grade::stated,
        .source = "Ylianst/MeshCentral, MeshCmd guide: meshcmd amthashes",
    },
    RootList{
        .id = "amt-11.8.50",
        .title = "AMT 11.8.50 build 3425",
        .releases = {{11, 0}, {11, 8, 65}},
        .release_known = true,
        .grade = Grade::stated,
        .source = "device-management-toolkit/rps src/commandParser.test.ts: certHashes",
    },
    RootList{
        .id = "hello-2021",
        .title = "hello packets captured about 2021, release unknown",
        .releases = {{14, 0}, {16, 0}},
        .release_known = false,
        .grade = Grade::stated,
        .source = "Ylianst/MeshCentral amtprovisioningserver.js",
    },
    RootList{
        .id = "device-2025",
        .title = "a device of 2025, release unknown",
        .releases = {{19, 0}, {22, 0}},
        .release_known = false,
        .grade = Grade::stated,
        .source = "device-management-toolkit/docs usbenroll_fig03_certready.png: rpc amtinfo -cert",
    },
};

bool is_empty(VersionRange range) { return range.until <= range.since; }

bool is_removed(const Root& root, VersionRange releases) {
    return std::any_of(std::begin(root.removed), std::end(root.removed),
                       [&](VersionRange range) { return !is_empty(range) && releases.within(range); });
}

std::string_view hash_of_length(const Root& root, std::size_t octets) {
    switch (octets) {
        case 20:
            return root.sha1;
        case 32:
            return root.sha256;
        case 48:
            return root.sha384;
        default:
            return {};
    }
}

}  // namespace

std::span<const RootList> root_lists() { return lists; }

std::optional<bool> Root::usable_from_15h() const {
    if (key.empty() || signature_hash.empty()) return std::nullopt;
    // Intel AMT SDK, root certificate hashes: from ME 15.0 (H) and 16.0 on neither SHA-1, the root's own signature included, nor
    // RSA below 2048 bits is supported. What an EC root is worth is judged by the key's rule, not here.
    if (signature_hash == "md2" || signature_hash == "md5" || signature_hash == "sha1") return false;
    return key != "RSA-1024";
}

const Root* find_root(certlib::ByteView hash) {
    const auto wanted = certlib::to_hex(hash);
    const auto table = roots();
    const auto found = std::find_if(table.begin(), table.end(), [&](const Root& root) {
        return !wanted.empty() && hash_of_length(root, hash.size()) == wanted;
    });
    return found == table.end() ? nullptr : &*found;
}

const Root* find_root(const certlib::Certificate& certificate) { return find_root(certificate.sha256_fingerprint()); }

Presence presence(const Root& root, const Release& release) {
    const auto releases = release.range;
    if (is_removed(root, releases)) return Presence::removed;
    int at = 0;
    int before = 0;
    int after = 0;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (((root.lists >> i) & 1U) == 0) continue;
        // A list of some of the releases asked about does not speak for the others.
        if (lists[i].release_known && releases.within(lists[i].releases)) return Presence::observed;
        if (lists[i].releases.overlaps(releases))
            ++at;
        else if (lists[i].releases.until <= releases.since)
            ++before;
        else
            ++after;
    }
    // Two different lists, one not later and one not earlier than the release.
    const bool enclosed = (before > 0 && after > 0) || (at > 0 && at + before + after > 1);
    return enclosed ? Presence::likely : Presence::unknown;
}

}  // namespace rules
