#include <algorithm>

#include "engine/judgement.h"

namespace rules {
namespace {

/// places_for gives the pointers a rule is asked with: each of `given` when its scope wants them and there are any, else null once.
template <class T>
std::vector<const T*> places_for(const std::vector<T>& given, bool wanted) {
    std::vector<const T*> places;
    if (wanted)
        for (const auto& one : given) places.push_back(&one);
    if (places.empty()) places.push_back(nullptr);
    return places;
}

bool depends_on_firmware(const Rule& rule) {
    return rule.scope == Scope::per_firmware || rule.scope == Scope::per_firmware_and_suffix;
}

/// ask puts what one rule says into `results`, for each release and suffix that its scope calls for.
void ask(const Rule& rule, const Subject& subject, const chainwalk::Chain& chain, const std::vector<Release>& releases,
         const std::vector<std::string>& suffixes, std::vector<RuleResult>& results) {
    const bool by_suffix = rule.scope == Scope::per_suffix || rule.scope == Scope::per_firmware_and_suffix;
    for (const Release* release : places_for(releases, depends_on_firmware(rule)))
        for (const std::string* suffix : places_for(suffixes, by_suffix)) {
            const Context context{subject.site, subject.bundle, subject.walk, chain,
                                  subject.role, release,        suffix,       subject.roots_were_given,
                                  subject.request};
            for (auto& finding : rule.check(context)) {
                RuleResult result{&rule, std::move(finding), {}, {}};
                if (release != nullptr) result.firmware = release->label;
                if (suffix != nullptr) result.dns_suffix = *suffix;
                results.push_back(std::move(result));
            }
        }
}

bool is_undecided(const RuleResult& result) {
    return result.finding.result == Result::skipped || result.finding.result == Result::inconclusive;
}

/// is_let_be: what is not known of revocation leaves the verdict alone unless it was asked for. That a certificate is revoked,
/// where that is what is wanted, was.
bool is_let_be(const Site& site, const Rule& rule) {
    return site.revocation != RevocationMode::require && rule.id.starts_with("revocation.") &&
           rule.id != "revocation.expect-revoked";
}

bool keeps_from_passing(const Site& site, const RuleResult& result) {
    if (!is_undecided(result)) return false;
    if (result.rule->decisive || site.required.contains(std::string(result.rule->id))) return true;
    // A rule that could have been an error and could not be decided is never a pass, also where the policy makes less of its failures.
    const auto severity = site.policy.severities.find(result.rule->id);
    const bool raised = severity != site.policy.severities.end() && severity->second == Severity::error;
    const bool counts = raised || (result.rule->severity == Severity::error && !is_let_be(site, *result.rule));
    return result.finding.result == Result::inconclusive && counts;
}

/// rules_of lists all rules that are asked: the catalogue's, then those of whoever uses the library.
std::vector<const Rule*> rules_of(const Site& site) {
    std::vector<const Rule*> all(catalogue().begin(), catalogue().end());
    all.insert(all.end(), site.own_rules.begin(), site.own_rules.end());
    return all;
}

}  // namespace

std::vector<RuleResult> judge_chain(const Subject& subject, const chainwalk::Chain& chain) {
    const std::vector<Release> no_releases;
    const auto& releases = subject.site.survey ? no_releases : subject.site.firmware;
    const auto suffixes = subject.site.suffixes();
    std::vector<RuleResult> results;
    for (const Rule* rule : rules_of(subject.site))
        if (rule->roles.has(subject.role)) ask(*rule, subject, chain, releases, suffixes, results);
    return results;
}

std::vector<RuleResult> judge_release(const Subject& subject, const chainwalk::Chain& chain, const Release& release,
                                      const std::vector<RuleResult>& judged) {
    const std::vector<Release> releases{release};
    const auto suffixes = subject.site.suffixes();
    std::vector<RuleResult> results;
    for (const auto& result : judged)
        if (!depends_on_firmware(*result.rule)) results.push_back(result);
    for (const Rule* rule : rules_of(subject.site))
        if (rule->roles.has(subject.role) && depends_on_firmware(*rule)) ask(*rule, subject, chain, releases, suffixes, results);
    return results;
}

std::vector<const Rule*> undecided_rules(const Site& site, const std::vector<RuleResult>& results) {
    std::vector<const Rule*> undecided;
    for (const auto& result : results) {
        if (!keeps_from_passing(site, result)) continue;
        if (std::find(undecided.begin(), undecided.end(), result.rule) == undecided.end()) undecided.push_back(result.rule);
    }
    // A rule that was required and is not even asked for this role was not decided either.
    const auto all = rules_of(site);
    for (const auto& id : site.required) {
        const auto of_rule = [&](const RuleResult& result) { return result.rule->id == id; };
        if (std::any_of(results.begin(), results.end(), of_rule)) continue;
        const auto rule = std::find_if(all.begin(), all.end(), [&](const Rule* one) { return one->id == id; });
        if (rule != all.end()) undecided.push_back(*rule);
    }
    return undecided;
}

bool fails(const RuleResult& result, Severity least) {
    return result.finding.result == Result::fail && !result.suppression && result.severity() >= least;
}

std::vector<StageReport> stage_reports(const Site& site, const std::vector<RuleResult>& results,
                                       const std::vector<const Rule*>& undecided) {
    std::vector<StageReport> reports;
    bool failed_before = false;
    for (int stage = 1; stage <= 7; ++stage) {
        StageReport report{.stage = stage};
        bool failed = false;
        bool open = false;
        bool decided = false;
        for (const auto& result : results) {
            if (!result.rule->stages.has(stage)) continue;
            if (report.rules.empty() || report.rules.back() != result.rule) report.rules.push_back(result.rule);
            failed = failed || fails(result, site.fail_on);
            decided = decided || result.finding.result == Result::pass || result.finding.result == Result::fail;
            open = open || (is_undecided(result) &&
                            std::find(undecided.begin(), undecided.end(), result.rule) != undecided.end());
        }
        report.verdict = failed_before ? StageVerdict::not_reached
                         : failed      ? StageVerdict::fail
                         : open        ? StageVerdict::inconclusive
                         : decided     ? StageVerdict::pass
                                       : StageVerdict::not_checked;
        failed_before = failed_before || failed;
        reports.push_back(std::move(report));
    }
    return reports;
}

}  // namespace rules
