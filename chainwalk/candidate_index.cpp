#include "candidate_index.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <set>
#include <tuple>

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

CandidateIndex::CandidateIndex(const std::vector<Candidate>& candidates, const TrustAnchors& anchors, const Search& search) {
    std::set<certlib::Bytes> seen;
    for (const auto& candidate : candidates)
        if (seen.insert(candidate.certificate.sha256_fingerprint()).second)
            by_subject_[candidate.certificate.subject().canonical()].push_back({&candidate});
    if (search.order == Order::nearest_anchor) measure(candidates, anchors, search.at);
}

/// measure goes from the anchors down, name by name: names are cheap to compare, signatures are not.
void CandidateIndex::measure(const std::vector<Candidate>& candidates, const TrustAnchors& anchors, certlib::Time at) {
    constexpr auto unreachable = std::numeric_limits<std::size_t>::max();
    std::unordered_map<std::string, std::vector<std::string>> issued;  // subjects by issuer
    std::unordered_map<std::string, std::size_t> distances;            // of a name from an anchor
    std::deque<std::string> names;
    for (const auto& candidate : candidates) {
        const auto& subject = candidate.certificate.subject().canonical();
        issued[candidate.certificate.issuer().canonical()].push_back(subject);
        if (anchors.trusts(candidate.certificate) && distances.emplace(subject, 0).second) names.push_back(subject);
    }
    for (; !names.empty(); names.pop_front())
        for (const auto& subject : issued[names.front()])
            if (distances.emplace(subject, distances.at(names.front()) + 1).second) names.push_back(subject);
    for (auto& [subject, entries] : by_subject_)
        for (auto& entry : entries) {
            const auto& certificate = entry.candidate->certificate;
            const auto issuer = distances.find(certificate.issuer().canonical());
            entry.distance = anchors.trusts(certificate)  ? 0
                             : issuer == distances.end() ? unreachable
                                                         : issuer->second + 1;
            entry.current = certificate.not_before() <= at && at <= certificate.not_after();
        }
}

std::vector<const Candidate*> CandidateIndex::issuers_of(const certlib::Certificate& certificate) const {
    const auto found = by_subject_.find(certificate.issuer().canonical());
    if (found == by_subject_.end()) return {};
    using Rank = std::tuple<bool, std::size_t, bool, int, const Candidate*>;
    std::vector<Rank> ranked;
    for (const auto& entry : found->second) {
        const int identifier = key_identifier_rank(certificate, entry.candidate->certificate);
        ranked.emplace_back(identifier == 2, entry.distance, !entry.current, identifier, entry.candidate);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Rank& left, const Rank& right) {
        return std::tie(std::get<0>(left), std::get<1>(left), std::get<2>(left), std::get<3>(left)) <
               std::tie(std::get<0>(right), std::get<1>(right), std::get<2>(right), std::get<3>(right));
    });
    std::vector<const Candidate*> issuers;
    for (const auto& rank : ranked) issuers.push_back(std::get<const Candidate*>(rank));
    return issuers;
}

const Candidate* CandidateIndex::place_of(const certlib::Certificate& certificate) const {
    const auto found = by_subject_.find(certificate.subject().canonical());
    if (found == by_subject_.end()) return nullptr;
    const auto same = std::find_if(found->second.begin(), found->second.end(),
                                   [&](const Entry& entry) { return entry.candidate->certificate == certificate; });
    return same == found->second.end() ? nullptr : same->candidate;
}

}  // namespace chainwalk
