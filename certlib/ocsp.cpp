#include <amtcert/certlib/ocsp.h>

#include <openssl/ocsp.h>

#include <algorithm>

#include <amtcert/certlib/verify.h>

#include "openssl_ptr.h"

namespace certlib {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

using RequestPtr = OpenSslPtr<OCSP_REQUEST, OCSP_REQUEST_free>;
using ResponsePtr = OpenSslPtr<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicPtr = OpenSslPtr<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using IdPtr = OpenSslPtr<OCSP_CERTID, OCSP_CERTID_free>;
struct FreeBorrowedStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using BorrowedStack = std::unique_ptr<STACK_OF(X509), FreeBorrowedStack>;

constexpr minutes clock_skew{5};
constexpr hours oldest_without_end{24};

X509Ptr openssl_certificate(const Certificate& certificate) {
    const unsigned char* octets = certificate.der().data();
    return X509Ptr(d2i_X509(nullptr, &octets, static_cast<long>(certificate.der().size())));
}

template <class Object, class Encode>
Bytes der_of(Object* object, Encode encode) {
    unsigned char* octets = nullptr;
    const int size = encode(object, &octets);
    if (size <= 0) return {};
    Bytes der(octets, octets + size);
    OPENSSL_free(octets);
    return der;
}

template <class Ptr, class Decode>
Ptr decoded(ByteView der, Decode decode) {
    const unsigned char* octets = der.data();
    Ptr object(decode(nullptr, &octets, static_cast<long>(der.size())));
    if (octets != der.data() + der.size()) object.reset();
    return object;
}

IdPtr certificate_id(const Certificate& subject, const Certificate& issuer) {
    const auto certificate = openssl_certificate(subject);
    const auto above = openssl_certificate(issuer);
    if (!certificate || !above) return {};
    return IdPtr(OCSP_cert_to_id(EVP_sha1(), certificate.get(), above.get()));
}

std::optional<Time> time_of(const ASN1_GENERALIZEDTIME* time) {
    tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(parts.tm_year + 1900) / (parts.tm_mon + 1) / parts.tm_mday};
    return std::chrono::sys_days(date) + hours(parts.tm_hour) + minutes(parts.tm_min) + seconds(parts.tm_sec);
}

/// is_appointed: the issuer's own key made this certificate, for signing OCSP answers, and it is valid.
bool is_appointed(const Certificate& responder, const Certificate& issuer, Time at) {
    if (!(responder.issuer() == issuer.subject()) || at < responder.not_before() || responder.not_after() < at) return false;
    const auto& purposes = responder.decoded().extended_key_usage;
    const bool may_sign =
        purposes && std::any_of(purposes->begin(), purposes->end(), [](const Oid& one) { return one == oids::ocsp_signing; });
    const auto& usage = responder.decoded().key_usage;
    if (!may_sign || (usage && !usage->has(KeyUsageBit::digital_signature))) return false;
    return verify_signature(responder, issuer) == SignatureResult::valid;
}

/// signed_by says whether this certificate is the responder named in the answer, and its key made the signature. OpenSSL is given
/// no other certificate to choose from and builds no path.
bool signed_by(OCSP_BASICRESP* answer, X509* signer) {
    const BorrowedStack only(sk_X509_new_null());
    if (!only || sk_X509_push(only.get(), signer) <= 0) return false;
    return OCSP_basic_verify(answer, only.get(), nullptr, OCSP_NOINTERN | OCSP_NOVERIFY) == 1;
}

/// Signer is who signed an authentic answer: the issuer itself, or whom it appointed.
struct Signer {
    std::optional<Certificate> appointed;
};

std::optional<Signer> signer_of(OCSP_BASICRESP* answer, const Certificate& issuer, Time at) {
    const auto own = openssl_certificate(issuer);
    if (own && signed_by(answer, own.get())) return Signer{};
    const auto* const enclosed = OCSP_resp_get0_certs(answer);
    for (int i = 0; i < sk_X509_num(enclosed); ++i) {
        X509* const candidate = sk_X509_value(enclosed, i);
        const auto responder = Certificate::parse(der_of(candidate, i2d_X509));
        if (responder && is_appointed(*responder, issuer, at) && signed_by(answer, candidate)) return Signer{*responder};
    }
    return std::nullopt;
}

