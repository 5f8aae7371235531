#pragma once

#include <chrono>

#include <amtcert/rules/rule.h>

namespace rules {

/// lifetime_of counts both ends, as RFC 5280 4.1.2.5 has the period run "from notBefore through notAfter, inclusive". Zero when
/// notAfter is before notBefore.
[[nodiscard]] inline std::chrono::seconds lifetime_of(const certlib::Certificate& certificate) {
    if (certificate.not_after() < certificate.not_before()) return std::chrono::seconds{0};
    return certificate.not_after() - certificate.not_before() + std::chrono::seconds{1};
}

/// who_minds says, for a certificate past or before its dates, who refuses it: AMT itself only keeps a record (Intel LMS headers,
/// IPS_TLSProvisioningRecord.IsTimeValid). Empty for roles in which AMT is not shown the certificate to be provisioned.
[[nodiscard]] std::string who_minds(const Context& context, std::size_t place);

}  // namespace rules
