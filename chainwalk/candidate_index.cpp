#include "candidate_index.h"

#include <algorithm>
#include <set>

namespace chainwalk {
namespace {

/// key_identifier_rank orders issuers by how well their key identifier fits (RFC 5280 4.2.1.1): it guides, it never excludes.
int key_identifier_rank(const certlib::Certificate& certificate, const certlib::Certificate& issuer) {
    const auto& wanted = certificate.decoded().authority_key_identifier;
    const auto& found = issuer.decoded().subject_key_identifier;
    if (!wanted || !wanted->key_identifier || !found) return 1;
    return *wanted->key_identifier == *found ? 0 : 2;
}

}  // namespace

CandidateIndex::CandidateIndex(const std::vector<Candidate>& candidates) {
    std::set<certlib::Bytes> seen;
    for (const auto& candidate : candidates)
        if (seen.insert(candidate.certificate.sha256_fingerprint()).second)
            by_subject_[candidate.certificate.subject().canonical()].push_back(&candidate);
}

std::vector<const Candidate*> CandidateIndex::issuers_of(const certlib::Certificate& certificate) const {
    const auto found = by_subject_.find(certificate.issuer().canonical());
    if (found == by_subject_.end()) return {};
    auto issuers = found->second;
    std::stable_sort(issuers.begin(), issuers.end(), [&](const Candidate* left, const Candidate* right) {
        return key_identifier_rank(certificate, left->certificate) < key_identifier_rank(certificate, right->certificate);
    });
    return issuers;
}

const Candidate* CandidateIndex::place_of(const certlib::Certificate& certificate) const {
    const auto found = by_subject_.find(certificate.subject().canonical());
    if (found == by_subject_.end()) return nullptr;
    const auto same = std::find_if(found->second.begin(), found->second.end(),
                                   [&](const Candidate* candidate) { return candidate->certificate == certificate; });
    return same == found->second.end() ? nullptr : *same;
}

}  // namespace chainwalk
