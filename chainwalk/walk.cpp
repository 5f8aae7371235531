#include <amtcert/chainwalk/walk.h>

#include <fmt/format.h>

#include <algorithm>

#include <amtcert/certlib/verification_key.h>

#include "candidate_index.h"
#include "signature_memory.h"

namespace chainwalk {
namespace {

using certlib::Certificate;
using certlib::SignatureResult;

/// How many issuers of the right name, but whose key does not verify, are followed to show what lies behind them.
constexpr std::size_t unverified_issuers_followed = 4;

/// Explorer goes depth first from one leaf. The path it is on is `path_`; each way it ends becomes a chain.
class Explorer {
public:
    Explorer(const CandidateIndex& index, const TrustAnchors& anchors, const WalkLimits& limits)
        : index_(index), anchors_(anchors), limits_(limits), signatures_(limits.signature_checks) {}

    Walk explore(const Certificate& leaf) {
        const Candidate* place = index_.place_of(leaf);
        path_.push_back({leaf, place == nullptr ? Origin::source : place->origin, place == nullptr ? 0 : place->position, {}});
        go_on();
        std::stable_partition(walk_.chains.begin(), walk_.chains.end(), [](const Chain& chain) { return chain.is_complete(); });
        return std::move(walk_);
    }

private:
    /// step is one way on from the end of the path.
    struct Step {
        const Candidate* issuer;
        SignatureResult signature;
    };

    void go_on() {
        const auto last = path_.back().certificate;
        if (last.is_self_issued()) path_.back().signature = signatures_.check(last, last.public_key_info(), cost_of(last.public_key()));
        if (anchors_.trusts(last)) return end(Ending::anchored);
        if (ends_as_root(path_.back())) return end(Ending::self_signed);
        if (path_.size() >= limits_.depth) return out_of("depth", limits_.depth);

        // A good issuer is followed before the next one is checked: the budget then goes into finishing paths.
        std::vector<Step> bad;
        bool any_good = false;
        bool would_repeat = false;
        bool out_of_checks = false;
        for (const Candidate* issuer : index_.issuers_of(last)) {
            if (++steps_ > limits_.steps) return out_of("steps", limits_.steps);
            if (is_on_path(issuer->certificate)) {
                would_repeat = true;
                continue;
            }
            const auto signature = check(last, issuer->certificate);
            if (!signature) {
                note_limit("signature checks", limits_.signature_checks);
                out_of_checks = true;
                break;
            }
            if (*signature != SignatureResult::valid) {
                bad.push_back({issuer, *signature});
                continue;
            }
            any_good = true;
            if (walk_.chains.size() >= limits_.chains) return note_limit("chains", limits_.chains);
            follow({issuer, *signature});
        }
        if (any_good) return;
        if (out_of_checks) return end(Ending::limit);
        if (bad.empty()) return end(would_repeat ? Ending::loop : Ending::no_issuer);
        for (std::size_t i = 0; i < std::min(bad.size(), unverified_issuers_followed); ++i) {
            if (walk_.chains.size() >= limits_.chains) return note_limit("chains", limits_.chains);
            follow(bad[i]);
        }
    }

    /// check verifies a signature with the issuer's key; nothing when the budget is used up.
    std::optional<SignatureResult> check(const Certificate& subject, const Certificate& issuer) {
        auto result = SignatureResult::bad_key;
        for (const auto& key : keys_of(issuer, limits_.depth)) {
            const auto answer = signatures_.check(subject, key, cost_of(issuer.public_key()));
            if (!answer) return answer;
            result = *answer;
            if (result == SignatureResult::valid) break;
        }
        return result;
    }

    /// keys_of gives a certificate's key. One that inherits its parameters is completed with those of each certificate that issued
    /// this one, found `levels` above it at the most.
    std::vector<certlib::Bytes> keys_of(const Certificate& certificate, std::size_t levels) {
        std::vector<certlib::Bytes> keys;
        if (!certlib::inherits_parameters(certificate)) {
            const auto info = certificate.public_key_info();
            keys.emplace_back(info.begin(), info.end());
            return keys;
        }
        if (levels == 0) return keys;
        for (const Candidate* issuer : index_.issuers_of(certificate)) {
            if (++steps_ > limits_.steps) break;
            for (const auto& above : keys_of(issuer->certificate, levels - 1))
                if (signatures_.check(certificate, above, cost_of(issuer->certificate.public_key())) == SignatureResult::valid)
                    if (auto completed = certlib::completed_key_info(certificate, above)) keys.push_back(std::move(*completed));
        }
        return keys;
    }

    void follow(const Step& step) {
        const auto signature_before = path_.back().signature;
        path_.back().signature = step.signature;
        const bool breaks = step.signature != SignatureResult::valid;
        broken_ += breaks ? 1 : 0;
        path_.push_back({step.issuer->certificate, step.issuer->origin, step.issuer->position, {}});
        go_on();
        path_.pop_back();
        broken_ -= breaks ? 1 : 0;
        path_.back().signature = signature_before;
    }

    /// A self-issued certificate whose own key verifies it is a root. One signed by an algorithm that is not known here (MD2) is
    /// taken for one as well: the signature of a root is no part of RFC 5280 validation.
    static bool ends_as_root(const Link& link) {
        return link.signature == SignatureResult::valid || link.signature == SignatureResult::unsupported;
    }

    [[nodiscard]] bool is_on_path(const Certificate& certificate) const {
        return std::any_of(path_.begin(), path_.end(), [&](const Link& link) {
            return link.certificate == certificate ||
                   (link.certificate.subject() == certificate.subject() &&
                    certlib::equal(link.certificate.public_key_info(), certificate.public_key_info()));
        });
    }

    void end(Ending ending) {
        if (walk_.chains.size() >= limits_.chains) return note_limit("chains", limits_.chains);
        walk_.chains.push_back({path_, broken_ > 0 ? Ending::bad_signature : ending, {}});
    }

    void out_of(const char* what, std::size_t limit) {
        note_limit(what, limit);
        end(Ending::limit);
    }

    void note_limit(const char* what, std::size_t limit) {
        walk_.cut_short = true;
        if (walk_.limit.empty()) walk_.limit = fmt::format("{}: {}", what, limit);
    }

    const CandidateIndex& index_;
    const TrustAnchors& anchors_;
    const WalkLimits limits_;
    SignatureMemory signatures_;
    std::vector<Link> path_;
    int broken_ = 0;  ///< links of the path whose signature does not hold
    std::size_t steps_ = 0;
    Walk walk_;
};

}  // namespace

std::string_view to_string(Origin origin) {
    switch (origin) {
        case Origin::source: return "source";
        case Origin::intermediates: return "--intermediates";
        case Origin::roots: return "--roots";
        case Origin::aia: return "AIA";
    }
    return "source";
}

std::string_view to_string(Ending ending) {
    switch (ending) {
        case Ending::anchored: return "anchored";
        case Ending::self_signed: return "self-signed";
        case Ending::no_issuer: return "no-issuer";
        case Ending::bad_signature: return "bad-signature";
        case Ending::loop: return "loop";
        case Ending::limit: return "limit";
    }
    return "limit";
}

Walk walk(const Certificate& leaf, const std::vector<Candidate>& candidates, const TrustAnchors& anchors, const Search& search) {
    const CandidateIndex index(candidates, anchors, search);
    return Explorer(index, anchors, search.limits).explore(leaf);
}

}  // namespace chainwalk
