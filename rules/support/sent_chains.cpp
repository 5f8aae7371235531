#include "support/sent_chains.h"

#include <algorithm>

namespace rules {
namespace {

using certlib::Certificate;
using chainwalk::Chain;
using chainwalk::Link;

using Path = std::vector<Certificate>;

/// by_first_match goes from each certificate to the first one of the source that has its issuer's name.
Path by_first_match(const Context& context) {
    Path path{context.leaf()};
    const auto& certificates = context.bundle.certificates;
    while (!path.back().is_self_issued() && path.size() <= certificates.size()) {
        const auto issuer = std::find_if(certificates.begin(), certificates.end(), [&](const Certificate& one) {
            return one.subject() == path.back().issuer() && !(one == path.back());
        });
        if (issuer == certificates.end()) break;
        path.push_back(*issuer);
    }
    return path;
}

bool is_path(const Chain& chain, const Path& path) {
    return std::equal(chain.links.begin(), chain.links.end(), path.begin(), path.end(),
                      [](const Link& link, const Certificate& certificate) { return link.certificate == certificate; });
}

bool is_from_source(const Chain& chain) {
    return std::all_of(chain.links.begin(), chain.links.end(),
                       [](const Link& link) { return link.origin == chainwalk::Origin::source; });
}

bool counts(const Site& site, std::initializer_list<Console> consoles) {
    if (site.consoles.empty()) return true;
    return std::any_of(consoles.begin(), consoles.end(), [&](Console console) { return site.consoles.contains(console); });
}

}  // namespace

std::vector<SentChain> sent_chains(const Context& context) {
    const auto first_match = by_first_match(context);
    const auto& site = context.site;
    std::vector<SentChain> sent;
    for (const auto& chain : context.walk.chains) {
        if (!chain.is_complete() || !is_from_source(chain)) continue;
        SentChain one{&chain, {}};
        if (counts(site, {Console::meshcentral}) && is_path(chain, first_match)) one.senders.emplace_back("MeshCentral");
        if (counts(site, {Console::rpc}) && is_path(chain, first_match)) one.senders.emplace_back("rpc-go");
        if (counts(site, {Console::rps}) && is_path(chain, context.bundle.certificates)) one.senders.emplace_back("RPS");
        if (counts(site, {Console::configmgr, Console::sccm2012})) one.senders.emplace_back("ConfigMgr, by its store");
        if (!one.senders.empty()) sent.push_back(std::move(one));
    }
    return sent;
}

}  // namespace rules
