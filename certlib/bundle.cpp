#include <amtcert/certlib/bundle.h>

#include <algorithm>

#include "algorithms.h"

namespace certlib {

std::string_view to_string(Format format) {
    switch (format) {
        case Format::pem: return "PEM";
        case Format::der: return "DER";
        case Format::pkcs12: return "PKCS#12";
        case Format::pkcs7_pem: return "PKCS#7 (PEM)";
        case Format::pkcs7_der: return "PKCS#7 (DER)";
    }
    return "PEM";
}

bool holds_key_of(const Bundle& bundle, const Certificate& certificate) {
    return std::any_of(bundle.private_keys.begin(), bundle.private_keys.end(), [&](const PrivateKey& key) {
        // The key octets are compared, not the whole SubjectPublicKeyInfo: its parameters may be written in more than one way.
        const auto octets = public_key_octets(key.public_key_info);
        return !key.locked && octets && equal(*octets, certificate.public_key_octets());
    });
}

}  // namespace certlib
