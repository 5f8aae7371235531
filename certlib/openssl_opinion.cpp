#include <openssl/x509_vfy.h>

#include <array>
#include <utility>

#include <amtcert/certlib/verify.h>

#include "openssl_ptr.h"

namespace certlib {
namespace {

using StorePtr = OpenSslPtr<X509_STORE, X509_STORE_free>;
using StoreContextPtr = OpenSslPtr<X509_STORE_CTX, X509_STORE_CTX_free>;

struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using StackPtr = std::unique_ptr<STACK_OF(X509), FreeStack>;

/// The macro names of the errors that can come up without CRLs, policies, names or purposes. They are the stable ids.
constexpr std::array codes = std::to_array<std::pair<int, std::string_view>>({
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT"},
    {X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, "X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY"},
    {X509_V_ERR_CERT_SIGNATURE_FAILURE, "X509_V_ERR_CERT_SIGNATURE_FAILURE"},
    {X509_V_ERR_CERT_NOT_YET_VALID, "X509_V_ERR_CERT_NOT_YET_VALID"},
    {X509_V_ERR_CERT_HAS_EXPIRED, "X509_V_ERR_CERT_HAS_EXPIRED"},
    {X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, "X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD"},
    {X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, "X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD"},
    {X509_V_ERR_OUT_OF_MEM, "X509_V_ERR_OUT_OF_MEM"},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT"},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY"},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, "X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE"},
    {X509_V_ERR_CERT_CHAIN_TOO_LONG, "X509_V_ERR_CERT_CHAIN_TOO_LONG"},
    {X509_V_ERR_INVALID_CA, "X509_V_ERR_INVALID_CA"},
    {X509_V_ERR_PATH_LENGTH_EXCEEDED, "X509_V_ERR_PATH_LENGTH_EXCEEDED"},
    {X509_V_ERR_INVALID_PURPOSE, "X509_V_ERR_INVALID_PURPOSE"},
    {X509_V_ERR_CERT_UNTRUSTED, "X509_V_ERR_CERT_UNTRUSTED"},
    {X509_V_ERR_AKID_SKID_MISMATCH, "X509_V_ERR_AKID_SKID_MISMATCH"},
    {X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH, "X509_V_ERR_AKID_ISSUER_SERIAL_MISMATCH"},
    {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, "X509_V_ERR_KEYUSAGE_NO_CERTSIGN"},
    {X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION, "X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION"},
    {X509_V_ERR_INVALID_NON_CA, "X509_V_ERR_INVALID_NON_CA"},
    {X509_V_ERR_INVALID_EXTENSION, "X509_V_ERR_INVALID_EXTENSION"},
    {X509_V_ERR_INVALID_POLICY_EXTENSION, "X509_V_ERR_INVALID_POLICY_EXTENSION"},
    {X509_V_ERR_NO_EXPLICIT_POLICY, "X509_V_ERR_NO_EXPLICIT_POLICY"},
    {X509_V_ERR_UNNESTED_RESOURCE, "X509_V_ERR_UNNESTED_RESOURCE"},
    {X509_V_ERR_PERMITTED_VIOLATION, "X509_V_ERR_PERMITTED_VIOLATION"},
    {X509_V_ERR_EXCLUDED_VIOLATION, "X509_V_ERR_EXCLUDED_VIOLATION"},
    {X509_V_ERR_SUBTREE_MINMAX, "X509_V_ERR_SUBTREE_MINMAX"},
    {X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE, "X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE"},
    {X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX, "X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX"},
    {X509_V_ERR_UNSUPPORTED_NAME_SYNTAX, "X509_V_ERR_UNSUPPORTED_NAME_SYNTAX"},
    {X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM, "X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM"},
    {X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH, "X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH"},
    {X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY, "X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY"},
});

EngineAnswer refusal(int error) {
    EngineAnswer answer{.accepted = false, .code = "X509_V_ERR_" + std::to_string(error)};
    for (const auto& [number, name] : codes)
        if (number == error) answer.code = name;
    answer.reason = X509_verify_cert_error_string(error);
    return answer;
}

X509Ptr decode(const Certificate& certificate) {
    const auto der = certificate.der();
    const unsigned char* octets = der.data();
    return X509Ptr(d2i_X509(nullptr, &octets, static_cast<long>(der.size())));
}

}  // namespace

EngineAnswer openssl_opinion(std::span<const Certificate> path, Time time) {
    const EngineAnswer not_decodable{.accepted = false, .code = "DECODE_ERROR", .reason = "a certificate cannot be decoded"};
    if (path.empty()) return not_decodable;
    const CleanErrors clean_errors;
    const auto leaf = decode(path.front());
    const auto anchor = decode(path.back());
    const StackPtr between(sk_X509_new_null());
    const StorePtr store(X509_STORE_new());
    const StoreContextPtr context(X509_STORE_CTX_new());
    if (!leaf || !anchor || !between || !store || !context) return not_decodable;
    if (path.size() > 2)
        for (const auto& certificate : path.subspan(1, path.size() - 2)) {
            auto decoded = decode(certificate);
            if (!decoded || sk_X509_push(between.get(), decoded.get()) == 0) return not_decodable;
            (void)decoded.release();
        }
    if (X509_STORE_add_cert(store.get(), anchor.get()) != 1 ||
        X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), between.get()) != 1)
        return not_decodable;

    auto* const parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_auth_level(parameters, 0);  // strength is judged by rules of our own
    X509_VERIFY_PARAM_set_time(parameters, time.time_since_epoch().count());
    X509_VERIFY_PARAM_set_depth(parameters, static_cast<int>(path.size()));
    // An anchor need not be self-signed; OpenSSL wants to be told.
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    const int verified = X509_verify_cert(context.get());
    const int error = X509_STORE_CTX_get_error(context.get());
    if (verified == 1 && error == X509_V_OK) return {.accepted = true};
    return refusal(error == X509_V_OK ? X509_V_ERR_UNSPECIFIED : error);
}

}  // namespace certlib
