#include "signature_memory.h"

#include <algorithm>

#include <amtcert/certlib/verification_key.h>

namespace chainwalk {

std::size_t cost_of(const certlib::PublicKey& key) {
    if (key.algorithm == certlib::KeyAlgorithm::ec) return key.bits > 256 ? 2 : 1;
    // The work of RSA grows with the square of the modulus and with the length of the exponent.
    constexpr std::size_t ordinary_exponent = 4;
    const std::size_t larger = std::max<std::size_t>(1, key.bits / 4096);
    return larger * larger * (key.exponent.size() > ordinary_exponent ? 4 : 1);
}

std::optional<certlib::SignatureResult> SignatureMemory::check(const certlib::Certificate& subject, certlib::ByteView key_info,
                                                               std::size_t cost) {
    Pair pair{subject.sha256_fingerprint(), certlib::Bytes(key_info.begin(), key_info.end())};
    if (const auto found = known_.find(pair); found != known_.end()) return found->second;
    if (left_ < cost) return {};
    left_ -= cost;
    const auto result = certlib::verify_signature(subject, key_info);
    known_.emplace(std::move(pair), result);
    return result;
}

}  // namespace chainwalk
