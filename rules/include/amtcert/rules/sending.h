#pragma once

#include <string>
#include <vector>

#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/report.h>

namespace [[gnu::visibility("default")]] rules {

/// ServedRelease is a release that a chain is for. Pass, or inconclusive with the rules that are not decided.
struct ServedRelease {
    std::string label;                            ///< of the release
    Verdict verdict = Verdict::pass;              ///< with this chain sent
    Confidence confidence = Confidence::unknown;  ///< how it is known
    std::vector<const Rule*> undecided;           ///< what keeps it from being a pass
};

/// ChainToSend is one chain as it should be sent, and for which releases.
struct ChainToSend {
    std::vector<certlib::Certificate> certificates;  ///< leaf first, then each issuer, the self-signed root last
    std::vector<chainwalk::Origin> origins;          ///< where each was got from: Origin::aia was fetched
    std::vector<ServedRelease> releases;             ///< whom the chain is for
    std::vector<std::string>
        others_fail;  ///< what the other chains would do for these releases: "the chain to CN=...: AMT 16.1 no (...)"
};

/// UnservedRelease is a release for which no chain will do, with what stands in the way.
struct UnservedRelease {
    std::string label;                 ///< of the release
    bool remote_configuration = true;  ///< false: the release has none; nobody's fault
    std::vector<RuleResult> reasons;   ///< of the first chain
};

/// ChainSelection is the answer for one certificate: as few chains as will serve the releases.
struct ChainSelection {
    std::vector<ChainToSend> chains;             ///< the one that serves most releases first
    std::vector<UnservedRelease> unserved;       ///< no chain serves them
    std::vector<certlib::Certificate> left_out;  ///< of the source, in no chain
    std::vector<chainwalk::Location> locations;  ///< what became of those that the chains name
    Verdict verdict = Verdict::inconclusive;     ///< fail when a release that was named, or every one, has no chain
};

/// select_chains finds every chain from `leaf` to a root and picks, for each release of the site (every generation when none is
/// named), one that check would pass, else one whose fate is not known. Issuers that are missing are fetched as in check, when
/// `material` has a way to locations; dates and revocation count as they do there.
[[nodiscard]] ChainSelection select_chains(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf,
                                           const Material& material);

}  // namespace gnu::visibility("default")]]rules
