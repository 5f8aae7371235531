#include <algorithm>
#include <iterator>

#include <amtcert/chainwalk/revocation_facts.h>

#include "engine/candidates.h"
#include "engine/judgement.h"

namespace rules {
namespace {

/// anchors_for: AMT takes the self-signed root and nothing else for an anchor, so a provisioning path goes on to one.
chainwalk::TrustAnchors anchors_for(Role role, const Material& material) {
    chainwalk::TrustAnchors anchors;
    for (const auto& root : material.roots)
        if (role != Role::provisioning || root.is_self_issued()) anchors.add(root);
    return anchors;
}

struct Judged {
    chainwalk::Chain chain;
    std::vector<RuleResult> results;
    bool accepted = false;
    int first_failed_stage = 8;
};

Judged judge(const Subject& subject, const chainwalk::Chain& chain) {
    Judged judged{chain, judge_chain(subject, chain)};
    for (const auto& result : judged.results) {
        if (!fails(result, Severity::error)) continue;
        for (int stage = 1; stage <= 7; ++stage)
            if (result.rule->stages.has(stage)) {
                judged.first_failed_stage = std::min(judged.first_failed_stage, stage);
                break;
            }
    }
    judged.accepted = chain.is_complete() && judged.first_failed_stage == 8;
    return judged;
}

/// A setup server sends the first path its bundle gives, so that one is judged for provisioning. Anyone else may use any
/// path: one that is accepted, else the one that fails latest.
std::size_t chain_that_matters(Role role, const std::vector<Judged>& judged) {
    if (role == Role::provisioning) return 0;
    const auto better = [](const Judged& left, const Judged& right) {
        if (left.accepted != right.accepted) return right.accepted;
        return left.first_failed_stage < right.first_failed_stage;
    };
    return static_cast<std::size_t>(std::distance(judged.begin(), std::max_element(judged.begin(), judged.end(), better)));
}

std::optional<Forecast> forecast_of(const chainwalk::Chain& chain, certlib::Time at) {
    std::optional<Forecast> forecast;
    for (const auto& link : chain.links) {
        const auto end = link.certificate.not_after();
        if (end < at || (forecast && forecast->first <= end)) continue;
        forecast = Forecast{end, "certificate " + link.certificate.subject().to_string() + " expires"};
    }
    if (!chain.revocation) return forecast;
    for (const auto& data : chain.revocation->current) {
        // A responder makes a new answer each time it is asked.
        if (data.kind != chainwalk::LocationKind::crl || !data.next_update || (forecast && forecast->first <= *data.next_update))
            continue;
        forecast = Forecast{*data.next_update, data.name + " expires"};
    }
    return forecast;
}

void decide(SubjectReport& report, const Site& site) {
    for (const Rule* rule : undecided_rules(site, report.results)) {
        const bool accepted = site.accept_undecided.contains(std::string(rule->id));
        (accepted ? report.accepted_undecided : report.undecided).push_back(rule);
    }
    const bool failed = std::any_of(report.results.begin(), report.results.end(),
                                    [&](const RuleResult& result) { return fails(result, site.fail_on); });
    report.verdict = failed                     ? Verdict::fail
                     : report.undecided.empty() ? Verdict::pass
                                                : Verdict::inconclusive;
}

}  // namespace

SubjectReport evaluate(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf, const Material& material) {
    const auto role = decide_role(site, bundle, leaf);
    auto walk = explore(site, bundle, leaf, material, anchors_for(role.role, material));
    for (auto& chain : walk.chains)
        if (chain.is_complete()) chainwalk::ask_engines(chain, site.at);
    const Subject subject{site, bundle, walk, role.role, !material.roots.empty()};

    std::vector<Judged> judged;
    for (const auto& chain : walk.chains) judged.push_back(judge(subject, chain));
    const auto first = judged.begin() + static_cast<std::ptrdiff_t>(chain_that_matters(role.role, judged));
    std::rotate(judged.begin(), first, first + 1);

    SubjectReport report{.source = bundle.source, .leaf = leaf, .role = role.role, .role_reason = role.reason};
    if (const auto* facts = certlib::store_facts_of(bundle, leaf)) report.store = *facts;
    // The policy comes after everything that was found: the choice of the chain and the matrix tell what the firmware does.
    report.results = judged.front().results;
    apply_policy(site, judged.front().chain, report.results);
    decide(report, site);
    report.stages = stage_reports(site, report.results, report.undecided);
    if (role.role == Role::provisioning) report.matrix = firmware_matrix(subject, judged.front().chain, judged.front().results);
    report.forecast = forecast_of(judged.front().chain, site.at);
    for (auto& one : judged) report.chains.push_back({std::move(one.chain), one.accepted});
    report.notes = notes_on(report.matrix, site);
    for (auto& note : notes_on_crls(bundle, site.revocation)) report.notes.push_back(std::move(note));
    report.missing = missing_options(report, site);
    report.headline = headline(report, site);
    return report;
}

}  // namespace rules
