#include <amtcert/chainwalk/revocation.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <amtcert/certlib/verification_key.h>

#include "crl_scope.h"
#include "signature_memory.h"

namespace chainwalk {
namespace {

using certlib::Certificate;
using certlib::Crl;
using certlib::SignatureResult;

/// What one checker may cost, so that a hostile set of certificates and lists ends: signatures of CRLs, and searches for paths of
/// their issuers and paths found by them.
constexpr std::size_t signature_checks = 2000;
constexpr std::size_t signer_paths = 64;

/// The budget of one search for a CRL issuer's path.
constexpr WalkLimits signer_search{.chains = 16, .signature_checks = 128, .steps = 10'000};

CrlFault currency_of(const Crl& crl, certlib::Time at) {
    if (at < crl.this_update()) return CrlFault::not_yet_valid;
    // RFC 5280 5.1.2.5 demands nextUpdate; without it nobody can tell that a list is current.
    return crl.next_update() && at <= *crl.next_update() ? CrlFault::none : CrlFault::stale;
}

bool may_sign_crls(const Certificate& certificate) {
    const auto& usage = certificate.decoded().key_usage;
    if (usage) return usage->has(certlib::KeyUsageBit::crl_sign);
    return certificate.find_extension(certlib::oids::key_usage) == nullptr;
}

bool is_forgeable(const Crl& crl) {
    const auto hash = crl.signature_algorithm().hash;
    return hash == certlib::HashAlgorithm::md2 || hash == certlib::HashAlgorithm::md4 || hash == certlib::HashAlgorithm::md5;
}

/// working_key is the key of a certificate of the chain, completed from those above it where it inherits parameters (RFC 5280
/// 6.1.4 f).
certlib::Bytes working_key(const Chain& chain, std::size_t place) {
    const auto& certificate = chain.links[place].certificate;
    const auto own = certificate.public_key_info();
    const certlib::Bytes key(own.begin(), own.end());
    if (!certlib::inherits_parameters(certificate)) return key;
    const auto above = std::find_if(chain.links.begin() + static_cast<std::ptrdiff_t>(place) + 1, chain.links.end(),
                                    [](const Link& link) { return !certlib::inherits_parameters(link.certificate); });
    if (above == chain.links.end()) return key;
    return certlib::completed_key_info(certificate, above->certificate.public_key_info()).value_or(key);
}

std::string name_of(const Crl& crl) {
    return fmt::format("{} of {}, thisUpdate {}", crl.is_delta() ? "delta CRL" : "CRL", crl.issuer().to_string(),
                       certlib::format_time(crl.this_update()));
}

std::string words_of(CrlFault fault, const Crl& crl) {
    switch (fault) {
        case CrlFault::none: return "valid";
        case CrlFault::wrong_issuer: return "issued by another";
        case CrlFault::wrong_scope: return "covers other certificates";
        case CrlFault::unusable: return crl.unusable();
        case CrlFault::not_yet_valid: return "not yet valid";
        case CrlFault::stale:
            return crl.next_update() ? "stale since " + certlib::format_time(*crl.next_update()) : "without nextUpdate, so that it may be stale";
        case CrlFault::weak_signature: return "signed with " + crl.signature_algorithm().to_string() + ", which anyone can forge";
        case CrlFault::bad_signature: return "not signed by a key of its issuer";
        case CrlFault::no_valid_signer: return "signed by a certificate that may not sign CRLs or has no valid, unrevoked path to the same root";
        case CrlFault::limit: return "not examined: too many lists and issuers of its name to try";
    }
    return "valid";
}

}  // namespace

class RevocationChecker::Work {
public:
    Work(std::vector<Crl> crls, std::vector<Candidate> candidates, RevocationOptions options)
        : crls_(std::move(crls)), candidates_(std::move(candidates)), options_(std::move(options)) {}

    Revocation status_of(const Chain& chain, std::size_t position) {
        const auto& certificate = chain.links[position].certificate;
        Revocation result;
        ReasonMask answered = 0;
        CrlFault nearest = CrlFault::none;
        for (const auto& point : points_of(certificate))
            for (const auto& crl : crls_) {
                if (crl.is_delta()) continue;
                const auto reasons = reasons_of(crl, point);
                const bool is_meant = is_meant_for(crl, point, certificate) == CrlFault::none;
                if (is_meant && (reasons & ~answered) == 0) continue;
                const Crl* const delta = is_meant ? delta_for(crl) : nullptr;
                const auto fault = fault_at(crl, delta, point, chain, position);
                if (fault != CrlFault::none) {
                    // A list that was never meant for the certificate is not worth naming.
                    if (fault > CrlFault::wrong_scope && fault > nearest) {
                        nearest = fault;
                        result.evidence = describe(crl, fault);
                    }
                    continue;
                }
                if (auto revoked = entry_in(crl, delta, certificate, chain, position)) return *revoked;
                answered = static_cast<ReasonMask>(answered | reasons);
                note_good(result, crl, delta);
                if (answered == all_reasons) {
                    result.status = RevocationStatus::good;
                    return result;
                }
            }
        if (answered != 0) result.evidence = "the valid CRLs do not answer for every reason of revocation";
        if (nearest == CrlFault::none && answered == 0) result.evidence = "no CRL at hand covers it";
        result.next_update = {};
        result.crl = {};
        return result;
    }

