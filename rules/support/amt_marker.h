#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/certificate.h>

namespace rules {

/// marker_text is the OU that marks a provisioning certificate, to the letter (Intel AMT SDK, acquiring an Intel vPro
/// certificate).
inline constexpr std::string_view marker_text = "Intel(R) Client Setup Certificate";

/// has_marker_oid says whether extendedKeyUsage has 2.16.840.1.113741.1.2.3.
[[nodiscard]] bool has_marker_oid(const certlib::Certificate& certificate);

/// MarkerUnit is the OU with the marker text: which of how many OUs, counted from 0 in the order encoded.
struct MarkerUnit {
    std::size_t position = 0;
    std::size_t count = 0;
};

/// marker_unit finds the first OU that is exactly the marker text.
[[nodiscard]] std::optional<MarkerUnit> marker_unit(const certlib::Certificate& certificate);

/// near_misses names what looks like a marker and is none, each with the difference: the text in another attribute or not to the
/// letter, another OID under Intel's arc.
[[nodiscard]] std::vector<std::string> near_misses(const certlib::Certificate& certificate);

}  // namespace rules
