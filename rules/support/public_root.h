#pragma once

#include <optional>
#include <string>

#include <amtcert/rules/roots.h>
#include <amtcert/rules/rule.h>

namespace rules {

/// PublicRoot is a root of a public CA that a chain ends in, and how it was recognised. Only the CAs of the root table are known;
/// any other root counts as private.
struct PublicRoot {
    const Root* root = nullptr;
    std::string how;  ///< "by its hash", "by its name only", "by the issuer's name, the root itself is not there"
};

/// public_root recognises the chain's root by its hash in the table, else by a subject equal to a table root's. A chain without
/// its root is told by the last certificate's issuer name.
[[nodiscard]] std::optional<PublicRoot> public_root(const Context& context);

/// namesake is the table root of the same subject as a certificate, but of another hash, or null.
[[nodiscard]] const Root* namesake(const certlib::Certificate& certificate);

}  // namespace rules
