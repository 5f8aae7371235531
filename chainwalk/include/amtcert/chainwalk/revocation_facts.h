#pragma once

#include <amtcert/certlib/ocsp.h>
#include <amtcert/chainwalk/retriever.h>
#include <amtcert/chainwalk/revocation.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// Location is one URL that a certificate of a chain names, and what became of it.
struct Location {
    std::string url;                        ///< as the certificate has it
    LocationKind kind = LocationKind::crl;  ///< what it is to serve
    std::size_t certificate = 0;            ///< whose location it is: place in the chain
    std::size_t point = 0;      ///< CRL: number of the distribution point; the URLs of one are alternatives (RFC 5280 4.2.1.13)
    bool is_delta = false;      ///< CRL: named as the freshest, by the certificate (4.2.1.15) or its base CRL (5.2.6)
    LocationStatus status;      ///< not-tried when offline
    std::string detail;         ///< one line more; may be empty
    bool verified = false;      ///< of ok: what was served was checked against its issuer's key
    bool host_reached = false;  ///< somebody answered there: there is a network
    std::size_t bytes = 0;      ///< octets served
    std::chrono::milliseconds time{0};         ///< from asking to the last octet
    std::optional<certlib::Time> this_update;  ///< of what was served
    std::optional<certlib::Time> next_update;  ///< of what was served
};

/// CurrentData is a CRL or an OCSP answer that is valid for a certificate of the chain.
struct CurrentData {
    std::size_t certificate = 0;                ///< place in the chain
    LocationKind kind = LocationKind::crl;      ///< crl or ocsp
    std::string name;                           ///< "CRL of CN=...", "OCSP answer of http://..."
    certlib::Time this_update{};                ///< UTC
    std::optional<certlib::Time> next_update;   ///< UTC; empty: it names none
    std::optional<certlib::Time> next_publish;  ///< Microsoft Next CRL Publish
    bool from_location = false;                 ///< false: given by the caller
};

/// UselessCrl is a CRL that was given, is meant for a certificate of the chain, and is not valid for it.
struct UselessCrl {
    std::size_t certificate = 0;      ///< place in the chain
    CrlFault fault = CrlFault::none;  ///< why it is not valid
    std::string words;                ///< "CRL of CN=..., thisUpdate ...: stale since ..."
};

/// RevocationFacts is what was found about the revocation of a chain's certificates, all but its root, beside what each Link
/// says.
struct RevocationFacts {
    bool offline = true;               ///< no location was asked
    std::vector<Location> locations;   ///< in the order of the certificates, leaf first
    std::vector<CurrentData> current;  ///< what is valid for a certificate of the chain
    std::vector<UselessCrl> useless;   ///< given, meant for a certificate, and not valid
};

/// RevocationInputs is what find_revocation judges by.
struct RevocationInputs {
    std::vector<certlib::Crl> crls = {};     ///< given by the user
    Retriever* retriever = nullptr;          ///< null: offline
    std::vector<Candidate> candidates = {};  ///< among which CRL issuers are looked for
    certlib::Time at{};                      ///< the moment judged for
    PathCheck is_valid_path = {};            ///< as RevocationOptions has it
};

/// Where one chain may name locations, no more are asked than this.
inline constexpr std::size_t locations_per_chain = 256;

/// revocable_count is how many certificates of a chain can be revoked, the first ones of its links: all but the root it ends in.
[[nodiscard]] std::size_t revocable_count(const Chain& chain);

/// find_revocation asks every location that the chains name, all at once, judges what they serve and the CRLs given, and puts the
/// facts into each chain and link. A certificate is revoked when any valid CRL or authentic OCSP answer says so; good when one of
/// them does and none says otherwise. Deltas are used where the certificate or a base names them. What an OCSP responder says
/// that the issuer appointed counts only while the CRLs at hand do not revoke its own certificate; and for good only when they,
/// or id-pkix-ocsp-nocheck, say that it is not revoked (RFC 6960 4.2.2.2.1). The issuer of a chain's last certificate may be
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

}  // namespace gnu::visibility("default")]]chainwalk
