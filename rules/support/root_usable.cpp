#include "support/root_usable.h"

#include <fmt/format.h>

namespace rules {

using certlib::HashAlgorithm;
using certlib::KeyAlgorithm;

bool is_sha1_or_older(HashAlgorithm hash) {
    return hash == HashAlgorithm::sha1 || hash == HashAlgorithm::md5 || hash == HashAlgorithm::md4 || hash == HashAlgorithm::md2;
}

std::optional<std::string> why_refused_from_15h(const certlib::Certificate& root) {
    const auto& signature = root.signature_algorithm();
    if (is_sha1_or_older(signature.hash))
        return fmt::format("self-signature with {}, SHA-256 or newer required", certlib::to_string(signature.hash));
    const auto& key = root.public_key();
    const bool is_rsa = key.algorithm == KeyAlgorithm::rsa || key.algorithm == KeyAlgorithm::rsa_pss;
    if (is_rsa && key.bits < 2048) return fmt::format("RSA {} bits, 2048 required", key.bits);
    return std::nullopt;
}

}  // namespace rules
