#include <amtcert/chainwalk/revocation.h>

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "crl_scope.h"

namespace chainwalk {
namespace {

using certlib::Certificate;
using certlib::Crl;
using certlib::SignatureResult;

/// How many paths of CRL issuers are looked into for one checker, so that a hostile pool ends.
constexpr std::size_t signer_paths = 256;

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
        case CrlFault::bad_signature: return "not signed by a key of its issuer";
        case CrlFault::no_valid_signer: return "signed by a certificate that may not sign CRLs or has no valid, unrevoked path to the same root";
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
                if (is_meant_for(crl, point, certificate) == CrlFault::none && (reasons & ~answered) == 0) continue;
                const Crl* const delta = delta_for(crl);
                const auto fault = fault_at(crl, delta, point, chain, position);
                if (fault != CrlFault::none) {
                    if (fault > nearest) {
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
            if (!completes(delta, base) || !delta.unusable().empty() || currency_of(delta, options_.at) != CrlFault::none) continue;
            if (newest == nullptr || delta.this_update() > newest->this_update()) newest = &delta;
        }
        return newest;
    }

    // 6.3.3 i to k: the delta's word comes first; removeFromCRL takes back what the base says.
    std::optional<Revocation> entry_in(const Crl& base, const Crl* delta, const Certificate& certificate, const Chain& chain,
                                       std::size_t position) {
        const Crl* where = &base;
        auto entry = base.find(certificate.issuer(), certificate.serial());
        if (delta != nullptr && signer_of(*delta, chain, position) == CrlFault::none) {
            if (auto newer = delta->find(certificate.issuer(), certificate.serial())) {
                entry = newer;
                where = delta;
            }
        }
        if (!entry || entry->reason == certlib::RevocationReason::remove_from_crl) return {};
        return Revocation{RevocationStatus::revoked, entry->reason, entry->date, name_of(*where), where->next_update()};
    }

    static void note_good(Revocation& result, const Crl& crl, const Crl* delta) {
        const auto& newest = delta == nullptr ? crl : *delta;
        result.evidence = name_of(newest);
        if (newest.next_update() && (!result.next_update || *newest.next_update() < *result.next_update)) result.next_update = newest.next_update();
    }

    // 6.3.3 f and g
    CrlFault signer_of(const Crl& crl, const Chain& chain, std::size_t position) {
        auto fault = CrlFault::bad_signature;
        for (std::size_t i = position + 1; i < chain.links.size(); ++i) {
            const auto& signer = chain.links[i].certificate;
            if (!(signer.subject() == crl.issuer()) || !verifies(crl, signer)) continue;
            if (may_sign_crls(signer)) return CrlFault::none;
            fault = CrlFault::no_valid_signer;
        }
        for (const auto& candidate : candidates_) {
            const auto& signer = candidate.certificate;
            if (!(signer.subject() == crl.issuer()) || stands_above(signer, chain, position) || !verifies(crl, signer)) continue;
            if (may_sign_crls(signer) && has_good_path(signer, chain.last())) return CrlFault::none;
            fault = CrlFault::no_valid_signer;
        }
        return fault;
    }

    static bool stands_above(const Certificate& signer, const Chain& chain, std::size_t position) {
        return std::any_of(chain.links.begin() + static_cast<std::ptrdiff_t>(position) + 1, chain.links.end(),
                           [&](const Link& link) { return link.certificate == signer; });
    }

    bool verifies(const Crl& crl, const Certificate& signer) {
        const auto key = signer.public_key_info();
        auto [known, is_new] = signatures_.try_emplace({crl.der().data(), certlib::Bytes(key.begin(), key.end())}, false);
        if (is_new) known->second = certlib::verify_signature(crl, signer) == SignatureResult::valid;
        return known->second;
    }

    /// has_good_path: a valid path to the anchor of the certificate asked about, of which nothing is revoked. A signer whose own
    /// status is being asked further up may state it: if the list revokes it, the question further up ends so (PKITS 4.14.30).
    bool has_good_path(const Certificate& signer, const Certificate& anchor) {
        if (std::find(asked_.begin(), asked_.end(), signer) != asked_.end()) return true;
        if (!options_.is_valid_path) return false;
        TrustAnchors anchors;
        anchors.add(anchor);
        asked_.push_back(signer);
        bool good = false;
        for (const auto& chain : walk(signer, candidates_, anchors).chains) {
            if (chain.ending != Ending::anchored || paths_looked_into_ >= signer_paths) continue;
            ++paths_looked_into_;
            if (!options_.is_valid_path(chain)) continue;
            good = true;
            for (std::size_t i = 0; good && i + 1 < chain.links.size(); ++i) good = status_of(chain, i).status == RevocationStatus::good;
            if (good) break;
        }
        asked_.pop_back();
        return good;
    }

    std::vector<Crl> crls_;
    std::vector<Candidate> candidates_;
    RevocationOptions options_;
    std::map<std::pair<const std::uint8_t*, certlib::Bytes>, bool> signatures_;  // list and key
    std::vector<Certificate> asked_;  // CRL issuers whose own status is being asked, outermost first
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
