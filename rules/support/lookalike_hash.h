#pragma once

#include <optional>
#include <string>

#include <amtcert/certlib/certificate.h>

namespace rules {

/// lookalike_of says what a 20, 32 or 48 octet hash is when it was made from a certificate in a wrong way: of its public key, of
/// its PEM text (with either line end, with or without the last one), or turned round octet by octet. Nothing when it is none of
/// these.
[[nodiscard]] std::optional<std::string> lookalike_of(const certlib::Certificate& certificate, const certlib::Bytes& hash);

}  // namespace rules
