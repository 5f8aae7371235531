#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/error.h>

namespace [[gnu::visibility("default")]] rules {

/// Grade says how sure a fact is.
enum class Grade {
    stated,       ///< text of the vendor, a standard or the vendor's own code or device output, seen directly
    second_hand,  ///< a document quoting the vendor, or what a console's code does
    observed,     ///< experience without a source: never more than a warning
};

/// to_string gives "stated", "second-hand", "observed".
[[nodiscard]] std::string_view to_string(Grade grade);

/// Version is an AMT firmware release: 11.8.65. A build number behind it is not kept.
struct Version {
    unsigned major = 0;  ///< AMT 11 in 11.8.65
    unsigned minor = 0;  ///< 8 in 11.8.65
    unsigned patch = 0;  ///< 65 in 11.8.65
    auto operator<=>(const Version&) const = default;  ///< older releases are less
};

/// VersionRange is half-open: [since, until).
struct VersionRange {
    Version since;  ///< the first release in it
    Version until;  ///< the first release after it
    /// the release is in it
    [[nodiscard]] constexpr bool contains(Version version) const { return since <= version && version < until; }
    /// some release is in both
    [[nodiscard]] constexpr bool overlaps(VersionRange other) const { return since < other.until && other.since < until; }
    /// all of it is in the other
    [[nodiscard]] constexpr bool within(VersionRange other) const { return other.since <= since && until <= other.until; }
};

/// no_end is the end of a range that has none.
inline constexpr Version no_end{~0U, 0, 0};

/// NameRule is how a release compares the certificate's CN with the DNS suffix (SDK "PKI Certificate Verification Methods").
enum class NameRule : std::uint8_t {
    none,          ///< no remote configuration
    com_net,       ///< suffix of CN; second level of .com and .net (2.2 to 4.0, 5.0)
    tld_table,     ///< and the top level domain table (4.1, 5.1 and later)
};

/// KeySizes are the RSA modulus lengths a generation takes, in bits.
struct KeySizes {
    std::uint16_t leaf_minimum = 0;  ///< fewer are refused
    std::uint16_t leaf_maximum = 0;  ///< more are refused
    std::uint16_t ca_minimum = 0;  ///< fewer are refused, in any CA certificate of the chain
    std::uint16_t ca_maximum = 0;  ///< more are refused, in any CA certificate of the chain
    std::uint16_t asked_for = 0;  ///< a smaller key is neither known to work nor known to be refused (22+); 0: nothing asked
};

/// ShortNames are how a row's releases are written where there is little room: alone, and as the first or the last of a run of
/// rows. Empty where the row's id says it.
struct ShortNames {
    std::string_view alone;  ///< no other row beside it
    std::string_view first;  ///< the oldest of several
    std::string_view last;  ///< the newest of several
};

/// Generation is one row of the firmware table: releases that judge a certificate alike.
struct Generation {
    std::string_view id;        ///< "11-early"
    std::string_view releases;  ///< for people: "11.0 to 11.8.64"
    ShortNames short_names;     ///< "11.0-11.8.64", "11.0", "11.8.64"
    std::string_view years;  ///< when such PCs were sold
    VersionRange ranges[2];     ///< the second may be empty
    std::string_view platform;  ///< "H", "LP", or empty where it makes no difference
    bool remote_configuration;  ///< PKI provisioning exists
    NameRule name_rule;  ///< how names are compared
    KeySizes keys;  ///< RSA lengths taken
    bool sha1_refused;          ///< no SHA-1 anywhere in the chain, the root's self-signature included; no SHA-1 hash entry
    bool sha256_known;          ///< a source shows that it takes SHA-256 signatures in a chain
    bool sha384_known;          ///< a source shows that it takes SHA-384 signatures in a chain
    bool sha384_asked;          ///< SHA-256 signatures are "deprecated": neither known to work nor known to be refused
    std::string_view note;      ///< one line on what else differs
    Grade grade;                ///< of the least sure fact in the row
    std::string_view source;  ///< where the row's facts come from
};

/// generations lists the table, oldest first.
[[nodiscard]] std::span<const Generation> generations();

/// Release is a firmware the user asked about: a generation and the part of its range that was named.
struct Release {
    std::string label;  ///< as shown: "16.1", "15H", "11-early"
    VersionRange range;  ///< what of the generation was named
    const Generation* generation = nullptr;  ///< never null
};

/// parse_releases reads "11.8.50,15H,16.1": a number names every generation it touches (15 gives 15LP and 15H, 16 gives 16.0 and
/// 16.1); "0:16.1.27.2128" is read; anything above 22 is judged as 22+. "all" is refused here. Errors: usage, for what is no
/// version, below 2.0, or 17 (no such release is known).
[[nodiscard]] certlib::Result<std::vector<Release>> parse_releases(std::string_view text);

/// all_releases gives one Release per generation, for the survey.
[[nodiscard]] std::vector<Release> all_releases();

}  // namespace rules
