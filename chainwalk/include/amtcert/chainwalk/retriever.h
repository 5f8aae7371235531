#pragma once

#include <map>
#include <memory>

#include <amtcert/certlib/crl.h>
#include <amtcert/chainwalk/fetcher.h>

namespace chainwalk {

/// Retrieved is what a location served, parsed; nothing of it is verified yet. The status is ok when it is of the right kind.
struct Retrieved {
    LocationStatus status;
    std::string detail;
    bool host_reached = false;
    std::size_t bytes = 0;
    std::chrono::milliseconds time{0};
    std::vector<certlib::Crl> crls;
    std::vector<certlib::Certificate> certificates;
    certlib::Bytes ocsp_response;
    certlib::Bytes ocsp_question;  ///< the request it answers
};

/// Retriever asks each location once in a run, whoever names it, and parses what comes. CRLs may be DER or PEM, certificates as
/// well, or PKCS#7, or a directory's cross-certificate pairs. Not thread-safe.
class Retriever {
public:
    explicit Retriever(Fetcher& fetcher) : fetcher_(fetcher) {}

    /// retrieve gives an answer for each request, in their order; those that are new are asked all at once.
    [[nodiscard]] std::vector<std::shared_ptr<const Retrieved>> retrieve(const std::vector<FetchRequest>& requests);

private:
    using Key = std::tuple<LocationKind, std::string, certlib::Bytes>;
    Fetcher& fetcher_;
    std::map<Key, std::shared_ptr<const Retrieved>> known_;
};

}  // namespace chainwalk
