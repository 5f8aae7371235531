#include "windows/key_access.h"

#include <ncrypt.h>

#include <vector>

#include <amtcert/certlib/wide.h>

#include "algorithms.h"

namespace certlib {
namespace {

/// OpenKey is a private key as its provider, of either generation, gave it; it is given back.
class OpenKey {
public:
    explicit OpenKey(PCCERT_CONTEXT certificate) {
        if (::CryptAcquireCertificatePrivateKey(certificate, CRYPT_ACQUIRE_SILENT_FLAG | CRYPT_ACQUIRE_ALLOW_NCRYPT_KEY_FLAG,
                                                nullptr, &handle_, &spec_, &is_ours_) == 0)
            error_ = ::GetLastError();
    }
    ~OpenKey() {
        if (error_ != ERROR_SUCCESS || is_ours_ == 0) return;
        if (is_of_next_generation())
            ::NCryptFreeObject(handle_);
        else
            ::CryptReleaseContext(handle_, 0);
    }
    OpenKey(const OpenKey&) = delete;
    OpenKey& operator=(const OpenKey&) = delete;

    [[nodiscard]] DWORD error() const { return error_; }

    [[nodiscard]] std::optional<bool> is_exportable() const {
        DWORD value = 0;
        DWORD size = sizeof(value);
        if (is_of_next_generation()) {
            if (::NCryptGetProperty(handle_, NCRYPT_EXPORT_POLICY_PROPERTY, reinterpret_cast<PBYTE>(&value), size, &size, 0) !=
                ERROR_SUCCESS)
                return std::nullopt;
            return (value & (NCRYPT_ALLOW_EXPORT_FLAG | NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG)) != 0;
        }
        HCRYPTKEY key = 0;
        if (::CryptGetUserKey(handle_, spec_, &key) == 0) return std::nullopt;
        const bool known = ::CryptGetKeyParam(key, KP_PERMISSIONS, reinterpret_cast<BYTE*>(&value), &size, 0) != 0;
        ::CryptDestroyKey(key);
        return known ? std::optional((value & CRYPT_EXPORT) != 0) : std::nullopt;
    }

    /// public_key_info is empty when the provider does not tell.
    [[nodiscard]] Bytes public_key_info() const {
        DWORD size = 0;
        if (::CryptExportPublicKeyInfo(handle_, spec_, X509_ASN_ENCODING, nullptr, &size) == 0) return {};
        std::vector<BYTE> space(size);
        auto* const info = reinterpret_cast<CERT_PUBLIC_KEY_INFO*>(space.data());
        if (::CryptExportPublicKeyInfo(handle_, spec_, X509_ASN_ENCODING, info, &size) == 0) return {};
        DWORD length = 0;
        if (::CryptEncodeObject(X509_ASN_ENCODING, X509_PUBLIC_KEY_INFO, info, nullptr, &length) == 0) return {};
        Bytes der(length);
        if (::CryptEncodeObject(X509_ASN_ENCODING, X509_PUBLIC_KEY_INFO, info, der.data(), &length) == 0) return {};
        der.resize(length);
        return der;
    }

private:
    [[nodiscard]] bool is_of_next_generation() const { return spec_ == CERT_NCRYPT_KEY_SPEC; }

    HCRYPTPROV_OR_NCRYPT_KEY_HANDLE handle_ = 0;
    DWORD spec_ = 0;
    BOOL is_ours_ = FALSE;
    DWORD error_ = ERROR_SUCCESS;
};

KeyAccess access_of(DWORD error) {
    switch (error) {
        case ERROR_SUCCESS:
            return KeyAccess::reachable;
        case static_cast<DWORD>(NTE_BAD_KEYSET):
        case static_cast<DWORD>(NTE_NO_KEY):
        case static_cast<DWORD>(NTE_NOT_FOUND):
        case static_cast<DWORD>(NTE_KEYSET_NOT_DEF):
            return KeyAccess::absent_or_hidden;
        case static_cast<DWORD>(NTE_PERM):
        case static_cast<DWORD>(E_ACCESSDENIED):
        case ERROR_ACCESS_DENIED:
            return KeyAccess::denied;
        default:
            return KeyAccess::unavailable;
    }
}

}  // namespace

std::optional<PrivateKey> try_key(PCCERT_CONTEXT certificate, KeyProvider& provider) {
    const OpenKey key(certificate);
    provider.access = access_of(key.error());
    if (key.error() != ERROR_SUCCESS) {
        provider.obstacle = system_words(key.error());
        return std::nullopt;
    }
    provider.exportable = key.is_exportable();
    auto info = key.public_key_info();
    const auto public_key = read_public_key(info);
    if (info.empty() || !public_key) return std::nullopt;
    return PrivateKey{.algorithm = public_key->algorithm, .public_key_info = std::move(info), .csp_name = provider.name};
}

}  // namespace certlib
