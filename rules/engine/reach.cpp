#include <algorithm>

#include <amtcert/rules/reach.h>

#include "engine/candidates.h"

namespace rules {
namespace {

using chainwalk::Location;
using chainwalk::LocationState;

/// is_open: whether the location serves what it should was not found out.
bool is_open(const Location& location) {
    switch (location.status.state) {
        case LocationState::ok:
            return !location.verified;
        case LocationState::not_tried:
        case LocationState::domain_only:
            return true;
        // A file is a location like others, which the user did not allow to be read.
        case LocationState::scheme_blocked:
            return location.url.starts_with("file:") && !location.host_reached;
        default:
            return false;
    }
}

bool fails(const Location& location) { return location.status.state != LocationState::ok && !is_open(location); }

/// badness orders the answers for one URL.
int badness(const Location& location) { return fails(location) ? 2 : is_open(location) ? 1 : 0; }

void add(ReachReport& report, ReachedLocation one) {
    const auto same = std::find_if(report.locations.begin(), report.locations.end(), [&](const ReachedLocation& other) {
        return other.location.url == one.location.url && other.location.kind == one.location.kind;
    });
    if (same == report.locations.end())
        report.locations.push_back(std::move(one));
    else if (badness(one.location) > badness(same->location))
        *same = std::move(one);
}

}  // namespace

void reach(ReachReport& report, const certlib::Bundle& bundle, const certlib::Certificate& leaf, const Material& material) {
    ++report.subjects;
    chainwalk::TrustAnchors anchors;
    for (const auto& root : material.roots) anchors.add(root);
    Site site;
    site.at = report.time;
    const auto walk = explore(site, bundle, leaf, material, anchors);
    // Of several paths the complete ones come first, and what they leave out the others do as well.
    for (const auto& chain : walk.chains)
        for (const auto& location : chain.revocation->locations) {
            if (!chain.is_complete() && walk.chains.front().is_complete()) continue;
            add(report, {bundle.source, chain.links[location.certificate].certificate.subject().to_string(), location});
        }
}

Verdict ReachReport::verdict() const {
    std::vector<Location> all;
    for (const auto& one : locations) all.push_back(one.location);
    if (chainwalk::no_network(all)) return Verdict::inconclusive;
    if (std::any_of(all.begin(), all.end(), rules::fails)) return Verdict::fail;
    if (!errors.empty() || subjects == 0 || std::any_of(all.begin(), all.end(), is_open)) return Verdict::inconclusive;
    return Verdict::pass;
}

int ReachReport::exit_code() const { return !errors.empty() || subjects == 0 ? 2 : exit_code_of(verdict()); }

}  // namespace rules
