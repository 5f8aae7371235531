#pragma once

#include <span>
#include <string_view>

#include <amtcert/rules/firmware.h>

namespace rules {

/// PublicCaOffer is what is known, as of November 2026, of a public CA that has sold AMT certificates, and what to ask it.
struct PublicCaOffer {
    std::string_view name;
    std::string_view roots[2];  ///< by their names in the root table
    std::string_view known;
    std::string_view ask;
    std::string_view source;
    Grade grade;
};

/// public_ca_offers lists those that Intel's documents name and that still sell TLS certificates under a root of the table.
[[nodiscard]] std::span<const PublicCaOffer> public_ca_offers();

}  // namespace rules
