#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/crl.h>
#include <amtcert/chainwalk/walk.h>

namespace chainwalk {

enum class RevocationStatus {
    good,          ///< valid CRLs for every reason, and none of them lists the certificate
    revoked,
    undetermined,  ///< no valid CRL, or not for every reason: never to be taken for good
};

/// to_string gives "good", "revoked", "undetermined".
[[nodiscard]] std::string_view to_string(RevocationStatus status);

/// Revocation is what a set of CRLs says of one certificate of a chain.
struct Revocation {
    RevocationStatus status = RevocationStatus::undetermined;
    certlib::RevocationReason reason = certlib::RevocationReason::unspecified;  ///< of a revoked one
    std::optional<certlib::Time> date;                                          ///< of a revoked one
    /// One line. Good and revoked: the CRL it rests on ("CRL of CN=..., thisUpdate 2026-11-01T00:00:00Z"). Undetermined: why.
    std::string evidence;
    std::optional<certlib::Time> next_update;  ///< of what it rests on, the earliest
};

/// CrlFault says why a CRL tells nothing of a certificate; the earlier ones say that it was not meant for it at all.
enum class CrlFault {
    none,
    wrong_issuer,    ///< issued by another name than the certificate's issuer or its distribution point's cRLIssuer
    wrong_scope,     ///< its issuing distribution point covers other certificates
    unusable,        ///< Crl::unusable says why
    not_yet_valid,
    stale,           ///< nextUpdate has passed, or is absent
    bad_signature,   ///< no key of the issuer's name verifies it
    no_valid_signer, ///< a key verifies it, but may not sign CRLs or has no valid path to the chain's own anchor
};

/// describe says what a fault makes of a CRL: "CRL of CN=..., thisUpdate ...: stale since ...".
[[nodiscard]] std::string describe(const certlib::Crl& crl, CrlFault fault);

/// PathCheck says whether a path is valid by RFC 5280 6.1, revocation left aside. This library knows no such rules: who asks
/// brings them.
using PathCheck = std::function<bool(const Chain&)>;

struct RevocationOptions {
    certlib::Time at{};
    bool use_deltas = false;
    /// Asked about the paths of CRL issuers that do not stand in the chain itself. Absent: none of those is believed.
    PathCheck is_valid_path = {};
};

/// RevocationChecker judges certificates against a set of CRLs as RFC 5280 6.3 says: issuer and scope, currency, signature by
/// the issuer or by an indirect CRL's issuer with a valid, unrevoked path of its own to the same anchor, reasons, deltas with
/// their base. Signatures are checked once per key. Use:
///
///     RevocationChecker checker(crls, candidates, {.at = at, .use_deltas = true, .is_valid_path = check});
///     for (std::size_t i = 0; i + 1 < chain.links.size(); ++i) facts.push_back(checker.status_of(chain, i));
///
/// The chain has to be complete and judged valid by the caller; its last certificate, the anchor, has no status. Not thread-safe.
class RevocationChecker {
public:
    /// `candidates` are the certificates among which CRL issuers are looked for.
    RevocationChecker(std::vector<certlib::Crl> crls, std::vector<Candidate> candidates, RevocationOptions options);
    ~RevocationChecker();
    RevocationChecker(RevocationChecker&&) noexcept;
    RevocationChecker& operator=(RevocationChecker&&) noexcept;

    /// status_of judges the certificate at `position` of a complete chain, 0 = the leaf.
    [[nodiscard]] Revocation status_of(const Chain& chain, std::size_t position);

    /// fault_of says why a CRL does not count for that certificate, deltas left aside, or none.
    [[nodiscard]] CrlFault fault_of(const certlib::Crl& crl, const Chain& chain, std::size_t position);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace chainwalk
