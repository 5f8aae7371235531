#include <amtcert/rules/path_validation.h>

#include <algorithm>
#include <iterator>

#include <amtcert/chainwalk/revocation.h>

#include "engine/candidates.h"
#include "engine/judgement.h"
#include "support/path_verdict.h"

namespace rules {
namespace {

using chainwalk::Candidate;
using chainwalk::Origin;

/// How many complete paths the engines are asked about: their opinions are shown and decide nothing.
constexpr std::size_t opinions_asked = 4;

/// A root is an anchor wherever else it stands.
constexpr Origins roots_first{Origin::roots, Origin::source, Origin::intermediates};

chainwalk::Search search_for(const PathRequest& request) {
    // Deep enough to see the paths that link.depth refuses for their length.
    constexpr std::size_t usual_depth = 14;
    const std::size_t depth = std::max(usual_depth, request.depth.value_or(0) + 2);
    return {.limits = {.depth = depth, .signature_checks = 1500}, .order = chainwalk::Order::nearest_anchor, .at = request.at};
}

/// add_revocation asks the CRLs about every certificate below the anchor of each path that has one.
void add_revocation(chainwalk::Walk& walk, const PathRequest& request, const Site& site, const std::vector<Candidate>& candidates,
                    const std::vector<certlib::Crl>& crls) {
    const bool nothing_to_ask = request.revocation == RevocationMode::check && crls.empty();
    if (request.revocation == RevocationMode::off || nothing_to_ask) return;
    // The path of a CRL's issuer is held to section 6 alone, whatever is asked of the leaf.
    const PathRequest of_issuers{.at = request.at};
    const certlib::Bundle no_bundle;
    const chainwalk::Walk no_walk;
    const auto is_valid_path = [&](const chainwalk::Chain& chain) {
        return accepts({site, no_bundle, no_walk, chain, Role::plain, nullptr, nullptr, true, &of_issuers});
    };
    chainwalk::RevocationChecker checker(crls, candidates,
                                         {.at = request.at, .use_deltas = request.use_deltas, .is_valid_path = is_valid_path});
    for (auto& chain : walk.chains)
        for (std::size_t i = 0; chain.ending == chainwalk::Ending::anchored && i + 1 < chain.links.size(); ++i)
            chain.links[i].revocation = checker.status_of(chain, i);
}

/// refuses says whether a result keeps a path from being accepted by what was asked.
bool refuses(const RuleResult& result, const PathRequest& request) {
    const auto profile = request.profile;
    const bool always = is_path_rule(result.rule->id);
    if (result.finding.result == Result::inconclusive) {
        const bool reported_only = request.revocation != RevocationMode::require && result.rule->id == "revocation.not-revoked";
        return !reported_only && (always || profile != Profile::path);
    }
    if (profile == Profile::path) return always && fails(result, Severity::error);
    return fails(result, Severity::warning);
}

ChainReport judge(const Subject& subject, const chainwalk::Chain& chain, std::vector<RuleResult>& results) {
    ChainReport report{.chain = chain};
    results = judge_chain(subject, chain);
    std::copy_if(results.begin(), results.end(), std::back_inserter(report.refusals),
                 [&](const RuleResult& result) { return refuses(result, *subject.request); });
    report.accepted = chain.ending == chainwalk::Ending::anchored && report.refusals.empty();
    return report;
}

/// hangs says whether a path is refused for nothing but what could not be found out.
bool hangs(const ChainReport& report) {
    return std::all_of(report.refusals.begin(), report.refusals.end(),
                       [](const RuleResult& result) { return result.finding.result == Result::inconclusive; });
}

std::string headline_of(const SubjectReport& report, const chainwalk::Walk& walk) {
    if (report.verdict == Verdict::pass) return "accepted";
    if (walk.cut_short) return "not accepted: no good path found, and the search stopped at its limit (" + walk.limit + ")";
    const auto& refusals = report.chains.front().refusals;
    if (refusals.empty()) return "not accepted";
    return "not accepted: " + std::string(refusals.front().rule->title) + " (rule " + std::string(refusals.front().rule->id) +
           ")";
}

}  // namespace

SubjectReport validate_path(const PathRequest& request, const certlib::Bundle& bundle, const certlib::Certificate& leaf,
                            const Material& material) {
    Site site;
    site.at = request.at;
    chainwalk::TrustAnchors anchors;
    for (const auto& root : material.roots) anchors.add(root);
    const auto candidates = candidates_from(bundle, material, roots_first);
    auto walk = chainwalk::walk(leaf, candidates, anchors, search_for(request));
    add_revocation(walk, request, site, candidates, crls_from(bundle, material));
    const Subject subject{site, bundle, walk, Role::plain, !material.roots.empty(), &request};

    SubjectReport report{.source = bundle.source, .leaf = leaf, .role = Role::plain};
    if (const auto* facts = certlib::store_facts_of(bundle, leaf)) report.store = *facts;
    report.role_reason = "judged by RFC 5280 alone, profile " + std::string(to_string(request.profile));
    std::vector<std::vector<RuleResult>> results(walk.chains.size());
    for (std::size_t i = 0; i < walk.chains.size(); ++i) report.chains.push_back(judge(subject, walk.chains[i], results[i]));

    // The accepted path first; without one, the one with the fewest faults.
    const auto better = [](const ChainReport& left, const ChainReport& right) {
        if (left.accepted != right.accepted) return left.accepted;
        return left.chain.is_complete() == right.chain.is_complete() && left.refusals.size() < right.refusals.size();
    };
    const auto first = std::min_element(report.chains.begin(), report.chains.end(), better) - report.chains.begin();
    std::rotate(report.chains.begin(), report.chains.begin() + first, report.chains.begin() + first + 1);
    report.results = std::move(results[static_cast<std::size_t>(first)]);
    std::size_t asked = 0;
    for (auto& one : report.chains)
        if (one.chain.is_complete() && asked++ < opinions_asked) chainwalk::ask_engines(one.chain, request.at);

    const bool open = walk.cut_short || std::any_of(report.chains.begin(), report.chains.end(), hangs);
    report.verdict = report.chains.front().accepted ? Verdict::pass : open ? Verdict::inconclusive : Verdict::fail;
    if (report.verdict == Verdict::inconclusive)
        for (const auto& refusal : report.chains.front().refusals)
            if (refusal.finding.result == Result::inconclusive) report.undecided.push_back(refusal.rule);
    report.stages = stage_reports(site, report.results, report.undecided);
    report.headline = headline_of(report, walk);
    report.notes = notes_on_crls(bundle, request.revocation);
    return report;
}

}  // namespace rules
