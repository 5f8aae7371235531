#include "engine/candidates.h"

#include <fmt/format.h>

#include <amtcert/chainwalk/revocation_facts.h>

#include "support/path_verdict.h"

namespace rules {
namespace {

const std::vector<certlib::Certificate>& certificates_of(chainwalk::Origin origin, const certlib::Bundle& bundle,
                                                         const Material& material) {
    if (origin == chainwalk::Origin::intermediates) return material.intermediates;
    return origin == chainwalk::Origin::roots ? material.roots : bundle.certificates;
}

}  // namespace

std::vector<chainwalk::Candidate> candidates_from(const certlib::Bundle& bundle, const Material& material, const Origins& order) {
    std::vector<chainwalk::Candidate> candidates;
    for (const auto origin : order) {
        const auto& certificates = certificates_of(origin, bundle, material);
        for (std::size_t i = 0; i < certificates.size(); ++i) candidates.push_back({certificates[i], origin, i});
    }
    return candidates;
}

std::vector<certlib::Crl> crls_from(const certlib::Bundle& bundle, const Material& material) {
    auto crls = material.crls;
    crls.insert(crls.end(), bundle.crls.begin(), bundle.crls.end());
    return crls;
}

std::vector<std::string> notes_on_crls(const certlib::Bundle& bundle, RevocationMode mode) {
    if (bundle.crls.empty() || mode == RevocationMode::off) return {};
    return {fmt::format("The source holds {} itself; {} asked as if given with --crls.",
                        bundle.crls.size() == 1 ? "a CRL" : fmt::format("{} CRLs", bundle.crls.size()),
                        bundle.crls.size() == 1 ? "it is" : "they are")};
}

chainwalk::Walk explore(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf, const Material& material,
                        const chainwalk::TrustAnchors& anchors) {
    auto candidates = candidates_from(bundle, material);
    const bool looks_at_revocation = site.revocation != RevocationMode::off;
    auto walk = looks_at_revocation && material.retriever != nullptr
                    ? chainwalk::walk_fetching(leaf, candidates, anchors, *material.retriever)
                    : chainwalk::walk(leaf, candidates, anchors);
    if (!looks_at_revocation) return walk;
    const auto is_valid_path = [&](const chainwalk::Chain& chain) { return accepts({site, bundle, walk, chain}); };
    chainwalk::find_revocation(walk.chains, {.crls = crls_from(bundle, material),
                                             .retriever = material.retriever,
                                             .candidates = std::move(candidates),
                                             .at = site.at,
                                             .is_valid_path = is_valid_path});
    return walk;
}

}  // namespace rules
