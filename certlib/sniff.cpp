#include "sniff.h"

#include <algorithm>

#include "registry_export.h"

namespace certlib {
namespace {

/// body_of steps over an identifier and length octets, definite or not; empty when there is nothing behind them.
ByteView body_of(ByteView data) {
    if (data.size() < 2) return {};
    const std::size_t length_octets = (data[1] & 0x80U) != 0 ? data[1] & 0x7fU : 0;
    return data.size() < 2 + length_octets ? ByteView{} : data.subspan(2 + length_octets);
}

bool begins_with(ByteView data, std::initializer_list<std::uint8_t> octets) {
    return data.size() >= octets.size() && std::equal(octets.begin(), octets.end(), data.begin());
}

/// What stands behind the version tells PKCS#12, bare SignedData and the kinds of private key apart.
Kind versioned(ByteView body) {
    if (begins_with(body, {0x02, 0x01, 0x03, 0x30})) return Kind::pkcs12;
    if (begins_with(body, {0x02, 0x01}) && body.size() > 3 && body[3] == 0x31) return Kind::pkcs7;
    // No digest algorithms and a content of no type, as Wine writes it; the algorithm of a private key has a name.
    if (begins_with(body, {0x02, 0x01}) && body.size() > 3 && begins_with(body.subspan(3), {0x30, 0x02, 0x06, 0x00}))
        return Kind::pkcs7;
    return Kind::private_key;
}

/// An element of a Windows store begins with its type, of 16 bits, and its encoding: X.509, alone or with PKCS#7.
bool begins_store_element(ByteView data) {
    if (data.size() < 12 || (data[0] == 0 && data[1] == 0) || data[2] != 0 || data[3] != 0) return false;
    return begins_with(data.subspan(4), {1, 0, 0, 0}) || begins_with(data.subspan(4), {1, 0, 1, 0});
}

}  // namespace

Kind sniff(ByteView data) {
    constexpr std::string_view mark = "-----BEGIN ";
    if (begins_with(data, {0, 0, 0, 0, 'C', 'E', 'R', 'T'})) return Kind::serialized_store;
    if (begins_store_element(data)) return Kind::store_element;
    if (is_registry_export({reinterpret_cast<const char*>(data.data()), data.size()})) return Kind::registry_export;
    if (!data.empty() && data.front() == 0x30) {
        const auto body = body_of(data);
        if (begins_with(body, {0x06})) return Kind::pkcs7;
        if (begins_with(body, {0x02})) return versioned(body);
        // Nothing else that is read here begins with a tag of its own context.
        if (begins_with(body, {0xa0}) || begins_with(body, {0xa1})) return Kind::certificate_pair;
        if (begins_with(body, {0x30})) {
            // EncryptedPrivateKeyInfo begins with an AlgorithmIdentifier, a certificate or CRL with its signed part.
            return begins_with(body_of(body), {0x06}) ? Kind::encrypted_private_key : Kind::certificate_or_crl;
        }
    }
    const auto found = std::search(data.begin(), data.end(), mark.begin(), mark.end());
    return found == data.end() ? Kind::nothing : Kind::pem;
}

}  // namespace certlib
