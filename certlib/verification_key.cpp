#include <amtcert/certlib/verification_key.h>

#include "algorithms.h"
#include "signed_data.h"

namespace certlib {
namespace {

void append(Bytes& octets, ByteView more) { octets.insert(octets.end(), more.begin(), more.end()); }

}  // namespace

bool inherits_parameters(const Certificate& certificate) {
    return inherits_parameters(certificate.public_key(), certificate.public_key_info());
}

std::optional<Bytes> completed_key_info(const Certificate& certificate, ByteView above) {
    const auto own = key_info_parts(certificate.public_key_info());
    const auto upper = key_info_parts(above);
    const auto upper_key = read_public_key(above);
    if (!own || !upper || !upper_key || upper_key->algorithm != KeyAlgorithm::dsa || !upper_key->decodable) return std::nullopt;
    Bytes algorithm;
    append(algorithm, own->id);
    append(algorithm, upper->parameters);
    auto content = der::element(der::tag::sequence, algorithm);
    append(content, own->key);
    return der::element(der::tag::sequence, content);
}

SignatureResult verify_signature(const Certificate& subject, ByteView key_info) {
    const auto key = read_public_key(key_info);
    if (!key) return SignatureResult::bad_key;
    return verify_signature({subject.tbs(), subject.signature_algorithm(), subject.signature(), *key, key_info});
}

SignatureResult verify_signature(const Crl& crl, ByteView key_info) {
    const auto key = read_public_key(key_info);
    if (!key) return SignatureResult::bad_key;
    return verify_signature({crl.tbs(), crl.signature_algorithm(), crl.signature(), *key, key_info});
}

}  // namespace certlib
