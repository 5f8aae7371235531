#pragma once

#include <map>
#include <memory>

#include <amtcert/certlib/crl.h>
#include <amtcert/chainwalk/fetcher.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// Retrieved is what a location served, parsed; nothing of it is verified yet. The status is ok when it is of the right kind.
struct Retrieved {
    LocationStatus status;  ///< of parsing too: not-a-crl and the like
    std::string detail;  ///< one line more than the status says; may be empty
    bool host_reached = false;  ///< somebody answered: there is a network
    std::size_t bytes = 0;  ///< octets served
    std::chrono::milliseconds time{0};  ///< from asking to the last octet
    std::vector<certlib::Crl> crls;  ///< of a CRL location
    std::vector<certlib::Certificate> certificates;  ///< of an issuer's location
    certlib::Bytes ocsp_response;  ///< of a responder, DER
    certlib::Bytes ocsp_question;  ///< the request it answers
};

/// Retriever asks each location once in a run, whoever names it, and parses what comes. CRLs may be DER or PEM, certificates as
/// well, or PKCS#7, or a directory's cross-certificate pairs. Not thread-safe.
class Retriever {
public:
    explicit Retriever(Fetcher& fetcher) : fetcher_(fetcher) {}  ///< of a fetcher that outlives it

    /// retrieve gives an answer for each request, in their order; those that are new are asked all at once.
    [[nodiscard]] std::vector<std::shared_ptr<const Retrieved>> retrieve(const std::vector<FetchRequest>& requests);

private:
    using Key = std::tuple<LocationKind, std::string, certlib::Bytes>;
    Fetcher& fetcher_;
    std::map<Key, std::shared_ptr<const Retrieved>> known_;
};

}  // namespace chainwalk
