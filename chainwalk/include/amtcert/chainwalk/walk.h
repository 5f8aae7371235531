#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/verify.h>
#include <amtcert/chainwalk/revocation_status.h>
#include <amtcert/chainwalk/trust_anchors.h>

/// chainwalk finds every path from a certificate up, and what locations and CRLs say of it. It has no policy.
namespace [[gnu::visibility("default")]] chainwalk {

/// Origin says how a certificate came to be known.
enum class Origin { source, intermediates, roots, aia };

/// to_string gives "source", "--intermediates", "--roots", "AIA".
[[nodiscard]] std::string_view to_string(Origin origin);

/// Candidate is a certificate that may stand in a chain. `position` counts from 0 within its origin.
struct Candidate {
    certlib::Certificate certificate;  ///< that may be somebody's issuer
    Origin origin = Origin::source;  ///< how it came to be known
    std::size_t position = 0;  ///< from 0 within its origin
};

/// Ending says why a path stops where it does.
enum class Ending {
    anchored,       ///< the last certificate is a trust anchor
    self_signed,    ///< the last certificate is self-signed and its signature holds, but it is no anchor
    no_issuer,      ///< nobody known has the issuer's name
    bad_signature,  ///< a signature in the path does not hold; it was followed all the same, so that everything can be seen
    loop,           ///< going on would repeat a certificate, or a name with the same key
    limit,          ///< a budget was used up here: whether it goes on was not found out
};

/// to_string gives the names used in JSON: "anchored", "self-signed", "no-issuer", "bad-signature", "loop", "limit".
[[nodiscard]] std::string_view to_string(Ending ending);

/// Link is one certificate of a chain and what was found about its signature by the next one. The last certificate's
/// signature is checked with its own key when it is self-issued; otherwise it is empty.
struct Link {
    certlib::Certificate certificate;  ///< the certificate itself
    Origin origin = Origin::source;  ///< how it came to be known
    std::size_t position = 0;  ///< within its origin
    std::optional<certlib::SignatureResult> signature;  ///< by the next certificate; empty: nobody's key was there to check with
    std::optional<Revocation> revocation = {};  ///< empty where nothing was asked (RevocationChecker, find_revocation)
};

/// Opinion is what a foreign engine answers when given exactly this path.
struct Opinion {
    std::string engine;  ///< "openssl", "botan"
    certlib::EngineAnswer answer;  ///< accepted or not, and why not
};

struct RevocationFacts;

/// Chain is one candidate path, leaf first, as facts; nothing is judged.
struct Chain {
    std::vector<Link> links;  ///< leaf first, never empty
    Ending ending = Ending::no_issuer;  ///< why it stops there
    std::vector<Opinion> opinions;  ///< empty unless asked for
    std::shared_ptr<const RevocationFacts> revocation = {};  ///< null unless asked for (revocation_facts.h)

    [[nodiscard]] const certlib::Certificate& leaf() const { return links.front().certificate; }  ///< the first certificate
    [[nodiscard]] const certlib::Certificate& last() const { return links.back().certificate; }  ///< the certificate it ends in
    /// is_complete: every signature holds and the last certificate is an anchor or self-signed.
    [[nodiscard]] bool is_complete() const { return ending == Ending::anchored || ending == Ending::self_signed; }
};

/// WalkLimits bound any pool.
struct WalkLimits {
    std::size_t depth = 10;             ///< certificates in a path
    std::size_t chains = 64;  ///< paths kept
    std::size_t signature_checks = 256;  ///< of 2048 bits; larger keys count for several
    std::size_t steps = 100'000;        ///< candidates looked at, so that a pool of look-alikes ends too
};

/// Order is the order in which the issuers of a certificate are followed. It guides the search and excludes nobody.
enum class Order {
    as_given,        ///< key identifiers that fit first, then as given: the path of a server that takes the first match comes first
    nearest_anchor,  ///< the fewest names away from an anchor first, those valid at the time before others: finds a good path early
};

/// Search is how to go about a walk.
struct Search {
    WalkLimits limits = {};  ///< bound the search
    Order order = Order::as_given;  ///< guides it
    certlib::Time at{};  ///< for Order::nearest_anchor
};

/// Walk is every path found from one leaf, in the order they were found, complete ones before the others.
struct Walk {
    std::vector<Chain> chains;      ///< never empty: a leaf without an issuer is a chain of one
    bool cut_short = false;         ///< a budget ended the search: more paths may exist
    std::string limit;              ///< which one ("chains: 64"), empty otherwise
};

/// walk explores every path from `leaf` over `candidates`, depth first. Issuers are found by name (RFC 5280 7.1), those whose
/// key identifier fits come first, the others as Search::order says. A self-signed certificate or an anchor ends a path. Signatures are
/// checked once per pair. Where no candidate's key verifies, the path goes on with those that have the right name, and ends as
/// bad_signature. Nothing is fetched and no path is dropped for a reason of policy.
[[nodiscard]] Walk walk(const certlib::Certificate& leaf, const std::vector<Candidate>& candidates,
                        const TrustAnchors& anchors, const Search& search = {});

/// ask_engines puts OpenSSL's and Botan's opinions into the chain: each is given this one path, never a pool, with its last
/// certificate as the anchor, strength checks and revocation off. Only complete chains are asked about.
void ask_engines(Chain& chain, certlib::Time time);

/// botan_opinion asks Botan's x509_path_validate for exactly this path, leaf first, as certlib::openssl_opinion does.
[[nodiscard]] certlib::EngineAnswer botan_opinion(std::span<const certlib::Certificate> path, certlib::Time time);

}  // namespace chainwalk
