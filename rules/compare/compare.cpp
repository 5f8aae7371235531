#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "compare/differences.h"
#include "engine/judgement.h"

namespace rules {
namespace {

/// What a public CA can no longer issue is no fault of a certificate at hand, but one of a certificate about to be bought.
constexpr std::array<std::string_view, 2> before_purchase{"validity.lifetime", "usage.public-ca-policy"};

bool is_trouble(const RuleResult& result) { return fails(result, Severity::warning); }

/// troubled_rules gives the titles of the rules that fail, by id.
std::map<std::string_view, std::string_view> troubled_rules(const SubjectReport& report) {
    std::map<std::string_view, std::string_view> titles;
    for (const auto& result : report.results)
        if (is_trouble(result)) titles.emplace(result.rule->id, result.rule->title);
    return titles;
}

std::vector<Difference> all_differences(const Pair& pair) {
    std::vector<Difference> all;
    for (const auto respect : {compare_identity, compare_names, compare_purposes, compare_keys, compare_chains, compare_firmware,
                               compare_locations, compare_lifetimes})
        for (auto& one : respect(pair)) all.push_back(std::move(one));
    std::stable_sort(all.begin(), all.end(),
                     [](const Difference& left, const Difference& right) { return left.kind < right.kind; });
    return all;
}

std::string headline_of(const Comparison& comparison, std::size_t losses) {
    const auto& after = comparison.after;
    const auto loss = losses == 0   ? std::string("loses nothing against OLD")
                      : losses == 1 ? std::string("has 1 loss against OLD")
                                    : fmt::format("has {} losses against OLD", losses);
    return fmt::format("NEW {}; by itself it {}", loss,
                       after.verdict == Verdict::inconclusive ? "is undecided: " + after.headline : after.headline);
}

}  // namespace

void judge_before_purchase(SubjectReport& report, const Site& site) {
    for (auto& result : report.results) {
        const bool of_purchase =
            std::find(before_purchase.begin(), before_purchase.end(), result.rule->id) != before_purchase.end();
        if (of_purchase && result.finding.result == Result::fail && result.severity() < Severity::warning)
            result.finding.severity = Severity::warning;
    }
    const bool failed = std::any_of(report.results.begin(), report.results.end(),
                                    [&](const auto& result) { return fails(result, site.fail_on); });
    if (failed) report.verdict = Verdict::fail;
    report.stages = stage_reports(site, report.results, report.undecided);
    report.headline = headline(report, site);
}

std::vector<Difference> compare_identity(const Pair& pair) {
    const auto& before = pair.before.leaf;
    const auto& after = pair.after.leaf;
    if (before == after)
        return {difference("compare.same-certificate", "both have SHA-256 " + certlib::to_hex(after.sha256_fingerprint()))};
    std::vector<Difference> differences;
    if (certlib::equal(before.public_key_info(), after.public_key_info()))
        differences.push_back(
            difference("compare.same-key", after.public_key().to_string() + ", not renewed with the certificate"));
    const auto still = troubled_rules(pair.after);
    for (const auto& [id, title] : troubled_rules(pair.before))
        if (!still.contains(id)) differences.push_back(difference("compare.cured-rule", fmt::format("{}: {}", id, title)));
    return differences;
}

bool Comparison::fails_in_old(const RuleResult& result) const {
    return std::any_of(before.results.begin(), before.results.end(), [&](const RuleResult& old) {
        return old.rule == result.rule && old.finding.result == result.finding.result && old.firmware == result.firmware &&
               old.dns_suffix == result.dns_suffix;
    });
}

int Comparison::exit_code() const { return exit_code_of(verdict); }

Comparison compare(const Site& site, const CompareSide& before, const CompareSide& after, const Material& material) {
    auto old_report = evaluate(site, before.bundle, before.leaf, material);
    // NEW has to do OLD's job: a certificate that lost what tells its role is not to be judged for another.
    Site same_job = site;
    same_job.role = old_report.role;
    Comparison comparison{site.at, std::move(old_report), evaluate(same_job, after.bundle, after.leaf, material), {}, {}, {}};
    if (!site.role) comparison.after.role_reason = "as OLD, where " + comparison.before.role_reason;
    judge_before_purchase(comparison.before, site);
    judge_before_purchase(comparison.after, site);

    comparison.differences = all_differences({site, comparison.before, comparison.after, before.bundle, after.bundle});
    std::size_t losses = 0;
    bool fatal = false;
    for (const auto& one : comparison.differences) {
        if (one.kind->change != Change::lost) continue;
        ++losses;
        fatal = fatal || one.severity >= site.fail_on;
    }
    comparison.verdict = fatal ? Verdict::fail : comparison.after.verdict;
    comparison.headline = headline_of(comparison, losses);
    return comparison;
}

}  // namespace rules
