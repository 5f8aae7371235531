#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/rules/compare.h>

#include "render/shown.h"

namespace rules {
namespace {

std::string side_text(std::string_view name, const SubjectReport& report) {
    return fmt::format("  {}: {}: {}, serial {}, until {}\n", name, safe(report.source), report.leaf.subject().to_string(),
                       report.leaf.serial_hex(), certlib::format_date(report.leaf.not_after()));
}

std::string header(std::string_view word, std::string_view title, std::string_view id) {
    return fmt::format("{:<56}  {}\n", fmt::format("{}: {}", word, title), id);
}

/// differences_text prints those of one change; the same kind with the same severity shares its header and fix.
std::string differences_text(const Comparison& comparison, Change change) {
    std::string text;
    const Difference* last = nullptr;
    const auto end_block = [&] {
        if (last != nullptr && !last->kind->fix.empty()) text += fmt::format("  fix: {}\n", last->kind->fix);
    };
    for (const auto& one : comparison.differences) {
        if (one.kind->change != change) continue;
        if (last == nullptr || last->kind != one.kind || last->severity != one.severity) {
            end_block();
            const auto word = change == Change::lost     ? to_string(one.severity)
                              : change == Change::gained ? std::string_view("better")
                                                         : std::string_view("info");
            text += header(word, one.kind->title, one.kind->id);
        }
        text += fmt::format("  {}\n", safe(one.evidence));
        last = &one;
    }
    end_block();
    return text;
}

bool is_shown(const SubjectReport& report, const RuleResult& result) {
    if (result.finding.result == Result::fail) return result.severity() >= Severity::warning;
    const auto& open = report.undecided;
    return result.finding.result != Result::pass && std::find(open.begin(), open.end(), result.rule) != open.end();
}

std::string findings_text(const Comparison& comparison) {
    std::string text;
    for (const auto& result : comparison.after.results) {
        if (!is_shown(comparison.after, result)) continue;
        const auto word = result.finding.result == Result::fail ? to_string(result.severity()) : std::string_view("not decided");
        text += header(word, result.rule->title, result.rule->id);
        if (result.firmware || result.dns_suffix)
            text += fmt::format("  for{}{}\n", result.firmware ? " AMT " + *result.firmware : "",
                                result.dns_suffix ? " suffix " + safe(*result.dns_suffix) : "");
        text += fmt::format("  {}\n", safe(result.finding.evidence));
        if (comparison.fails_in_old(result)) text += "  the same in OLD\n";
        const auto& fix = result.finding.fix;
        text += fmt::format("  fix: {}\n", safe(fix.empty() ? std::string(result.rule->fix) : fix));
    }
    return text;
}

/// kept_text names the respects in which nothing differs; an id ends with the word for its respect.
std::string kept_text(const Comparison& comparison) {
    struct Respect {
        std::string_view ending;
        std::string_view words;
    };
    static constexpr std::array respects{
        Respect{"-name", "names"},       Respect{"-suffix", "DNS suffixes"},    Respect{"-marker", "marker"},
        Respect{"-purpose", "purposes"}, Respect{"er-key", "key size"},         Respect{"-signature", "signature hash"},
        Respect{"-root", "root"},        Respect{"-firmware", "firmware rows"}, Respect{"-chain", "completeness"},
        Respect{"-order", "order"},      Respect{"-location", "locations"},     Respect{"-lifetime", "lifetime"},
    };
    std::string text;
    for (const auto& respect : respects)
        if (std::none_of(comparison.differences.begin(), comparison.differences.end(),
                         [&](const Difference& one) { return one.kind->id.ends_with(respect.ending); }))
            text += (text.empty() ? "" : ", ") + std::string(respect.words);
    return text;
}

std::string section(std::string_view title, const std::string& content) {
    return content.empty() ? std::string() : fmt::format("\n{}\n\n{}", title, content);
}

}  // namespace

std::string render_compare_text(const Comparison& comparison) {
    auto text = fmt::format("{}: {}\n", to_string(comparison.verdict), safe(comparison.headline));
    text += side_text("OLD", comparison.before) + side_text("NEW", comparison.after);
    text += fmt::format("  judged as: {} ({})\n", to_string(comparison.after.role), comparison.after.role_reason);
    text += section("lost", differences_text(comparison, Change::lost));
    text += section("wrong with NEW by itself", findings_text(comparison));
    text += section("changed", differences_text(comparison, Change::changed));
    text += section("better", differences_text(comparison, Change::gained));
    const auto kept = kept_text(comparison);
    return kept.empty() ? text : text + fmt::format("\nas before: {}\n", kept);
}

}  // namespace rules
