#pragma once

#include <amtcert/certlib/ocsp.h>
#include <amtcert/chainwalk/retriever.h>
#include <amtcert/chainwalk/revocation.h>

namespace chainwalk {

/// Location is one URL that a certificate of a chain names, and what became of it.
struct Location {
    std::string url;
    LocationKind kind = LocationKind::crl;
    std::size_t certificate = 0;  ///< whose location it is: place in the chain
    std::size_t point = 0;        ///< CRL: number of the distribution point; the URLs of one are alternatives (RFC 5280 4.2.1.13)
    bool is_delta = false;        ///< CRL: named as the freshest, by the certificate (4.2.1.15) or its base CRL (5.2.6)
    LocationStatus status;
    std::string detail;     ///< one line more; may be empty
    bool verified = false;  ///< of ok: what was served was checked against its issuer's key
    bool host_reached = false;
    std::size_t bytes = 0;
    std::chrono::milliseconds time{0};
    std::optional<certlib::Time> this_update;
    std::optional<certlib::Time> next_update;
};

/// CurrentData is a CRL or an OCSP answer that is valid for a certificate of the chain.
struct CurrentData {
    std::size_t certificate = 0;
    LocationKind kind = LocationKind::crl;
    std::string name;  ///< "CRL of CN=...", "OCSP answer of http://..."
    certlib::Time this_update{};
    std::optional<certlib::Time> next_update;
    std::optional<certlib::Time> next_publish;  ///< Microsoft Next CRL Publish
    bool from_location = false;
};

/// UselessCrl is a CRL that was given, is meant for a certificate of the chain, and is not valid for it.
struct UselessCrl {
    std::size_t certificate = 0;
    CrlFault fault = CrlFault::none;
    std::string words;  ///< "CRL of CN=..., thisUpdate ...: stale since ..."
};

/// RevocationFacts is what was found about the revocation of a chain's certificates, all but its root, beside what each Link says.
struct RevocationFacts {
    bool offline = true;               ///< no location was asked
    std::vector<Location> locations;   ///< in the order of the certificates, leaf first
    std::vector<CurrentData> current;
    std::vector<UselessCrl> useless;
};

struct RevocationInputs {
    std::vector<certlib::Crl> crls = {};  ///< given by the user
    Retriever* retriever = nullptr;       ///< null: offline
    std::vector<Candidate> candidates = {};
    certlib::Time at{};
    PathCheck is_valid_path = {};
};

/// Where one chain may name locations, no more are asked than this.
inline constexpr std::size_t locations_per_chain = 256;

/// revocable_count is how many certificates of a chain can be revoked, the first ones of its links: all but the root it ends in.
[[nodiscard]] std::size_t revocable_count(const Chain& chain);

/// find_revocation asks every location that the chains name, all at once, judges what they serve and the CRLs given, and puts the
/// facts into each chain and link. A certificate is revoked when any valid CRL or authentic OCSP answer says so; good when one of them
/// does and none says otherwise. Deltas are used where the certificate or a base names them. What an OCSP responder says that the issuer
/// appointed counts only while the CRLs at hand do not revoke its own certificate; and for good only when they, or
/// id-pkix-ocsp-nocheck, say that it is not revoked (RFC 6960 4.2.2.2.1). The issuer of a chain's last certificate may be
/// unknown: what its locations serve is then ok but not verified, and its status undetermined.
void find_revocation(std::vector<Chain>& chains, const RevocationInputs& inputs);

/// no_network says that locations were tried and nobody answered anywhere, so that their failure tells nothing of them.
[[nodiscard]] bool no_network(const std::vector<Location>& locations);

/// walk_fetching is walk; where no path is complete, the issuers that are missing are asked for at the locations their
/// certificates name, put among the candidates with Origin::aia, and the walk is done again, a few times.
[[nodiscard]] Walk walk_fetching(const certlib::Certificate& leaf, std::vector<Candidate>& candidates,
                                 const TrustAnchors& anchors, Retriever& retriever);

/// prefetch asks the CRL and AIA locations of many certificates at once, so that judging them one after the other need not wait
/// for each.
void prefetch(const std::vector<certlib::Certificate>& certificates, Retriever& retriever);

}  // namespace chainwalk
