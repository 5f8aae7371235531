#pragma once

#include <string>

#include <amtcert/rules/rule.h>

namespace rules {

/// RootTrust is whether firmware trusts a root: pass, fail or inconclusive, with the evidence and what to do.
struct RootTrust {
    Result result = Result::inconclusive;
    std::string evidence;
    std::string fix;
};

/// root_trust looks for a root, by the hash of its DER, in what the site says its devices hold, and else in the table of observed
/// lists: for one release, or for none in particular (null). Neither dates nor strength are looked at.
[[nodiscard]] RootTrust root_trust(const Site& site, const certlib::Certificate& root, const Release* release);

}  // namespace rules
