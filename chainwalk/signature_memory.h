#pragma once

#include <map>
#include <optional>
#include <utility>

#include <amtcert/certlib/verify.h>

namespace chainwalk {

/// SignatureMemory checks each signature once per issuer key, and no more of them than it was allowed.
class SignatureMemory {
public:
    explicit SignatureMemory(std::size_t budget) : left_(budget) {}

    /// check verifies `subject` with a key, given as SubjectPublicKeyInfo, or remembers having done so; nothing when the budget is
    /// used up.
    [[nodiscard]] std::optional<certlib::SignatureResult> check(const certlib::Certificate& subject, certlib::ByteView key_info);

private:
    using Pair = std::pair<certlib::Bytes, certlib::Bytes>;  // subject certificate, issuer key

    std::map<Pair, certlib::SignatureResult> known_;
    std::size_t left_;
};

}  // namespace chainwalk
