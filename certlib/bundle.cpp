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
        case Format::serialized_store: return "serialized store";
        case Format::store_element: return "store element";
        case Format::registry_export: return "registry export";
        case Format::windows_store: return "Windows store";
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

const StoreFacts* store_facts_of(const Bundle& bundle, const Certificate& certificate) {
    const StoreFacts* found = nullptr;
    for (const auto& facts : bundle.store_facts) {
        if (!(bundle.certificates[facts.certificate] == certificate)) continue;
        if (found == nullptr || (!found->key_provider && facts.key_provider)) found = &facts;
    }
    return found;
}

}  // namespace certlib
