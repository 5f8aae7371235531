#include <amtcert/chainwalk/trust_anchors.h>

namespace chainwalk {

void TrustAnchors::add(const certlib::Certificate& certificate) { certificates_.insert(certificate.sha256_fingerprint()); }

certlib::Result<void> TrustAnchors::add_hash(certlib::ByteView hash) {
    if (hash.size() != 20 && hash.size() != 32 && hash.size() != 48)
        return certlib::fail(certlib::ErrorKind::usage,
                             "a hash of " + std::to_string(hash.size()) + " octets is no SHA-1, SHA-256 or SHA-384");
    hashes_.emplace(hash.begin(), hash.end());
    return {};
}

bool TrustAnchors::trusts(const certlib::Certificate& certificate) const {
    if (empty()) return false;
    if (certificates_.contains(certificate.sha256_fingerprint())) return true;
    return hashes_.contains(certificate.sha1_fingerprint()) || hashes_.contains(certificate.sha256_fingerprint()) ||
           hashes_.contains(certificate.sha384_fingerprint());
}

}  // namespace chainwalk
