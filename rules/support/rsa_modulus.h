#pragma once

#include <optional>

#include <amtcert/certlib/bytes.h>

namespace rules {

/// small_factor finds a prime below 2000 that divides a big-endian number, or nothing.
[[nodiscard]] std::optional<unsigned> small_factor(certlib::ByteView modulus);

/// has_roca_shape says whether a modulus bears the fingerprint of keys made by Infineon's faulty library (CVE-2017-15361): modulo
/// every small prime that tells, it is a power of 65537. A sound key passes by chance less often than once in 2^27.
[[nodiscard]] bool has_roca_shape(certlib::ByteView modulus);

}  // namespace rules
