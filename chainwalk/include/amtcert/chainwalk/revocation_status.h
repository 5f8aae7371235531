#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <amtcert/certlib/crl.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// RevocationStatus is what is known of a certificate's revocation.
enum class RevocationStatus {
    good,          ///< valid CRLs for every reason, and none of them lists the certificate
    revoked,
    undetermined,  ///< no valid CRL, or not for every reason: never to be taken for good
};

/// to_string gives "good", "revoked", "undetermined".
[[nodiscard]] std::string_view to_string(RevocationStatus status);

/// Revocation is what a set of CRLs says of one certificate of a chain.
struct Revocation {
    RevocationStatus status = RevocationStatus::undetermined;  ///< undetermined is never to be taken for good
    certlib::RevocationReason reason = certlib::RevocationReason::unspecified;  ///< of a revoked one
    std::optional<certlib::Time> date = {};                                     ///< of a revoked one
    /// One line. Good and revoked: the CRL it rests on ("CRL of CN=..., thisUpdate 2026-11-01T00:00:00Z"). Undetermined: why.
    std::string evidence = {};
    std::optional<certlib::Time> next_update = {};  ///< of what it rests on, the earliest
    std::optional<certlib::Crl> crl = {};           ///< of a good or revoked one: the list that evidence names
};

}  // namespace chainwalk
