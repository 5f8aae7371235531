#include <fmt/format.h>

#include <algorithm>

#include "compare/differences.h"

namespace rules {
namespace {

/// Standing is a cell of the matrix with the dates left aside: an OLD that has expired is no excuse for a NEW that does less.
struct Standing {
    Verdict verdict = Verdict::pass;
    std::string reasons;  ///< why not, in ids
};

Standing standing(const MatrixCell& cell) {
    std::vector<std::string_view> failed;
    for (const Rule* rule : cell.failed)
        if (!rule->id.starts_with("validity.")) failed.push_back(rule->id);
    if (!failed.empty()) return {Verdict::fail, fmt::format("{}", fmt::join(failed, ", "))};
    std::vector<std::string_view> undecided;
    for (const Rule* rule : cell.undecided) undecided.push_back(rule->id);
    if (!undecided.empty()) return {Verdict::inconclusive, fmt::format("{}", fmt::join(undecided, ", "))};
    return {};
}

std::string words(const Standing& standing) {
    if (standing.verdict == Verdict::pass) return "yes";
    return fmt::format("{} ({})", standing.verdict == Verdict::fail ? "no" : "unknown", standing.reasons);
}

/// kind_of says which difference it is, or nothing for none.
std::string_view kind_of(Verdict was, Verdict is) {
    if (was == is) return {};
    if (is == Verdict::pass) return "compare.gained-firmware";
    if (is == Verdict::fail) return "compare.lost-firmware";
    return was == Verdict::pass ? "compare.doubtful-firmware" : "compare.gained-firmware";
}

/// Rows are the releases that differ in the same way for the same suffix.
struct Rows {
    std::string_view id;
    Severity severity;
    std::string change;
    std::vector<std::string> releases;
};

}  // namespace

std::vector<Difference> compare_firmware(const Pair& pair) {
    std::vector<Rows> groups;
    for (const auto& cell : pair.before.matrix) {
        const auto other = std::find_if(pair.after.matrix.begin(), pair.after.matrix.end(), [&](const MatrixCell& one) {
            return one.firmware == cell.firmware && one.dns_suffix == cell.dns_suffix;
        });
        if (!cell.remote_configuration || other == pair.after.matrix.end()) continue;
        const auto was = standing(cell);
        const auto is = standing(*other);
        const auto id = kind_of(was.verdict, is.verdict);
        if (id.empty()) continue;
        auto change = fmt::format("was {}, is {}", words(was), words(is));
        if (cell.dns_suffix) change = fmt::format("suffix \"{}\": {}", certlib::escape_unprintable(*cell.dns_suffix), change);
        // What was only hoped for is no certain loss.
        auto severity = difference(id, "").severity;
        if (id == "compare.lost-firmware" && was.verdict == Verdict::inconclusive) severity = Severity::warning;
        auto group = std::find_if(groups.begin(), groups.end(), [&](const Rows& one) { return one.change == change; });
        if (group == groups.end()) group = groups.insert(groups.end(), Rows{id, severity, change, {}});
        group->releases.push_back(cell.firmware);
    }
    std::vector<Difference> differences;
    for (const auto& group : groups)
        differences.push_back(
            difference(group.id, group.severity, fmt::format("AMT {}: {}", fmt::join(group.releases, ", "), group.change)));
    return differences;
}

}  // namespace rules
