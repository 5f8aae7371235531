#include <algorithm>

#include <amtcert/rules/roots.h>

#include "engine/judgement.h"
#include "support/device_lists.h"

namespace rules {
namespace {

bool is_own_hash(const Site& site, const certlib::Certificate& root, const Release* release) {
    const auto matches = [&](const certlib::Bytes& hash) { return is_hash_of(root, hash); };
    if (std::any_of(site.trusted_hashes.begin(), site.trusted_hashes.end(), matches)) return true;
    const auto holds = [&](const DeviceList* list) {
        return std::any_of(list->hashes.begin(), list->hashes.end(),
                           [&](const TrustedHash& entry) { return entry.active && matches(entry.hash); });
    };
    const auto lists = lists_for(site, release);
    return !lists.empty() && std::all_of(lists.begin(), lists.end(), holds);
}

Confidence confidence_of(const Context& context) {
    const auto* root = context.root();
    if (root == nullptr) return Confidence::unknown;
    if (is_own_hash(context.site, *root, context.firmware)) return Confidence::device;
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

template <class T>
void add_once(std::vector<T>& list, T one) {
    if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(std::move(one));
}

std::string reason_of(const RuleResult& result) {
    return result.finding.brief.empty() ? std::string(result.rule->title) : result.finding.brief;
}

/// add puts one result into the cell it belongs to: a console's own refusal beside the firmware's verdict, not into it.
void add(MatrixCell& cell, const RuleResult& result, const Site& site) {
    if (!result.finding.consoles.empty()) {
        for (auto& column : cell.consoles)
            if (result.finding.consoles.has(column.console) && fails(result, Severity::error)) add_once(column.failed, result.rule);
        return;
    }
    const bool needs_suffix = result.rule->scope == Scope::per_firmware_and_suffix && !cell.dns_suffix;
    const bool failed = fails(result, Severity::error);
    const bool undecided = !failed && !needs_suffix && !undecided_rules(site, {result}).empty();
    // Once something stops it, what was left open no longer matters.
    if (failed && cell.failed.empty()) cell.reasons.clear();
    if (failed || (undecided && cell.failed.empty())) add_once(cell.reasons, reason_of(result));
    if (failed) add_once(cell.failed, result.rule);
    if (undecided) add_once(cell.undecided, result.rule);
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
            for (const auto console : row_site.consoles) cell.consoles.push_back({.console = console});
            for (const auto& result : results)
                if (!result.dns_suffix || result.dns_suffix == suffix) add(cell, result, row_site);
            cell.verdict = !cell.failed.empty()      ? Verdict::fail
                           : !cell.undecided.empty() ? Verdict::inconclusive
                                                     : Verdict::pass;
            for (auto& column : cell.consoles)
                if (!column.failed.empty()) column.verdict = Verdict::fail;
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
