#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <amtcert/certlib/oid.h>
#include <amtcert/certlib/time.h>
#include <amtcert/rules/site.h>

namespace [[gnu::visibility("default")]] rules {

/// Profile is what a path is held to.
enum class Profile {
    path,     ///< RFC 5280 section 6; what section 4 asks of those who issue certificates is reported and does not refuse
    rfc5280,  ///< section 4 refuses as well, also at the anchor, and the anchor's own constraints bind
    webpki,   ///< rfc5280, and the CA/Browser Forum's Baseline Requirements
};

/// to_string gives "path", "rfc5280", "webpki".
[[nodiscard]] std::string_view to_string(Profile profile);

/// Purpose is what the leaf is to be used for.
enum class Purpose { any, server_auth, client_auth };

/// PeerName is the name the leaf has to bear, as the user wrote it.
struct PeerName {
    /// Kind tells names apart.
    enum class Kind { dns, ip, email };
    Kind kind = Kind::dns;  ///< of the name
    std::string text;       ///< as the user wrote it; an empty one fits nothing
};

/// PathRequest is what the plain validator is asked: the inputs of RFC 5280 6.1.1 but the path and the anchor, and what an
/// application asks of the leaf.
struct PathRequest {
    certlib::Time at{};                                 ///< the moment judged for
    Profile profile = Profile::path;                    ///< which failures refuse
    std::optional<PeerName> peer;                       ///< empty: no name is asked for
    Purpose purpose = Purpose::any;                     ///< what the certificate is to be used for
    std::set<certlib::Oid> policies;                    ///< user-initial-policy-set; empty, or holding anyPolicy: any
    bool explicit_policy = false;                       ///< initial-explicit-policy (RFC 5280 6.1.1 e)
    bool inhibit_mapping = false;                       ///< initial-policy-mapping-inhibit (RFC 5280 6.1.1 f)
    bool inhibit_any = false;                           ///< initial-any-policy-inhibit (RFC 5280 6.1.1 g)
    RevocationMode revocation = RevocationMode::check;  ///< how much revocation counts
    bool use_deltas = false;                            ///< delta CRLs complete their bases
    std::optional<std::size_t> depth;                   ///< CA certificates allowed between leaf and anchor
};

}  // namespace rules
