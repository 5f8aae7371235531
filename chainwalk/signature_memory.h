#pragma once

#include <map>
#include <optional>
#include <utility>

#include <amtcert/certlib/verify.h>

namespace chainwalk {

/// cost_of says how many ordinary signature checks (RSA up to 4096 bits, P-256) one with this key costs, so that a pool of the
/// largest keys ends as soon as any other.
[[nodiscard]] std::size_t cost_of(const certlib::PublicKey& key);

/// SignatureMemory checks each signature once per issuer key, and no more of them than it was allowed.
class SignatureMemory {
public:
    explicit SignatureMemory(std::size_t budget) : left_(budget) {}

    /// check verifies `subject` with a key, given as SubjectPublicKeyInfo with what using it costs, or remembers having done so;
    /// nothing when the budget is used up.
    [[nodiscard]] std::optional<certlib::SignatureResult> check(const certlib::Certificate& subject, certlib::ByteView key_info,
                                                                std::size_t cost);

private:
    using Pair = std::pair<certlib::Bytes, certlib::Bytes>;  // subject certificate, issuer key

    std::map<Pair, certlib::SignatureResult> known_;
    std::size_t left_;
};

}  // namespace chainwalk