    CrlFault fault_of(const Crl& crl, const Chain& chain, std::size_t position) {
        auto best = CrlFault::wrong_issuer;
        for (const auto& point : points_of(chain.links[position].certificate)) {
            const auto fault = fault_at(crl, nullptr, point, chain, position);
            if (fault == CrlFault::none) return fault;
            best = std::max(best, fault);
        }
        return best;
    }

private:
    static CrlFault is_meant_for(const Crl& crl, const certlib::DistributionPoint& point, const Certificate& certificate) {
        if (!comes_from(crl, point, certificate)) return CrlFault::wrong_issuer;
        return covers(crl, point, certificate) ? CrlFault::none : CrlFault::wrong_scope;
    }

    CrlFault fault_at(const Crl& crl, const Crl* delta, const certlib::DistributionPoint& point, const Chain& chain, std::size_t position) {
        if (const auto fault = is_meant_for(crl, point, chain.links[position].certificate); fault != CrlFault::none) return fault;
        if (!crl.unusable().empty()) return CrlFault::unusable;
        if (is_forgeable(crl)) return CrlFault::weak_signature;
        // A base that is no longer current stays of use as long as a delta brings it up to date (6.3.3 a 1).
        const auto currency = currency_of(crl, options_.at);
        if (currency == CrlFault::not_yet_valid || (currency == CrlFault::stale && delta == nullptr)) return currency;
        const auto signer = signer_of(crl, chain, position);
        if (signer != CrlFault::none) return signer;
        // The delta counts only with the same signer's signature; without it a stale base is stale.
        if (delta != nullptr && currency == CrlFault::stale && signer_of(*delta, chain, position) != CrlFault::none) return CrlFault::stale;
        return CrlFault::none;
    }

    /// delta_for finds the newest current delta for a base, when deltas are to be used.
    const Crl* delta_for(const Crl& base) const {
        const Crl* newest = nullptr;
        if (!options_.use_deltas) return newest;
        for (const auto& delta : crls_) {
            if (!completes(delta, base) || !delta.unusable().empty() || is_forgeable(delta) || currency_of(delta, options_.at) != CrlFault::none) continue;
            if (newest == nullptr || delta.this_update() > newest->this_update()) newest = &delta;
        }
        return newest;
    }

    // 6.3.3 i to k: the delta's word comes first; removeFromCRL takes back what the base says.
    std::optional<Revocation> entry_in(const Crl& base, const Crl* delta, const Certificate& certificate, const Chain& chain,
                                       std::size_t position) {
        const Crl* where = &base;
        auto entry = find(base, certificate);
        if (delta != nullptr && signer_of(*delta, chain, position) == CrlFault::none) {
            if (auto newer = find(*delta, certificate)) {
                entry = newer;
                where = delta;
            }
        }
        if (!entry || entry->reason == certlib::RevocationReason::remove_from_crl) return {};
        return Revocation{RevocationStatus::revoked, entry->reason, entry->date, name_of(*where), where->next_update(), *where};
    }

    static void note_good(Revocation& result, const Crl& crl, const Crl* delta) {
        const auto& newest = delta == nullptr ? crl : *delta;
        result.evidence = name_of(newest);
        result.crl = newest;
        if (newest.next_update() && (!result.next_update || *newest.next_update() < *result.next_update)) result.next_update = newest.next_update();
    }

    // 6.3.3 f and g
    CrlFault signer_of(const Crl& crl, const Chain& chain, std::size_t position) {
        auto fault = CrlFault::bad_signature;
        for (std::size_t i = position + 1; i < chain.links.size(); ++i) {
            const auto one = fault_by(crl, chain.links[i].certificate, working_key(chain, i), nullptr);
            if (one == CrlFault::none) return one;
            fault = std::max(fault, one);
        }
        for (const auto& candidate : candidates_) {
            if (stands_above(candidate.certificate, chain, position)) continue;
            const auto one = fault_by(crl, candidate.certificate, candidate.certificate.public_key_info(), &chain.last());
            if (one == CrlFault::none) return one;
            fault = std::max(fault, one);
        }
        return fault;
    }

    /// fault_by says why a CRL is not to be believed by this certificate's key, or none. One that stands in the chain itself needs
    /// no path of its own; any other needs one to `anchor`.
    CrlFault fault_by(const Crl& crl, const Certificate& signer, certlib::ByteView key, const Certificate* anchor) {
        if (!(signer.subject() == crl.issuer())) return CrlFault::bad_signature;
        const auto verified = verifies(crl, key, cost_of(signer.public_key()));
        if (!verified) return CrlFault::limit;
        if (!*verified) return CrlFault::bad_signature;
        if (!may_sign_crls(signer)) return CrlFault::no_valid_signer;
        return anchor == nullptr ? CrlFault::none : path_fault(signer, *anchor);
    }

