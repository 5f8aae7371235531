#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <amtcert/certlib/certificate.h>
#include <amtcert/rules/firmware.h>

namespace [[gnu::visibility("default")]] rules {

/// RootList is one observed list of trusted roots: what a device or a document showed.
struct RootList {
    std::string_view id;  ///< stable, for scripts
    std::string_view title;   ///< "AMT 11.8.50 build 3425"
    VersionRange releases;    ///< the releases it speaks for; for a capture of unknown release, where it most likely belongs
    bool release_known;       ///< false: `releases` is a plausible place, not an observation
    Grade grade;  ///< how sure it is
    std::string_view source;  ///< where it was seen
};

/// root_lists is ordered by release, oldest first. Bit n of Root::lists is root_lists()[n].
[[nodiscard]] std::span<const RootList> root_lists();

/// Root is one root that AMT firmware has been seen to trust. Hashes are lower-case hex over the DER of the certificate.
struct Root {
    std::string_view name;     ///< the firmware's friendly name
    std::string_view sha1;     ///< empty when the certificate has not been found
    std::string_view sha256;  ///< always known
    std::string_view sha384;   ///< empty when the certificate has not been found
    std::string_view subject;         ///< RFC 4514, as DistinguishedName::to_string writes it; empty when unknown
    std::string_view key;             ///< "RSA-2048", "EC-384", empty when unknown
    std::string_view signature_hash;  ///< "sha1", "sha256", ..., empty when unknown
    std::string_view not_after;       ///< "2037-12-31", empty when unknown
    std::string_view first_seen;      ///< an observation, not a promise: "11.8.50 or earlier"
    std::string_view last_seen;       ///< empty: still in the newest list
    std::uint32_t lists;              ///< bit set over root_lists()
    VersionRange removed[2];          ///< releases the vendor says it was removed from; empty ranges when none
    std::string_view source;  ///< where it was seen

    /// usable_from_15h: whether AMT 15 (H) and 16+ can use it: no SHA-1 or older self-signature, RSA of 2048 bits or more.
    /// Nothing when key or signature are unknown.
    [[nodiscard]] std::optional<bool> usable_from_15h() const;
};

/// roots lists the table.
[[nodiscard]] std::span<const Root> roots();

/// find_root finds a root by the hash of its DER (20, 32 or 48 octets, told by length), or null.
[[nodiscard]] const Root* find_root(certlib::ByteView hash);

/// find_root finds a certificate in the table by its fingerprint, or null.
[[nodiscard]] const Root* find_root(const certlib::Certificate& certificate);

/// Presence says whether a release holds a root, and how that is known.
enum class Presence {
    observed,  ///< in a list of that release
    likely,    ///< in lists both before and after it
    unknown,   ///< only in lists of other releases
    removed,   ///< the vendor says it was taken out
};

/// presence says whether a release's built-in list holds a root. A device's own list is better.
[[nodiscard]] Presence presence(const Root& root, const Release& release);

}  // namespace rules
