#include "signature_memory.h"

#include <amtcert/certlib/verification_key.h>

namespace chainwalk {

std::optional<certlib::SignatureResult> SignatureMemory::check(const certlib::Certificate& subject, certlib::ByteView key_info) {
    Pair pair{subject.sha256_fingerprint(), certlib::Bytes(key_info.begin(), key_info.end())};
    if (const auto found = known_.find(pair); found != known_.end()) return found->second;
    if (left_ == 0) return {};
    --left_;
    const auto result = certlib::verify_signature(subject, key_info);
    known_.emplace(std::move(pair), result);
    return result;
}

}  // namespace chainwalk
