#include "encryption.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

#include <array>

#include "openssl_ptr.h"

namespace certlib {
namespace {

using PbeParametersPtr = OpenSslPtr<PBEPARAM, PBEPARAM_free>;
using Pbes2Ptr = OpenSslPtr<PBE2PARAM, PBE2PARAM_free>;
using Pbkdf2Ptr = OpenSslPtr<PBKDF2PARAM, PBKDF2PARAM_free>;
using ScryptPtr = OpenSslPtr<SCRYPT_PARAMS, SCRYPT_PARAMS_free>;

constexpr unsigned long scrypt_memory_limit = 256UL << 20U;

struct KnownScheme {
    int nid;
    const char* name;
};

/// The schemes with a cipher of their own: RFC 7292 appendix C and PBES1.
constexpr std::array schemes = std::to_array<KnownScheme>({
    {NID_pbe_WithSHA1And40BitRC2_CBC, "RC2-40-CBC"},
    {NID_pbe_WithSHA1And128BitRC2_CBC, "RC2-128-CBC"},
    {NID_pbe_WithSHA1And3_Key_TripleDES_CBC, "3DES-CBC"},
    {NID_pbe_WithSHA1And2_Key_TripleDES_CBC, "3DES-2KEY-CBC"},
    {NID_pbe_WithSHA1And128BitRC4, "RC4-128"},
    {NID_pbe_WithSHA1And40BitRC4, "RC4-40"},
    {NID_pbeWithMD5AndDES_CBC, "DES-CBC"},
    {NID_pbeWithSHA1AndDES_CBC, "DES-CBC"},
    {NID_pbeWithMD2AndDES_CBC, "DES-CBC"},
    {NID_pbeWithMD5AndRC2_CBC, "RC2-64-CBC"},
    {NID_pbeWithSHA1AndRC2_CBC, "RC2-64-CBC"},
});

/// ciphers of PBES2, by the names people know.
constexpr std::array ciphers = std::to_array<KnownScheme>({
    {NID_aes_128_cbc, "AES-128-CBC"},
    {NID_aes_192_cbc, "AES-192-CBC"},
    {NID_aes_256_cbc, "AES-256-CBC"},
    {NID_des_ede3_cbc, "3DES-CBC"},
    {NID_des_cbc, "DES-CBC"},
    {NID_rc2_cbc, "RC2-CBC"},
    {NID_rc2_40_cbc, "RC2-40-CBC"},
});

template <class Table>
const char* name_in(const Table& table, int nid) {
    for (const auto& entry : table)
        if (entry.nid == nid) return entry.name;
    return nullptr;
}

template <class T>
T* unpack(const ASN1_ITEM* item, const X509_ALGOR* algorithm) {
    const void* value = nullptr;
    int type = 0;
    X509_ALGOR_get0(nullptr, &type, &value, algorithm);
    if (type != V_ASN1_SEQUENCE || value == nullptr) return nullptr;
    return static_cast<T*>(ASN1_item_unpack(static_cast<const ASN1_STRING*>(value), item));
}

unsigned long count(const ASN1_INTEGER* number) {
    std::uint64_t value = 0;
    // A number that does not fit is over every limit.
    const bool fits = number != nullptr && ASN1_INTEGER_get_uint64(&value, number) == 1 && value < ~0UL;
    return fits ? static_cast<unsigned long>(value) : ~0UL;
}

int algorithm_nid(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return OBJ_obj2nid(object);
}

void read_derivation(const X509_ALGOR* derivation, Encryption& encryption) {
    if (algorithm_nid(derivation) == NID_id_pbkdf2) {
        const Pbkdf2Ptr parameters(unpack<PBKDF2PARAM>(ASN1_ITEM_rptr(PBKDF2PARAM), derivation));
        encryption.iterations = parameters ? count(parameters->iter) : ~0UL;
    } else if (algorithm_nid(derivation) == NID_id_scrypt) {
        const ScryptPtr parameters(unpack<SCRYPT_PARAMS>(ASN1_ITEM_rptr(SCRYPT_PARAMS), derivation));
        const auto n = parameters ? count(parameters->costParameter) : ~0UL;
        const auto r = parameters ? count(parameters->blockSize) : ~0UL;
        const auto p = parameters ? count(parameters->parallelizationParameter) : ~0UL;
        const bool small = n <= (1UL << 24U) && r <= 1024 && p <= 1024;
        encryption.memory = small ? 128UL * r * (n + p) : ~0UL;
        encryption.iterations = small ? n * p : ~0UL;
    } else {
        encryption.known = false;
    }
}

}  // namespace

std::string object_name(const ASN1_OBJECT* object) {
    if (const int nid = OBJ_obj2nid(object); nid != NID_undef) return OBJ_nid2ln(nid);
    std::array<char, 128> dotted{};
    OBJ_obj2txt(dotted.data(), static_cast<int>(dotted.size()), object, 1);
    return dotted.data();
}

Encryption describe_encryption(const X509_ALGOR* algorithm) {
    const CleanErrors clean_errors;
    Encryption encryption;
    if (algorithm == nullptr) return encryption;
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    encryption.name = object_name(object);
    if (const char* const name = name_in(schemes, OBJ_obj2nid(object))) {
        const PbeParametersPtr parameters(unpack<PBEPARAM>(ASN1_ITEM_rptr(PBEPARAM), algorithm));
        encryption.name = name;
        encryption.iterations = parameters ? count(parameters->iter) : ~0UL;
        encryption.known = true;
    } else if (OBJ_obj2nid(object) == NID_pbes2) {
        const Pbes2Ptr parameters(unpack<PBE2PARAM>(ASN1_ITEM_rptr(PBE2PARAM), algorithm));
        if (!parameters) return encryption;
        const ASN1_OBJECT* cipher = nullptr;
        X509_ALGOR_get0(&cipher, nullptr, nullptr, parameters->encryption);
        const char* const cipher_name = name_in(ciphers, OBJ_obj2nid(cipher));
        encryption.name = cipher_name != nullptr ? cipher_name : object_name(cipher);
        encryption.known = cipher_name != nullptr;
        read_derivation(parameters->keyfunc, encryption);
    }
    return encryption;
}

Result<void> DerivationBudget::spend(std::uint64_t iterations) {
    if (iterations > limits_.kdf_iterations)
        return fail(ErrorKind::limit, fmt::format("key derivation asks for over {} iterations", limits_.kdf_iterations));
    spent_ += iterations;
    if (spent_ > limits_.kdf_iterations_in_all)
        return fail(ErrorKind::limit, fmt::format("key derivations ask for over {} iterations in all", limits_.kdf_iterations_in_all));
    return {};
}

Result<void> DerivationBudget::spend(const Encryption& encryption) {
    if (encryption.memory > scrypt_memory_limit) return fail(ErrorKind::limit, "key derivation asks for over 256 MiB of memory");
    return spend(encryption.iterations);
}

}  // namespace certlib
