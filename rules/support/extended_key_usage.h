#pragma once

#include <string>
#include <string_view>

#include <amtcert/certlib/certificate.h>

namespace rules {

/// asserts_purpose says whether the extendedKeyUsage extension lists exactly this purpose. anyExtendedKeyUsage stands for no
/// other.
[[nodiscard]] bool asserts_purpose(const certlib::Certificate& certificate, std::string_view purpose);

/// has_undecodable_purposes says whether the extension is there and cannot be read.
[[nodiscard]] bool has_undecodable_purposes(const certlib::Certificate& certificate);

/// purposes_found names the purposes for evidence: "serverAuth, 2.16.840.1.113741.1.2.3", "no extendedKeyUsage".
[[nodiscard]] std::string purposes_found(const certlib::Certificate& certificate);

}  // namespace rules
