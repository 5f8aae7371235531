#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/judgement.h"
#include "render/machine.h"
#include "render/shown.h"

// One line as the Monitoring Plugins guidelines have it: "SERVICE STATUS: text | label=value;warn;crit ...".
namespace rules {
namespace {

enum class State { ok, warning, critical, unknown };

constexpr std::array<std::string_view, 4> words{"OK", "WARNING", "CRITICAL", "UNKNOWN"};

State state_of(const SubjectReport& subject) {
    if (subject.verdict == Verdict::fail) return State::critical;
    if (subject.verdict == Verdict::inconclusive) return State::unknown;
    const bool warned = std::any_of(subject.results.begin(), subject.results.end(),
                                    [](const RuleResult& result) { return fails(result, Severity::warning); });
    return warned ? State::warning : State::ok;
}

/// state_of a report follows the order of the exit codes: what could not be read comes before what failed.
State state_of(const Report& report) {
    if (!report.errors.empty() || report.subjects.empty()) return State::unknown;
    State worst = State::ok;
    for (const auto state : {State::warning, State::unknown, State::critical})
        if (std::any_of(report.subjects.begin(), report.subjects.end(),
                        [&](const SubjectReport& subject) { return state_of(subject) == state; }))
            worst = state;
    return worst;
}

/// plain is text without what has a meaning to Nagios or to the pages that show its output, cut to a length that leaves room.
std::string plain(const std::string& text) {
    constexpr std::size_t limit = 240;
    std::string kept;
    for (const char c : safe(text)) {
        const bool starts = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        if (starts && kept.size() >= limit) return kept + "...";
        kept += std::string_view("|<>`").find(c) == std::string_view::npos ? std::string(1, c) : fmt::format("\\{:02x}", c);
    }
    return kept;
}

/// ids_of names the rules behind findings of a severity, as many as a line has room for.
std::string ids_of(const SubjectReport& subject, Severity severity) {
    constexpr std::size_t shown = 5;
    std::vector<std::string_view> ids;
    for (const auto& group : by_rule(subject.results))
        if (std::any_of(group.results.begin(), group.results.end(),
                        [&](const RuleResult* result) { return fails(*result, severity) && result->severity() == severity; }))
            ids.push_back(group.rule->id);
    if (ids.empty()) return {};
    const auto left = ids.size() > shown ? ids.size() - shown : 0;
    ids.resize(ids.size() - left);
    return fmt::format("; {}s: {}{}", to_string(severity), fmt::join(ids, ", "),
                       left == 0 ? "" : fmt::format(" and {} more", left));
}

std::string sentence_on(const SubjectReport& subject) {
    return fmt::format("{}: {}{}{}", plain(subject.source), plain(subject.headline), ids_of(subject, Severity::error),
                       ids_of(subject, Severity::warning));
}

/// sentences tells what is worst first, and of more than three things their number.
std::string sentences(const Report& report) {
    std::vector<std::string> all;
    for (const auto& error : report.errors)
        all.push_back((error.source.empty() ? "" : plain(error.source) + ": ") + plain(error.error.message));
    for (const auto state : {State::critical, State::unknown, State::warning, State::ok})
        for (const auto& subject : report.subjects)
            if (state_of(subject) == state) all.push_back(sentence_on(subject));
    if (all.empty()) return "nothing was looked at";
    constexpr std::size_t shown = 3;
    const auto left = all.size() > shown ? all.size() - shown : 0;
    all.resize(all.size() - left);
    return fmt::format("{}{}", fmt::join(all, "; "), left == 0 ? "" : fmt::format("; and {} more", left));
}

/// days_left counts whole days to the first end of any certificate of a judged chain; below zero when one has passed.
long days_left(const Report& report) {
    auto first = certlib::Time::max();
    for (const auto& subject : report.subjects)
        for (const auto& link : subject.chains.front().chain.links) first = std::min(first, link.certificate.not_after());
    return std::chrono::floor<std::chrono::days>(first - report.time).count();
}

/// performance_data is what a graph is drawn of; none when nothing was judged.
std::string performance_data(const Report& report, const RenderOptions& options) {
    if (report.subjects.empty()) return {};
    const auto subjects_in = [&](State state) {
        return std::count_if(report.subjects.begin(), report.subjects.end(),
                             [&](const SubjectReport& subject) { return state_of(subject) == state; });
    };
    const auto findings = [&](Severity severity) {
        return std::accumulate(
            report.subjects.begin(), report.subjects.end(), std::ptrdiff_t{0}, [&](auto sum, const auto& subject) {
                return sum + std::count_if(subject.results.begin(), subject.results.end(), [&](const RuleResult& result) {
                           return fails(result, severity) && result.severity() == severity;
                       });
            });
    };
    // A range "30:" means: all is well from 30 up.
    return fmt::format(" | days_left={};{}:;{}: certificates={} failing={} undecided={} unreadable={} errors={} warnings={}",
                       days_left(report), options.warn_days, options.fail_days.value_or(0), report.subjects.size(),
                       subjects_in(State::critical), subjects_in(State::unknown), report.errors.size(), findings(Severity::error),
                       findings(Severity::warning));
}

}  // namespace

int nagios_exit(const Report& report) { return static_cast<int>(state_of(report)); }

std::string render_nagios(const Report& report, const RenderOptions& options) {
    return fmt::format("AMTCERT {} - {}{}\n", words.at(static_cast<std::size_t>(state_of(report))), sentences(report),
                       performance_data(report, options));
}

}  // namespace rules
