#include <algorithm>

#include "data/text.h"
#include "plan/parts.h"

namespace rules {
namespace {

int badness(Verdict verdict) { return verdict == Verdict::pass ? 0 : verdict == Verdict::inconclusive ? 1 : 2; }

Verdict worse(Verdict left, Verdict right) { return badness(left) > badness(right) ? left : right; }

/// suffixes_of are the suffixes that count, each once, as AMT compares them: letters without case.
std::vector<std::string> suffixes_of(const Site& site) {
    std::vector<std::string> suffixes;
    for (const auto& suffix : site.suffixes()) {
        auto plain = text::lower_case(text::trimmed(suffix));
        if (std::find(suffixes.begin(), suffixes.end(), plain) == suffixes.end()) suffixes.push_back(std::move(plain));
    }
    return suffixes;
}

}  // namespace

std::string_view to_string(Road road) { return road == Road::private_ca ? "private-ca" : "public-ca"; }

std::vector<Release> planned_releases(const Site& site) {
    auto releases = site.survey || site.firmware.empty() ? all_releases() : site.firmware;
    std::erase_if(releases, [](const Release& release) { return !release.generation->remote_configuration; });
    return releases;
}

std::vector<KeyPlan> plan_keys(const std::vector<Release>& releases) {
    KeyPlan usual{{}, 2048, "SHA-256", "AMT 7 to 21 take it; AMT before 22 refused 3072 bits once", Grade::second_hand};
    KeyPlan newest{
        {}, 3072, "SHA-384", "AMT 22 asks for it; whether less is refused is not settled (deployment#605)", Grade::second_hand};
    for (const auto& release : releases)
        (release.generation->keys.asked_for > usual.bits ? newest : usual).releases.push_back(release.label);
    std::vector<KeyPlan> keys;
    for (auto* group : {&usual, &newest})
        if (!group->releases.empty()) keys.push_back(std::move(*group));
    return keys;
}

Plan plan(const Site& site, std::string_view preferred_ca) {
    const auto releases = planned_releases(site);
    Plan made;
    made.time = site.at;
    made.suffixes = suffixes_of(site);
    for (const auto& release : releases) made.releases.push_back(release.label);
    if (!releases.empty()) plan_names(site, releases, made);
    made.keys = plan_keys(releases);
    made.roots = plan_roots(site, releases);
    give_advice(site, releases, preferred_ca, made);
    if (releases.empty() || !made.uncovered.empty()) made.verdict = Verdict::fail;
    return made;
}

void add_request(Plan& plan, RequestReport report) {
    plan.verdict = worse(plan.verdict, report.verdict);
    plan.request = std::move(report);
}

void add_offer(Plan& plan, OfferReport report) {
    plan.verdict = worse(plan.verdict, report.verdict);
    plan.offered = std::move(report);
}

int Plan::exit_code() const { return exit_code_of(verdict); }

}  // namespace rules
