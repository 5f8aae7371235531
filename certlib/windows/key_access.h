#pragma once

#include <windows.h>

#include <wincrypt.h>

#include <amtcert/certlib/bundle.h>

/// No OpenSSL header may be read beside this one: wincrypt.h has macros of the same names.
namespace certlib {

/// try_key opens the private key that belongs to a certificate of a store, without a question to anybody, says in `provider` how
/// far that got, and gives the public half of a key that was opened. The key is not used and nothing of it is exported.
[[nodiscard]] std::optional<PrivateKey> try_key(PCCERT_CONTEXT certificate, KeyProvider& provider);

}  // namespace certlib
