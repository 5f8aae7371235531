#pragma once

#include <openssl/types.h>

namespace certlib {

/// container_context is an OpenSSL library context of our own with the default and the legacy provider, for reading old
/// containers (RC2, RC4, DES). The process's own context is not touched. It is made when first asked for, because loading a
/// provider takes time, and lives as long as the process. Never null.
[[nodiscard]] OSSL_LIB_CTX* container_context();

/// has_legacy_provider says whether the old algorithms are there at all.
[[nodiscard]] bool has_legacy_provider();

}  // namespace certlib
