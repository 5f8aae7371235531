#include <amtcert/certlib/verify.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/rsa.h>

#include "algorithms.h"
#include "openssl_ptr.h"
#include "signed_data.h"

namespace certlib {
namespace {

using DigestContextPtr = OpenSslPtr<EVP_MD_CTX, EVP_MD_CTX_free>;

using KeyContextPtr = OpenSslPtr<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using ParametersPtr = OpenSslPtr<OSSL_PARAM, OSSL_PARAM_free>;
using ParameterBuilderPtr = OpenSslPtr<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using NumberPtr = OpenSslPtr<BIGNUM, BN_free>;

NumberPtr number(ByteView magnitude) { return NumberPtr(BN_bin2bn(magnitude.data(), static_cast<int>(magnitude.size()), nullptr)); }

/// rsa_key builds a key from the numbers that are known already: OpenSSL 3 takes many times as long to decode them itself.
KeyPtr rsa_key(const PublicKey& key) {
    const auto modulus = number(key.modulus);
    const auto exponent = number(key.exponent);
    const ParameterBuilderPtr builder(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) != 1)
        return {};
    const ParametersPtr parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return {};
    return KeyPtr(made);
}

KeyPtr decode_key(const PublicKey& key, ByteView info) {
    if (key.algorithm == KeyAlgorithm::rsa && key.decodable) return rsa_key(key);
    const unsigned char* octets = info.data();
    return KeyPtr(d2i_PUBKEY(nullptr, &octets, static_cast<long>(info.size())));
}

/// digest_for names OpenSSL's digest, or nothing for one it cannot do or that amtcert does not know.
const char* digest_for(const SignatureAlgorithm& algorithm) {
    switch (algorithm.hash) {
        case HashAlgorithm::md4: return "MD4";
        case HashAlgorithm::md5: return "MD5";
        case HashAlgorithm::sha1: return "SHA1";
        case HashAlgorithm::sha224: return "SHA224";
        case HashAlgorithm::sha256: return "SHA256";
        case HashAlgorithm::sha384: return "SHA384";
        case HashAlgorithm::sha512: return "SHA512";
        case HashAlgorithm::sha3:
            // NIST numbers the four lengths 13 to 16 under 2.16.840.1.101.3.4.3.
            if (algorithm.id == "2.16.840.1.101.3.4.3.13") return "SHA3-224";
            if (algorithm.id == "2.16.840.1.101.3.4.3.14") return "SHA3-256";
            if (algorithm.id == "2.16.840.1.101.3.4.3.15") return "SHA3-384";
            return "SHA3-512";
        case HashAlgorithm::md2:
        case HashAlgorithm::other:
        case HashAlgorithm::none: break;
    }
    return nullptr;
}

/// fits says whether a key of this kind can have made a signature of that scheme.
bool fits(const PublicKey& key, SignatureScheme scheme) {
    switch (scheme) {
        case SignatureScheme::rsa_pkcs1: return key.algorithm == KeyAlgorithm::rsa;
        case SignatureScheme::rsa_pss: return key.algorithm == KeyAlgorithm::rsa || key.algorithm == KeyAlgorithm::rsa_pss;
        case SignatureScheme::ecdsa: return key.algorithm == KeyAlgorithm::ec;
        case SignatureScheme::dsa: return key.algorithm == KeyAlgorithm::dsa;
        case SignatureScheme::ed25519: return key.algorithm == KeyAlgorithm::ed25519;
        case SignatureScheme::ed448: return key.algorithm == KeyAlgorithm::ed448;
        case SignatureScheme::other: return false;
    }
    return false;
}

/// The largest exponent and modulus worth computing with: a hostile key must not cost minutes.
constexpr unsigned longest_rsa_modulus = 16384;
constexpr std::size_t longest_exponent_octets = 8;

bool is_too_costly(const PublicKey& key) {
    const bool is_rsa = key.algorithm == KeyAlgorithm::rsa || key.algorithm == KeyAlgorithm::rsa_pss;
    return is_rsa && (key.bits > longest_rsa_modulus || key.exponent.size() > longest_exponent_octets);
}

// RFC 4055 3.1: the mask generation function is MGF1, the trailer field 1.
bool set_pss(EVP_PKEY_CTX* context, const SignatureAlgorithm& algorithm) {
    const auto parameters = read_pss_parameters(algorithm.der);
    if (!parameters || parameters->trailer != 1 || parameters->salt_length > 1024) return false;
    SignatureAlgorithm mask = algorithm;
    mask.hash = parameters->mask_hash;
    const char* const mask_digest = digest_for(mask);
    return mask_digest != nullptr && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, mask_digest, nullptr) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, static_cast<int>(parameters->salt_length)) > 0;
}

}  // namespace

SignatureResult verify_signature(const SignedData& data) {
    const auto& algorithm = data.algorithm;
    if (algorithm.scheme == SignatureScheme::other) return SignatureResult::unsupported;
    const bool has_digest = algorithm.scheme != SignatureScheme::ed25519 && algorithm.scheme != SignatureScheme::ed448;
    const char* const digest = has_digest ? digest_for(algorithm) : nullptr;
    if (has_digest && digest == nullptr) return SignatureResult::unsupported;
    if (!fits(data.key, algorithm.scheme)) return SignatureResult::bad_key;
    if (is_too_costly(data.key)) return SignatureResult::unsupported;

    const CleanErrors clean_errors;
    const auto key = decode_key(data.key, data.key_info);
    if (!key) return SignatureResult::bad_key;
    const DigestContextPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;
    if (!context || EVP_DigestVerifyInit_ex(context.get(), &key_context, digest, nullptr, nullptr, key.get(), nullptr) <= 0)
        return SignatureResult::unsupported;
    if (algorithm.scheme == SignatureScheme::rsa_pss && !set_pss(key_context, algorithm)) return SignatureResult::unsupported;
    const int verified =
        EVP_DigestVerify(context.get(), data.signature.data(), data.signature.size(), data.content.data(), data.content.size());
    return verified == 1 ? SignatureResult::valid : SignatureResult::invalid;
}

SignatureResult verify_signature(const Certificate& subject, const Certificate& issuer) {
    return verify_signature(
        {subject.tbs(), subject.signature_algorithm(), subject.signature(), issuer.public_key(), issuer.public_key_info()});
}

}  // namespace certlib