    static bool stands_above(const Certificate& signer, const Chain& chain, std::size_t position) {
        return std::any_of(chain.links.begin() + static_cast<std::ptrdiff_t>(position) + 1, chain.links.end(),
                           [&](const Link& link) { return link.certificate == signer; });
    }

    /// verifies is empty when the budget is used up.
    std::optional<bool> verifies(const Crl& crl, certlib::ByteView key, std::size_t cost) {
        std::pair question{crl.der().data(), certlib::Bytes(key.begin(), key.end())};
        if (const auto known = signatures_.find(question); known != signatures_.end()) return known->second;
        if (signatures_left_ < cost) return {};
        signatures_left_ -= cost;
        const bool verified = certlib::verify_signature(crl, key) == SignatureResult::valid;
        signatures_.emplace(std::move(question), verified);
        return verified;
    }

    /// find remembers what a list says: the paths of one leaf ask of the same certificates again and again.
    std::optional<certlib::RevokedEntry> find(const Crl& crl, const Certificate& certificate) {
        auto [known, is_new] = entries_.try_emplace({crl.der().data(), certificate.sha256_fingerprint()});
        if (is_new) known->second = crl.find(certificate.issuer(), certificate.serial());
        return known->second;
    }

    /// path_fault is none for a signer with a valid path to the anchor of the certificate asked about, of which nothing is revoked.
    /// One whose own status is being asked further up may state it: if the list revokes it, the question further up ends so
    /// (PKITS 4.14.30).
    CrlFault path_fault(const Certificate& signer, const Certificate& anchor) {
        if (std::find(asked_.begin(), asked_.end(), signer) != asked_.end()) return CrlFault::none;
        if (!options_.is_valid_path) return CrlFault::no_valid_signer;
        std::pair question{signer.sha256_fingerprint(), anchor.sha256_fingerprint()};
        if (const auto known = signers_.find(question); known != signers_.end()) return known->second;
        asked_.push_back(signer);
        const auto fault = searched_path_fault(signer, anchor);
        asked_.pop_back();
        // What was found while another signer's status was open may rest on that one being good.
        if (asked_.empty()) signers_.emplace(std::move(question), fault);
        return fault;
    }

    CrlFault searched_path_fault(const Certificate& signer, const Certificate& anchor) {
        if (++paths_looked_into_ > signer_paths) return CrlFault::limit;
        TrustAnchors anchors;
        anchors.add(anchor);
        const auto found = walk(signer, candidates_, anchors, {.limits = signer_search, .order = Order::nearest_anchor, .at = options_.at});
        const auto fault = found.cut_short ? CrlFault::limit : CrlFault::no_valid_signer;
        for (const auto& chain : found.chains) {
            if (chain.ending != Ending::anchored) continue;
            if (++paths_looked_into_ > signer_paths) return CrlFault::limit;
            if (!options_.is_valid_path(chain)) continue;
            bool good = true;
            for (std::size_t i = 0; good && i + 1 < chain.links.size(); ++i) good = status_of(chain, i).status == RevocationStatus::good;
            if (good) return CrlFault::none;
        }
        return fault;
    }

    std::vector<Crl> crls_;
    std::vector<Candidate> candidates_;
    RevocationOptions options_;
    std::map<std::pair<const std::uint8_t*, certlib::Bytes>, bool> signatures_;                             // by list and key
    std::map<std::pair<const std::uint8_t*, certlib::Bytes>, std::optional<certlib::RevokedEntry>> entries_;  // by list and certificate
    std::map<std::pair<certlib::Bytes, certlib::Bytes>, CrlFault> signers_;                                 // by signer and anchor
    std::vector<Certificate> asked_;  // CRL issuers whose own status is being asked, outermost first
    std::size_t signatures_left_ = signature_checks;
    std::size_t paths_looked_into_ = 0;
};

RevocationChecker::RevocationChecker(std::vector<Crl> crls, std::vector<Candidate> candidates, RevocationOptions options)
    : work_(std::make_unique<Work>(std::move(crls), std::move(candidates), std::move(options))) {}
RevocationChecker::~RevocationChecker() = default;
RevocationChecker::RevocationChecker(RevocationChecker&&) noexcept = default;
RevocationChecker& RevocationChecker::operator=(RevocationChecker&&) noexcept = default;

Revocation RevocationChecker::status_of(const Chain& chain, std::size_t position) { return work_->status_of(chain, position); }

CrlFault RevocationChecker::fault_of(const Crl& crl, const Chain& chain, std::size_t position) {
    return work_->fault_of(crl, chain, position);
}

std::string describe(const Crl& crl, CrlFault fault) { return fmt::format("{}: {}", name_of(crl), words_of(fault, crl)); }

std::string_view to_string(RevocationStatus status) {
    switch (status) {
        case RevocationStatus::good: return "good";
        case RevocationStatus::revoked: return "revoked";
        case RevocationStatus::undetermined: return "undetermined";
    }
    return "undetermined";
}

}  // namespace chainwalk
