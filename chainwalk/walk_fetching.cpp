#include <algorithm>

#include <amtcert/chainwalk/named_locations.h>

namespace chainwalk {
namespace {

/// How many missing issuers one above the other are asked for.
constexpr int rounds = 5;

std::vector<FetchRequest> missing_issuers(const Walk& walk) {
    std::vector<FetchRequest> requests;
    for (const auto& chain : walk.chains) {
        if (chain.ending != Ending::no_issuer) continue;
        for (auto& location : named_locations(chain.last(), 0))
            if (location.kind == LocationKind::aia && requests.size() < locations_per_chain)
                requests.push_back({.url = std::move(location.url), .kind = LocationKind::aia});
    }
    return requests;
}

bool is_known(const std::vector<Candidate>& candidates, const certlib::Certificate& certificate) {
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const Candidate& one) { return one.certificate == certificate; });
}

bool any_complete(const Walk& walk) {
    return std::any_of(walk.chains.begin(), walk.chains.end(), [](const Chain& chain) { return chain.is_complete(); });
}

}  // namespace

Walk walk_fetching(const certlib::Certificate& leaf, std::vector<Candidate>& candidates, const TrustAnchors& anchors,
                   Retriever& retriever) {
    auto found = walk(leaf, candidates, anchors);
    std::size_t position = 0;
    for (int round = 0; round < rounds && !any_complete(found); ++round) {
        const auto before = position;
        for (const auto& answer : retriever.retrieve(missing_issuers(found)))
            for (const auto& certificate : answer->certificates)
                if (!is_known(candidates, certificate)) candidates.push_back({certificate, Origin::aia, position++});
        if (position == before) break;
        found = walk(leaf, candidates, anchors);
    }
    return found;
}

void prefetch(const std::vector<certlib::Certificate>& certificates, Retriever& retriever) {
    std::vector<FetchRequest> requests;
    for (const auto& certificate : certificates) {
        if (certificate.is_self_issued()) continue;
        auto locations = named_locations(certificate, 0);
        locations.resize(std::min(locations.size(), locations_per_chain));
        for (auto& location : locations)
            if (location.kind != LocationKind::ocsp) requests.push_back({.url = std::move(location.url), .kind = location.kind});
    }
    (void)retriever.retrieve(requests);
}

}  // namespace chainwalk
