#include "private_key.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <cstring>

#include "algorithms.h"
#include "openssl_context.h"
#include "openssl_ptr.h"

namespace certlib {
namespace {

using BioPtr = OpenSslPtr<BIO, BIO_free_all>;
using EncryptedKeyPtr = OpenSslPtr<X509_SIG, X509_SIG_free>;

/// give_password is OpenSSL's callback; `secret` may be null, which says that there is none.
int give_password(char* buffer, int size, int /*for_writing*/, void* secret) {
    const auto* const password = static_cast<const Secret*>(secret);
    if (password == nullptr || password->view().size() > static_cast<std::size_t>(size)) return -1;
    std::memcpy(buffer, password->view().data(), password->view().size());
    return static_cast<int>(password->view().size());
}

bool is_encrypted(const PemBlock& block) {
    return block.label == "ENCRYPTED PRIVATE KEY" || block.headers.find("ENCRYPTED") != std::string_view::npos;
}

/// A hostile iteration count must not cost hours: it is read before anything is derived.
Result<void> check_cost(const PemBlock& block, DerivationBudget& budget) {
    if (block.label != "ENCRYPTED PRIVATE KEY") return {};
    const auto der = from_base64(block.base64);
    if (!der) return fail(ErrorKind::malformed, "private key: " + der.error().message);
    const unsigned char* octets = der->data();
    const EncryptedKeyPtr encrypted(d2i_X509_SIG(nullptr, &octets, static_cast<long>(der->size())));
    if (!encrypted) return fail(ErrorKind::malformed, "private key: damaged");
    const X509_ALGOR* algorithm = nullptr;
    X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
    return budget.spend(describe_encryption(algorithm));
}

KeyPtr decode(const PemBlock& block, const Secret* password) {
    const BioPtr bio(BIO_new_mem_buf(block.text.data(), static_cast<int>(block.text.size())));
    if (!bio) return {};
    // OpenSSL takes the password for text it will not change, and wants a plain pointer.
    return KeyPtr(PEM_read_bio_PrivateKey_ex(bio.get(), nullptr, &give_password, const_cast<Secret*>(password), container_context(),
                                             nullptr));
}

}  // namespace

Result<PrivateKey> public_half(const EVP_PKEY* key) {
    unsigned char* octets = nullptr;
    const int length = i2d_PUBKEY(key, &octets);
    if (length <= 0) return fail(ErrorKind::malformed, "private key: damaged");
    PrivateKey half;
    half.public_key_info.assign(octets, octets + length);
    OPENSSL_free(octets);
    if (const auto info = read_public_key(half.public_key_info)) half.algorithm = info->algorithm;
    return half;
}

Result<PrivateKey> read_private_key(ByteView pkcs8) {
    const CleanErrors clean_errors;
    const unsigned char* octets = pkcs8.data();
    const KeyPtr key(
        d2i_AutoPrivateKey_ex(nullptr, &octets, static_cast<long>(pkcs8.size()), container_context(), nullptr));
    if (!key) return fail(ErrorKind::malformed, "private key: damaged, or of an unknown kind");
    return public_half(key.get());
}

Result<PrivateKey> read_private_key(const PemBlock& block, Password& password, DerivationBudget& budget) {
    const CleanErrors clean_errors;
    if (!is_encrypted(block)) {
        const auto key = decode(block, nullptr);
        if (!key) return fail(ErrorKind::malformed, "private key: damaged, or of an unknown kind");
        return public_half(key.get());
    }
    if (auto cheap = check_cost(block, budget); !cheap) return tl::make_unexpected(cheap.error());
    const auto secret = password.get();
    if (!secret && secret.error().kind == ErrorKind::no_password) return PrivateKey{.locked = true};
    if (!secret) return tl::make_unexpected(secret.error());
    const auto key = decode(block, *secret);
    if (!key) return wrong_password();
    return public_half(key.get());
}

}  // namespace certlib
