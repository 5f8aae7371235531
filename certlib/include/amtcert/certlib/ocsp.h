#pragma once

#include <optional>
#include <string>

#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/crl.h>

namespace [[gnu::visibility("default")]] certlib {

/// OcspQuestion is a request for the status of one certificate (RFC 6960 4.1), unsigned, with a nonce.
struct OcspQuestion {
    Bytes der;             ///< OCSPRequest to post
    Bytes certificate_id;  ///< the CertID, DER: the same for the same certificate, whatever the nonce
};

/// ask_ocsp makes a request. Errors: unsupported when OpenSSL cannot read one of the certificates.
[[nodiscard]] Result<OcspQuestion> ask_ocsp(const Certificate& subject, const Certificate& issuer);

/// OcspStatus is what a responder says of a certificate (RFC 6960 4.2.1).
enum class OcspStatus { good, revoked, unknown };

/// OcspFault says why an answer counts for nothing.
enum class OcspFault {
    none,
    not_a_response,     ///< cannot be decoded, or the responder says that it does not answer
    wrong_certificate,  ///< about other certificates
    not_authentic,      ///< signed neither by the issuer nor by a responder it has appointed
    wrong_nonce,        ///< answers another request
    not_yet_valid,
    stale,
};

/// OcspAnswer is what a responder says of one certificate. `status` is unknown unless `fault` is none.
struct OcspAnswer {
    OcspFault fault = OcspFault::not_a_response;              ///< none: it is authentic and about the certificate asked for
    std::string detail;                                       ///< one line; empty when there is nothing to add
    OcspStatus status = OcspStatus::unknown;                  ///< means something where `fault` is none
    std::optional<Time> revoked_at;                           ///< of a revoked one
    RevocationReason reason = RevocationReason::unspecified;  ///< of a revoked one
    std::optional<Time> this_update;                          ///< UTC
    std::optional<Time> next_update;                          ///< UTC; empty: newer information is to be had at any time
    std::optional<Certificate> responder;  ///< of an authentic answer: the appointed one that signed it; empty: the issuer itself
};

/// judge_ocsp reads an answer to `question` and judges it for `at`. It is authentic when the issuer's key signed it, or the key
/// of a certificate in the answer that this key has issued for OCSP signing (id-kp-OCSPSigning) and that is valid at that time
/// (4.2.2.2). Current: thisUpdate is not later than five minutes from `at`, and nextUpdate not passed; where there is none, not
/// older than a day. A nonce has to be the request's; an answer without one is taken. Whether an appointed responder's own
/// certificate is revoked is for the caller to find out (OcspAnswer::responder).
[[nodiscard]] OcspAnswer judge_ocsp(ByteView response, ByteView question, const Certificate& subject, const Certificate& issuer,
                                    Time at);

}  // namespace gnu::visibility("default")]]certlib
