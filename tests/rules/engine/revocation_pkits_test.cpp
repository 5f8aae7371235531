#include <amtcert/chainwalk/revocation.h>
#include <catch2/catch.hpp>

#include "rules/support/path_verdict.h"
#include "support/pkits.h"

namespace {

using chainwalk::Chain;

/// is_valid_path judges a path by the RFC 5280 rules; PKITS' certificates have no other role than that.
bool is_valid_path(const Chain& chain, certlib::Time at) {
    rules::Site site;
    site.at = at;
    const certlib::Bundle bundle;
    const chainwalk::Walk walk;
    return rules::accepts({site, bundle, walk, chain});
}

/// validates: some path from the leaf to the anchor is valid, and every certificate of it is known not to be revoked.
bool validates(const pkits::Case& one) {
    const auto at = certlib::parse_time("2011-04-15").value();
    std::vector<chainwalk::Candidate> candidates;
    for (const auto& certificate : one.path) candidates.push_back({certificate, chainwalk::Origin::source, candidates.size()});
    chainwalk::TrustAnchors anchors;
    anchors.add(one.path.back());
    const auto check = [&](const Chain& chain) { return is_valid_path(chain, at); };
    const bool use_deltas = one.id.starts_with("4.15.");
    chainwalk::RevocationChecker checker(one.crls, candidates, {.at = at, .use_deltas = use_deltas, .is_valid_path = check});
    for (const auto& chain : chainwalk::walk(one.path.front(), candidates, anchors).chains) {
        if (chain.ending != chainwalk::Ending::anchored || !check(chain)) continue;
        bool good = true;
        for (std::size_t i = 0; i + 1 < chain.links.size(); ++i) {
            const auto fact = checker.status_of(chain, i);
            UNSCOPED_INFO(i << " " << to_string(fact.status) << " " << fact.evidence);
            good = good && fact.status == chainwalk::RevocationStatus::good;
        }
        if (good) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("RevocationChecker: PKITS 4.4, 4.5, 4.14 and 4.15 in full") {
    if (!suite::is_there(pkits::folder)) return;
    std::size_t count = 0;
    for (const char* section : {"4.4.", "4.5.", "4.14.", "4.15."})
        for (const auto& one : pkits::section(section)) {
            INFO(one.id);
            CHECK(validates(one) == one.should_validate);
            ++count;
        }
    CHECK(count == 74);
}
