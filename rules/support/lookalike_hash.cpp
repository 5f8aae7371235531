#include "support/lookalike_hash.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {
namespace {

using certlib::Bytes;
using certlib::ByteView;
using certlib::Certificate;

/// equals_digest hashes with the algorithm that the length of `hash` stands for.
bool equals_digest(const Bytes& hash, ByteView data) {
    switch (hash.size()) {
        case 20:
            return hash == certlib::sha1(data);
        case 32:
            return hash == certlib::sha256(data);
        case 48:
            return hash == certlib::sha384(data);
        default:
            return false;
    }
}

/// pem_text writes the certificate as a tool would, without the last line end.
std::string pem_text(const Certificate& certificate, std::string_view line_end) {
    constexpr std::size_t line_length = 64;
    const auto body = certlib::to_base64(certificate.der());
    std::string text = "-----BEGIN CERTIFICATE-----";
    for (std::size_t at = 0; at < body.size(); at += line_length) text += std::string(line_end) + body.substr(at, line_length);
    return text + std::string(line_end) + "-----END CERTIFICATE-----";
}

bool is_of_pem_text(const Certificate& certificate, const Bytes& hash) {
    for (const std::string_view line_end : {"\n", "\r\n"}) {
        const auto text = pem_text(certificate, line_end);
        for (const auto& written : {text, text + std::string(line_end)})
            if (equals_digest(hash, {reinterpret_cast<const std::uint8_t*>(written.data()), written.size()})) return true;
    }
    return false;
}

}  // namespace

std::optional<std::string> lookalike_of(const Certificate& certificate, const Bytes& hash) {
    const auto whose = certificate.subject().to_string();
    if (equals_digest(hash, certificate.public_key_info()) || equals_digest(hash, certificate.public_key_octets()))
        return fmt::format("the hash of the public key of {}", whose);
    if (is_of_pem_text(certificate, hash)) return fmt::format("the hash of the PEM text of {}", whose);
    const Bytes turned(hash.rbegin(), hash.rend());
    if (equals_digest(turned, certificate.der())) return fmt::format("the hash of {} with its octets in reverse order", whose);
    return std::nullopt;
}

}  // namespace rules
