#include <fmt/format.h>

#include <algorithm>

#include <amtcert/chainwalk/named_locations.h>

#include "engine/candidates.h"
#include "engine/judgement.h"
#include "plan/parts.h"

namespace rules {
namespace {

using certlib::Certificate;

/// A leaf that does not exist yet cannot be judged. As a provisioning chain the offer is asked what lies above the leaf.
bool concerns_what_lies_above(const Rule& rule) {
    for (const std::string_view group : {"key.", "link.", "trust.", "usage.issuer"})
        if (rule.id.starts_with(group)) return true;
    return false;
}

/// Judged is what a chain came to, and its locations.
struct Judged {
    std::vector<RuleResult> results;
    std::vector<chainwalk::Location> locations;
};

/// judge judges a chain as that of an issuing CA, and adds what only a provisioning chain is asked.
Judged judge(const Site& site, const std::vector<Certificate>& chain, const Material& material) {
    certlib::Bundle file{.format = certlib::Format::pem, .certificates = chain};
    Site asked = site;
    asked.role = Role::issuing_ca;
    asked.require_key = false;
    asked.required.clear();
    auto as_issuer = evaluate(asked, file, chain.front(), {.crls = material.crls, .retriever = material.retriever});
    auto results = std::move(as_issuer.results);
    // What the chain may end in is for the firmware's root hashes to say, not for --roots.
    std::erase_if(results, [](const RuleResult& result) { return result.rule->id == "trust.anchor"; });
    asked.role = Role::provisioning;
    for (auto& result : evaluate(asked, file, chain.front(), {}).results)
        if (!result.rule->roles.has(Role::issuing_ca) && concerns_what_lies_above(*result.rule))
            results.push_back(std::move(result));
    Judged judged{.results = std::move(results)};
    chainwalk::append_locations(judged.locations, as_issuer.chains.front().chain);
    return judged;
}

std::vector<OfferedRelease> by_release(const Site& site, const std::vector<RuleResult>& results,
                                       const std::vector<Release>& releases) {
    std::vector<OfferedRelease> verdicts;
    for (const auto& release : releases) {
        OfferedRelease verdict{release.label, Verdict::pass, {}};
        std::vector<const Rule*> undecided;
        for (const auto& result : results) {
            if (result.firmware && *result.firmware != release.label) continue;
            const auto add_once = [&](std::vector<const Rule*>& rules) {
                if (std::find(rules.begin(), rules.end(), result.rule) == rules.end()) rules.push_back(result.rule);
            };
            if (fails(result, site.fail_on)) add_once(verdict.reasons);
            if (!undecided_rules(site, {result}).empty()) add_once(undecided);
        }
        if (!verdict.reasons.empty())
            verdict.verdict = Verdict::fail;
        else if (!undecided.empty())
            verdict = {release.label, Verdict::inconclusive, undecided};
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

bool is_worth_telling(const RuleResult& result) {
    return (result.finding.result == Result::fail && result.severity() >= Severity::warning) ||
           result.finding.result == Result::inconclusive;
}

/// best gives the best verdict that any of the chains has for a release.
Verdict best(const std::vector<OfferedChain>& chains, std::size_t release) {
    auto found = Verdict::fail;
    for (const auto& chain : chains) {
        const auto verdict = chain.releases[release].verdict;
        if (verdict == Verdict::pass) return verdict;
        if (verdict == Verdict::inconclusive) found = verdict;
    }
    return found;
}

}  // namespace

certlib::Result<OfferReport> vet_offer(const Site& site, const certlib::Bundle& bundle, const Material& material) {
    for (const auto& certificate : bundle.certificates)
        if (!certificate.is_ca() && !certificate.is_self_issued())
            return certlib::fail(certlib::ErrorKind::usage,
                                 "holds a certificate that is no CA: " + certificate.subject().to_string(),
                                 "give the CA certificates alone; amtcert check judges a certificate with its chain");
    Site asked = site;
    asked.firmware = planned_releases(site);
    asked.survey = false;
    OfferReport report{.source = bundle.source, .verdict = Verdict::pass};
    const Material asked_about{.crls = crls_from(bundle, material), .retriever = material.retriever};
    for (const auto& issuing_ca : subjects_of(bundle)) {
        Site as_issuer = asked;
        as_issuer.role = Role::issuing_ca;
        for (const auto& one : evaluate(as_issuer, bundle, issuing_ca, {material.intermediates, material.roots}).chains) {
            OfferedChain offered;
            for (const auto& link : one.chain.links) offered.certificates.push_back(link.certificate);
            const auto [results, locations] = judge(asked, offered.certificates, asked_about);
            report.locations.insert(report.locations.end(), locations.begin(), locations.end());
            offered.releases = by_release(asked, results, asked.firmware);
            std::copy_if(results.begin(), results.end(), std::back_inserter(offered.results), is_worth_telling);
            report.chains.push_back(std::move(offered));
        }
    }
    for (std::size_t i = 0; i < asked.firmware.size(); ++i) {
        const auto verdict = best(report.chains, i);
        if (verdict == Verdict::fail) report.verdict = Verdict::fail;
        if (verdict == Verdict::inconclusive && report.verdict == Verdict::pass) report.verdict = verdict;
    }
    return report;
}

}  // namespace rules
