#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <memory>
#include <stdexcept>

#include <amtcert/testcerts/hierarchy.h>

// Botan 2.19 knows no PKCS#12, so this one file uses OpenSSL, with the old algorithms in a library context of its own.
namespace testcerts {
namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
template <class T, auto release>
using Owner = std::unique_ptr<T, Release<release>>;

void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) { sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free); }
void free_safes(STACK_OF(PKCS7) * safes) { sk_PKCS7_pop_free(safes, PKCS7_free); }
void unload(OSSL_PROVIDER* provider) { OSSL_PROVIDER_unload(provider); }

struct Context {
    Owner<OSSL_LIB_CTX, OSSL_LIB_CTX_free> context{OSSL_LIB_CTX_new()};
    Owner<OSSL_PROVIDER, unload> modern{OSSL_PROVIDER_load(context.get(), "default")};
    Owner<OSSL_PROVIDER, unload> legacy{OSSL_PROVIDER_load(context.get(), "legacy")};
};

OSSL_LIB_CTX* context() {
    static const Context one;
    return one.context.get();
}

void require(bool done) {
    if (!done) throw std::logic_error("a sample PFX could not be written");
}

int certificate_encryption(PfxEncryption encryption) {
    switch (encryption) {
        case PfxEncryption::aes256: return NID_aes_256_cbc;
        case PfxEncryption::triple_des: return NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
        case PfxEncryption::rc2_40: return NID_pbe_WithSHA1And40BitRC2_CBC;
    }
    return NID_aes_256_cbc;
}

/// Windows and old OpenSSL used RC2 for the certificates and 3DES for the key.
int key_encryption(PfxEncryption encryption) {
    return encryption == PfxEncryption::aes256 ? NID_aes_256_cbc : NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
}

void add_certificates(STACK_OF(PKCS7) * *safes, const PfxSpec& spec) {
    STACK_OF(PKCS12_SAFEBAG)* bags = nullptr;
    for (const auto& certificate : spec.certificates) {
        const unsigned char* octets = certificate.der().data();
        const Owner<X509, X509_free> decoded(d2i_X509(nullptr, &octets, static_cast<long>(certificate.der().size())));
        require(decoded && PKCS12_add_cert(&bags, decoded.get()) != nullptr);
    }
    const Owner<STACK_OF(PKCS12_SAFEBAG), free_bags> owner(bags);
    require(PKCS12_add_safe_ex(safes, bags, certificate_encryption(spec.encryption), spec.iterations, spec.password.c_str(), context(),
                               nullptr) == 1);
}

void add_key(STACK_OF(PKCS7) * *safes, const PfxSpec& spec) {
    const auto& pkcs8 = private_key_pkcs8(*spec.key);
    const unsigned char* octets = pkcs8.data();
    const Owner<EVP_PKEY, EVP_PKEY_free> key(d2i_AutoPrivateKey(nullptr, &octets, static_cast<long>(pkcs8.size())));
    STACK_OF(PKCS12_SAFEBAG)* bags = nullptr;
    auto* const bag = key ? PKCS12_add_key_ex(&bags, key.get(), 0, spec.iterations, key_encryption(spec.encryption),
                                              spec.password.c_str(), context(), nullptr)
                          : nullptr;
    const Owner<STACK_OF(PKCS12_SAFEBAG), free_bags> owner(bags);
    require(bag != nullptr);
    if (!spec.csp_name.empty())
        require(PKCS12_add_CSPName_asc(bag, spec.csp_name.c_str(), static_cast<int>(spec.csp_name.size())) == 1);
    require(PKCS12_add_safe_ex(safes, bags, -1, 0, nullptr, context(), nullptr) == 1);
}

}  // namespace

Bytes pfx(const PfxSpec& spec) {
    STACK_OF(PKCS7)* safes = nullptr;
    if (!spec.certificates.empty()) add_certificates(&safes, spec);
    if (spec.key) add_key(&safes, spec);
    const Owner<STACK_OF(PKCS7), free_safes> owner(safes);
    const Owner<PKCS12, PKCS12_free> container(PKCS12_add_safes_ex(safes, 0, context(), nullptr));
    require(container != nullptr);
    const EVP_MD* const digest = spec.encryption == PfxEncryption::aes256 ? EVP_sha256() : EVP_sha1();
    if (spec.mac)
        require(PKCS12_set_mac(container.get(), spec.password.c_str(), -1, nullptr, 0, spec.iterations, digest) == 1);
    unsigned char* written = nullptr;
    const int length = i2d_PKCS12(container.get(), &written);
    require(length > 0);
    Bytes octets(written, written + length);
    OPENSSL_free(written);
    return octets;
}

}  // namespace testcerts
