#pragma once

#include <set>

#include <amtcert/certlib/certificate.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// TrustAnchors answers one question: is this certificate trusted by itself? It is the only trust decision. An anchor is named
/// by its certificate or by the hash of its DER (SHA-1, SHA-256 or SHA-384, told by the length).
class TrustAnchors {
public:
    /// add trusts this certificate and no other.
    void add(const certlib::Certificate& certificate);

    /// add_hash takes 20, 32 or 48 octets. Errors: usage for any other length.
    [[nodiscard]] certlib::Result<void> add_hash(certlib::ByteView hash);

    /// trusts says whether the certificate itself is an anchor; what it issued is not asked.
    [[nodiscard]] bool trusts(const certlib::Certificate& certificate) const;
    [[nodiscard]] bool empty() const { return certificates_.empty() && hashes_.empty(); }  ///< nothing is trusted

private:
    std::set<certlib::Bytes> certificates_;  // SHA-256 of the DER
    std::set<certlib::Bytes> hashes_;
};

}  // namespace chainwalk
