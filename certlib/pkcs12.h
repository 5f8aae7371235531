#pragma once

#include <amtcert/certlib/bundle.h>

#include "encryption.h"
#include "password.h"

namespace certlib {

/// read_pkcs12 opens a PFX (RFC 7292) and puts what it holds into the bundle: certificates in the order of the bags. The MAC is
/// checked first, so that a wrong password and an algorithm that cannot be done are told apart. The absent and the empty
/// password are tried before one is asked for. Errors: no_password, wrong_password, unsupported, limit, malformed.
[[nodiscard]] Result<void> read_pkcs12(ByteView data, Bundle& bundle, Password& password, DerivationBudget& budget,
                                        const LoadLimits& limits);

}  // namespace certlib