OcspAnswer faulty(OcspFault fault, std::string detail) {
    OcspAnswer answer;
    answer.fault = fault;
    answer.detail = std::move(detail);
    return answer;
}

OcspFault currency_of(const OcspAnswer& answer, Time at) {
    if (!answer.this_update || *answer.this_update > at + clock_skew) return OcspFault::not_yet_valid;
    const auto end = answer.next_update.value_or(*answer.this_update + oldest_without_end);
    return at <= end ? OcspFault::none : OcspFault::stale;
}

}  // namespace

Result<OcspQuestion> ask_ocsp(const Certificate& subject, const Certificate& issuer) {
    const CleanErrors clean_errors;
    auto id = certificate_id(subject, issuer);
    const RequestPtr request(OCSP_REQUEST_new());
    if (!id || !request) return fail(ErrorKind::unsupported, "no OCSP request can be made for this certificate");
    OcspQuestion question{.certificate_id = der_of(id.get(), i2d_OCSP_CERTID)};
    // The request owns the id from here on.
    if (OCSP_request_add0_id(request.get(), id.release()) == nullptr || OCSP_request_add1_nonce(request.get(), nullptr, -1) != 1)
        return fail(ErrorKind::unsupported, "no OCSP request can be made for this certificate");
    question.der = der_of(request.get(), i2d_OCSP_REQUEST);
    return question;
}

OcspAnswer judge_ocsp(ByteView response, ByteView question, const Certificate& subject, const Certificate& issuer, Time at) {
    const CleanErrors clean_errors;
    const auto outer = decoded<ResponsePtr>(response, d2i_OCSP_RESPONSE);
    if (!outer) return faulty(OcspFault::not_a_response, {});
    if (const int status = OCSP_response_status(outer.get()); status != OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return faulty(OcspFault::not_a_response, std::string("the responder says ") + OCSP_response_status_str(status));
    const BasicPtr basic(OCSP_response_get1_basic(outer.get()));
    const auto request = decoded<RequestPtr>(question, d2i_OCSP_REQUEST);
    const auto id = certificate_id(subject, issuer);
    if (!basic || !request || !id) return faulty(OcspFault::not_a_response, {});

    const auto signer = signer_of(basic.get(), issuer, at);
    if (!signer)
        return faulty(OcspFault::not_authentic, "signed neither by the issuer nor by a responder it appointed");
    if (OCSP_check_nonce(request.get(), basic.get()) == 0)
        return faulty(OcspFault::wrong_nonce, "the nonce is not that of the request");
    int status = V_OCSP_CERTSTATUS_UNKNOWN;
    int reason = OCSP_REVOKED_STATUS_NOSTATUS;
    ASN1_GENERALIZEDTIME* revoked_at = nullptr;
    ASN1_GENERALIZEDTIME* this_update = nullptr;
    ASN1_GENERALIZEDTIME* next_update = nullptr;
    if (OCSP_resp_find_status(basic.get(), id.get(), &status, &reason, &revoked_at, &this_update, &next_update) != 1)
        return faulty(OcspFault::wrong_certificate, "the answer is about other certificates");

    OcspAnswer answer{.this_update = time_of(this_update), .next_update = time_of(next_update), .responder = signer->appointed};
    // A nextUpdate that cannot be read is not the same as none.
    answer.fault = next_update != nullptr && !answer.next_update ? OcspFault::stale : currency_of(answer, at);
    if (answer.fault != OcspFault::none) return answer;
    if (status == V_OCSP_CERTSTATUS_GOOD) answer.status = OcspStatus::good;
    if (status != V_OCSP_CERTSTATUS_REVOKED) return answer;
    answer.status = OcspStatus::revoked;
    answer.revoked_at = time_of(revoked_at);
    if (reason != OCSP_REVOKED_STATUS_NOSTATUS) answer.reason = static_cast<RevocationReason>(reason);
    return answer;
}

}  // namespace certlib
