#include <algorithm>

#include <amtcert/rules/roots.h>

#include "engine/judgement.h"

namespace rules {
namespace {

bool is_own_hash(const Site& site, const certlib::Certificate& root) {
    const auto matches = [&](const certlib::Bytes& hash) {
        return hash == root.sha1_fingerprint() || hash == root.sha256_fingerprint() || hash == root.sha384_fingerprint();
    };
    if (std::any_of(site.trusted_hashes.begin(), site.trusted_hashes.end(), matches)) return true;
    return site.device_list && std::any_of(site.device_list->hashes.begin(), site.device_list->hashes.end(),
                                           [&](const TrustedHash& entry) { return entry.active && matches(entry.hash); });
}

Confidence confidence_of(const Context& context) {
    const auto* root = context.root();
    if (root == nullptr) return Confidence::unknown;
    if (is_own_hash(context.site, *root)) return Confidence::device;
    const Root* listed = find_root(*root);
    if (listed == nullptr) return Confidence::unknown;
    switch (presence(*listed, *context.firmware)) {
        case Presence::observed: return Confidence::observed;
        case Presence::likely: return Confidence::likely;
        case Presence::unknown:
        case Presence::removed: return Confidence::unknown;
    }
    return Confidence::unknown;
}

void add_once(std::vector<const Rule*>& rules, const Rule* rule) {
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
}

}  // namespace

std::vector<MatrixCell> firmware_matrix(const Subject& subject, const chainwalk::Chain& chain, const std::vector<RuleResult>& judged) {
    Site row_site = subject.site;
    row_site.survey = false;
    row_site.required.clear();
    row_site.policy = {};
    const auto releases = subject.site.survey || subject.site.firmware.empty() ? all_releases() : subject.site.firmware;
    const auto suffixes = subject.site.suffixes();
    std::vector<MatrixCell> matrix;
    for (const auto& release : releases) {
        row_site.firmware = {release};
        const auto results = judge_release({row_site, subject.bundle, subject.walk, subject.role, subject.roots_were_given}, chain,
                                           release, judged);
        const auto cell_for = [&](const std::optional<std::string>& suffix) {
            MatrixCell cell{.firmware = release.label, .dns_suffix = suffix};
            cell.remote_configuration = release.generation->remote_configuration;
            for (const auto& result : results) {
                if (result.dns_suffix && result.dns_suffix != suffix) continue;
                if (fails(result, Severity::error)) add_once(cell.failed, result.rule);
                const bool needs_suffix = result.rule->scope == Scope::per_firmware_and_suffix && !suffix;
                if (!needs_suffix && !undecided_rules(row_site, {result}).empty()) add_once(cell.undecided, result.rule);
            }
            cell.verdict = !cell.failed.empty()      ? Verdict::fail
                           : !cell.undecided.empty() ? Verdict::inconclusive
                                                     : Verdict::pass;
            const Context context{row_site, subject.bundle, subject.walk, chain, subject.role, &release, nullptr};
            cell.confidence = confidence_of(context);
            matrix.push_back(std::move(cell));
        };
        if (suffixes.empty()) cell_for(std::nullopt);
        for (const auto& suffix : suffixes) cell_for(suffix);
    }
    return matrix;
}

}  // namespace rules
