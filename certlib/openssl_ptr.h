#pragma once

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

/// Owners of OpenSSL's objects, for certlib's own use.
namespace certlib {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};

template <class T, auto release>
using OpenSslPtr = std::unique_ptr<T, Release<release>>;

using KeyPtr = OpenSslPtr<EVP_PKEY, EVP_PKEY_free>;
using X509Ptr = OpenSslPtr<X509, X509_free>;

/// CleanErrors takes back what was put into OpenSSL's error queue while it lived, so that no call leaves anything behind.
class CleanErrors {
public:
    CleanErrors() { ERR_set_mark(); }
    ~CleanErrors() { ERR_pop_to_mark(); }
    CleanErrors(const CleanErrors&) = delete;
    CleanErrors& operator=(const CleanErrors&) = delete;
};

}  // namespace certlib
