#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <amtcert/certlib/bytes.h>
#include <amtcert/chainwalk/location.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// FetchRequest is one location to ask.
struct FetchRequest {
    std::string url;  ///< as the certificate has it
    LocationKind kind = LocationKind::crl;  ///< what it is to serve
    certlib::Bytes question = {};    ///< OCSP: the request to post, DER
    certlib::Bytes question_id = {}; ///< OCSP: whose status is asked, without the nonce, so that a record is found again
};

/// Fetched is what came of a request. What was served is neither parsed nor believed.
struct Fetched {
    LocationStatus status;  ///< ok when there are objects
    std::vector<certlib::Bytes> objects = {};  ///< of ok: one, or the values of an LDAP attribute
    std::chrono::milliseconds time{0};  ///< from asking to the last octet
    std::string detail = {};                   ///< one line more than the status says; may be empty
    bool host_reached = false;                 ///< somebody answered, be it with a refusal: there is a network
    certlib::Bytes question = {};              ///< OCSP: the request that was answered
};

/// Fetcher asks locations, all of them at once as far as it can, and gives an answer for each, in their order. Nobody having
/// one means to be offline.
class Fetcher {
public:
    virtual ~Fetcher() = default;
    /// one answer for each request, in their order
    [[nodiscard]] virtual std::vector<Fetched> fetch(const std::vector<FetchRequest>& requests) = 0;
};

}  // namespace chainwalk
