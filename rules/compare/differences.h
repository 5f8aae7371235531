#pragma once

#include <amtcert/rules/compare.h>

namespace rules {

/// Pair is what is compared: both reports for the same site, and the bundles they were made from.
struct Pair {
    const Site& site;
    const SubjectReport& before;
    const SubjectReport& after;
    const certlib::Bundle& old_bundle;
    const certlib::Bundle& new_bundle;
};

/// difference makes one of a known id, with the kind's severity or a graver one.
[[nodiscard]] Difference difference(std::string_view id, std::string evidence);
[[nodiscard]] Difference difference(std::string_view id, Severity severity, std::string evidence);

/// Each lists how the two differ in one respect.
[[nodiscard]] std::vector<Difference> compare_identity(const Pair& pair);   ///< the same certificate or key again, rules cured
[[nodiscard]] std::vector<Difference> compare_names(const Pair& pair);      ///< CN, dNSName entries, DNS suffixes served
[[nodiscard]] std::vector<Difference> compare_purposes(const Pair& pair);   ///< marker, extendedKeyUsage
[[nodiscard]] std::vector<Difference> compare_keys(const Pair& pair);       ///< key type and size, signature hash
[[nodiscard]] std::vector<Difference> compare_chains(const Pair& pair);     ///< root, completeness, order, private key
[[nodiscard]] std::vector<Difference> compare_firmware(const Pair& pair);   ///< rows of the matrix
[[nodiscard]] std::vector<Difference> compare_locations(const Pair& pair);  ///< CRL, issuer and OCSP URLs
[[nodiscard]] std::vector<Difference> compare_lifetimes(const Pair& pair);  ///< length and end

}  // namespace rules
