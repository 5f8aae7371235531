#pragma once

#include <optional>
#include <string>

#include <amtcert/certlib/certificate.h>

namespace rules {

/// is_sha1_or_older says whether a signature's hash is one that AMT 15 (H) and 16 on refuse: SHA-1, MD5, MD4, MD2.
[[nodiscard]] bool is_sha1_or_older(certlib::HashAlgorithm hash);

/// why_refused_from_15h says why AMT 15 (H) and 16 on cannot use a self-signed root, with the values compared, or nothing when
/// they can: its self-signature uses SHA-1 or older, or its RSA key is below 2048 bits. An EC key is not looked at.
/// Source: Intel AMT SDK, root certificate hashes.
[[nodiscard]] std::optional<std::string> why_refused_from_15h(const certlib::Certificate& root);

}  // namespace rules
