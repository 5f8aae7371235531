#pragma once

#include <openssl/types.h>

#include <amtcert/certlib/bundle.h>

#include "encryption.h"
#include "password.h"
#include "pem.h"

namespace certlib {

/// public_half describes a private key by its public key. Errors: malformed.
[[nodiscard]] Result<PrivateKey> public_half(const EVP_PKEY* key);

/// read_private_key reads a DER PKCS#8 PrivateKeyInfo. Errors: malformed.
[[nodiscard]] Result<PrivateKey> read_private_key(ByteView pkcs8);

/// read_private_key reads a PEM block of any private key kind, with a password where it is encrypted. When it is and there is no
/// password, the key comes back locked. Errors: wrong_password, malformed, limit, or what the password source says.
[[nodiscard]] Result<PrivateKey> read_private_key(const PemBlock& block, Password& password, DerivationBudget& budget);

}  // namespace certlib
