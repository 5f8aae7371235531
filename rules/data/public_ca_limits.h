#pragma once

#include <span>
#include <string>
#include <string_view>

#include <amtcert/certlib/certificate.h>
#include <amtcert/rules/firmware.h>

namespace rules {

/// LifetimeLimit is how long a public CA may have issued a server certificate for, from a notBefore on.
struct LifetimeLimit {
    certlib::Time since;  ///< applies to a notBefore at or after this, until the next limit
    int months;           ///< calendar months, or 0 when the limit is in days
    int days;             ///< of 86,400 seconds, or 0 when the limit is in months
    Grade grade;

    /// to_string gives "39 months" or "398 days".
    [[nodiscard]] std::string to_string() const;
    /// longest is the longest lifetime for a notBefore, both ends included.
    [[nodiscard]] std::chrono::seconds longest(certlib::Time not_before) const;
};

/// lifetime_limits is ordered by `since`. Source: CA/Browser Forum baseline requirements 6.3.2.
[[nodiscard]] std::span<const LifetimeLimit> lifetime_limits();

/// lifetime_limit finds the one for a notBefore, or null before the first.
[[nodiscard]] const LifetimeLimit* lifetime_limit(certlib::Time not_before);

/// server_auth_only is when a leaf under a root of the Chrome Root Store may assert serverAuth and nothing else
/// (Chrome Root Program policy 1.8 of 2026-02-05, second-hand).
inline constexpr certlib::Time server_auth_only{std::chrono::sys_days{std::chrono::year{2027} / 3 / 15}};

/// organizational_unit_ends is the notBefore from which a public leaf has no OU any more (CA/Browser Forum ballot SC047; that
/// the date is this one has no source seen directly).
inline constexpr certlib::Time organizational_unit_ends{std::chrono::sys_days{std::chrono::year{2022} / 9 / 1}};

}  // namespace rules
