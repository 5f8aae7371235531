#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/crl.h>
#include <amtcert/chainwalk/walk.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// CrlFault says why a CRL tells nothing of a certificate; the earlier ones say that it was not meant for it at all.
enum class CrlFault {
    none,
    wrong_issuer,    ///< issued by another name than the certificate's issuer or its distribution point's cRLIssuer
    wrong_scope,     ///< its issuing distribution point covers other certificates
    unusable,        ///< Crl::unusable says why
    not_yet_valid,
    stale,           ///< nextUpdate has passed, or is absent
    weak_signature,  ///< signed with MD2, MD4 or MD5
    bad_signature,   ///< no key of the issuer's name verifies it
    no_valid_signer, ///< a key verifies it, but may not sign CRLs or has no valid path to the chain's own anchor
    limit,           ///< a budget was used up before its signer was found
};

/// describe says what a fault makes of a CRL: "CRL of CN=..., thisUpdate ...: stale since ...".
[[nodiscard]] std::string describe(const certlib::Crl& crl, CrlFault fault);

/// PathCheck says whether a path is valid by RFC 5280 6.1, revocation left aside. This library knows no such rules: who asks
/// brings them.
using PathCheck = std::function<bool(const Chain&)>;

/// RevocationOptions is how certificates are judged against CRLs.
struct RevocationOptions {
    certlib::Time at{};  ///< the moment judged for
    bool use_deltas = false;  ///< take deltas where a base names them (RFC 5280 6.3)
    /// Asked about the paths of CRL issuers that do not stand in the chain itself. Absent: none of those is believed.
    PathCheck is_valid_path = {};
};

/// RevocationChecker judges certificates against a set of CRLs as RFC 5280 6.3 says: issuer and scope, currency, signature by
/// the issuer or by an indirect CRL's issuer with a valid, unrevoked path of its own to the same anchor, reasons, deltas with
/// their base. Signatures are checked once per key, and no more of them, nor of CRL issuers' paths, than a budget allows; a list left
/// unexamined for that tells nothing. Use:
///
///     RevocationChecker checker(crls, candidates, {.at = at, .use_deltas = true, .is_valid_path = check});
///     for (std::size_t i = 0; i + 1 < chain.links.size(); ++i) facts.push_back(checker.status_of(chain, i));
///
/// The chain has to be complete. A status holds as far as the chain does: "good" along one that is not valid by RFC 5280 6.1 means
/// nothing, and to judge that is the caller's. The last certificate, the anchor, has no status. Not thread-safe.
class RevocationChecker {
public:
    /// `candidates` are the certificates among which CRL issuers are looked for.
    RevocationChecker(std::vector<certlib::Crl> crls, std::vector<Candidate> candidates, RevocationOptions options);
    ~RevocationChecker();
    RevocationChecker(RevocationChecker&&) noexcept;  ///< leaves the other one to be destroyed or assigned to only
    RevocationChecker& operator=(RevocationChecker&&) noexcept;  ///< leaves the other one to be destroyed or assigned to only

    /// status_of judges the certificate at `position` of a complete chain, 0 = the leaf.
    [[nodiscard]] Revocation status_of(const Chain& chain, std::size_t position);

    /// fault_of says why a CRL does not count for that certificate, deltas left aside, or none.
    [[nodiscard]] CrlFault fault_of(const certlib::Crl& crl, const Chain& chain, std::size_t position);

private:
    class Work;
    std::unique_ptr<Work> work_;
};

}  // namespace chainwalk
