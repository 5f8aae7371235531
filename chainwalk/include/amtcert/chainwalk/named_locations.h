#pragma once

#include <amtcert/chainwalk/revocation_facts.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// named_locations lists what a certificate names, not tried yet: CRLs by distribution point, delta CRLs, issuers, responders.
[[nodiscard]] std::vector<Location> named_locations(const certlib::Certificate& certificate, std::size_t place);

/// uris_of lists the URIs of a distribution point's full name.
[[nodiscard]] std::vector<std::string> uris_of(const certlib::DistributionPoint& point);

/// append_locations appends what became of the locations that a chain names (Chain::revocation); nothing when nobody looked.
void append_locations(std::vector<Location>& to, const Chain& chain);

}  // namespace chainwalk
