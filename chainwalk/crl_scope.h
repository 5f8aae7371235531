#pragma once

#include <cstdint>

#include <amtcert/certlib/crl.h>

namespace chainwalk {

/// ReasonMask is a set of the reason flags 1 to 8 of RFC 5280 4.2.1.13.
using ReasonMask = std::uint16_t;
inline constexpr ReasonMask all_reasons = 0x1fe;

/// comes_from says whether a complete CRL is issued by whom this distribution point says (RFC 5280 6.3.3 b 1).
[[nodiscard]] bool comes_from(const certlib::Crl& crl, const certlib::DistributionPoint& point, const certlib::Certificate& certificate);

/// covers says whether a complete CRL's scope takes in this certificate by this distribution point (6.3.3 b 2).
[[nodiscard]] bool covers(const certlib::Crl& crl, const certlib::DistributionPoint& point, const certlib::Certificate& certificate);

/// reasons_of gives the reasons for which the CRL answers at this distribution point (6.3.3 d).
[[nodiscard]] ReasonMask reasons_of(const certlib::Crl& crl, const certlib::DistributionPoint& point);

/// points_of lists a certificate's distribution points, and last the one that 6.3.3 adds for the issuer's own complete CRL.
[[nodiscard]] std::vector<certlib::DistributionPoint> points_of(const certlib::Certificate& certificate);

/// completes says whether a delta CRL may be put upon this base (5.2.4, 6.3.3 c).
[[nodiscard]] bool completes(const certlib::Crl& delta, const certlib::Crl& base);

}  // namespace chainwalk
