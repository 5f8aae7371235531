#include "signature_memory.h"

namespace chainwalk {

std::optional<certlib::SignatureResult> SignatureMemory::check(const certlib::Certificate& subject,
                                                               const certlib::Certificate& issuer) {
    const auto key = issuer.public_key_info();
    Pair pair{subject.sha256_fingerprint(), certlib::Bytes(key.begin(), key.end())};
    if (const auto found = known_.find(pair); found != known_.end()) return found->second;
    if (left_ == 0) return {};
    --left_;
    const auto result = certlib::verify_signature(subject, issuer);
    known_.emplace(std::move(pair), result);
    return result;
}

}  // namespace chainwalk
