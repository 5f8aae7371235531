#include "engine/candidates.h"

namespace rules {

using chainwalk::Candidate;
using chainwalk::Origin;

std::vector<Candidate> candidates_from(const certlib::Bundle& bundle, const Material& material) {
    std::vector<Candidate> candidates;
    const auto add = [&](const std::vector<certlib::Certificate>& certificates, Origin origin) {
        for (std::size_t i = 0; i < certificates.size(); ++i) candidates.push_back({certificates[i], origin, i});
    };
    add(bundle.certificates, Origin::source);
    add(material.intermediates, Origin::intermediates);
    add(material.roots, Origin::roots);
    return candidates;
}

}  // namespace rules
