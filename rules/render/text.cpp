#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/rules/render.h>

#include "render/guide_text.h"
#include "render/matrix_text.h"
#include "render/paint.h"
#include "render/shown.h"
#include "support/microsoft_template.h"
#include "support/store_facts.h"

namespace rules {
namespace {

/// stage_word is the stage in a word, for the right-hand column.
std::string_view stage_word(int stage) {
    static constexpr std::array<std::string_view, 8> words{"",      "prerequisites", "request", "provisioning",
                                                           "power", "console",       "web",     "un-provisioning"};
    return words.at(static_cast<std::size_t>(stage));
}

std::string stages_of(const Rule& rule) {
    std::string text;
    for (int stage = 1; stage <= 7; ++stage)
        if (rule.stages.has(stage)) text += fmt::format("{}{} {}", text.empty() ? "stage " : ", ", stage, stage_word(stage));
    return text;
}

Paint::Tone tone_of(const RuleResult& result) {
    if (result.finding.result == Result::pass) return Paint::Tone::good;
    if (result.finding.result != Result::fail) return Paint::Tone::doubtful;
    return result.suppression                       ? Paint::Tone::plain
           : result.severity() == Severity::error   ? Paint::Tone::bad
           : result.severity() == Severity::warning ? Paint::Tone::doubtful
                                                    : Paint::Tone::plain;
}

std::string finding_text(const SubjectReport& subject, const Shown& shown, const Paint& paint) {
    const auto& result = *shown.result;
    const bool good = result.finding.result == Result::pass;
    const auto word = word_of(subject, result);
    // The title names the fault; a rule that holds is named by its id alone.
    const auto left = good ? std::string() : fmt::format(": {}", result.rule->title);
    const auto width = word.size() + left.size();
    auto text = fmt::format("{}{}{}  {:<28}{}\n", paint(tone_of(result), word), left, std::string(width < 54 ? 54 - width : 0, ' '),
                            result.rule->id, stages_of(*result.rule));
    const auto& links = subject.chains.front().chain.links;
    std::optional<std::size_t> named;
    for (const auto& place : shown.places) {
        const auto at = place.finding->certificate;
        if (at && at != named && *at < links.size())
            text += fmt::format("  certificate {}: {}\n", *at, links[*at].certificate.subject().to_string());
        named = at;
        if (!place.cases.empty()) text += fmt::format("  for {}\n", fmt::join(place.cases, "; "));
        text += fmt::format("  {}\n", safe(place.finding->evidence));
    }
    if (!good && result.rule->grade != Grade::stated) text += fmt::format("  this fact is {}\n", to_string(result.rule->grade));
    if (result.policy_severity && result.severity() != result.own_severity())
        text += fmt::format("  the policy makes this {}; by itself it is {}\n", to_string(result.severity()), to_string(result.own_severity()));
    if (result.suppression) text += fmt::format("  suppressed by the policy: {}\n", reason_of(result));
    if (result.finding.result == Result::fail || result.finding.result == Result::inconclusive)
        text += fmt::format("  fix: {}\n", safe(fix_of(result)));
    return text;
}

bool is_shown(const SubjectReport& subject, const RuleResult& result, const TextOptions& options) {
    if (options.verbose) return result.finding.result != Result::skipped || is_undecided(subject, result.rule);
    if (result.finding.result == Result::skipped) return is_undecided(subject, result.rule);
    return result.finding.result != Result::pass;
}

Paint::Tone tone_of(StageVerdict verdict) {
    return verdict == StageVerdict::pass   ? Paint::Tone::good
           : verdict == StageVerdict::fail ? Paint::Tone::bad
                                           : Paint::Tone::plain;
}

std::string stages_text(const SubjectReport& subject, const TextOptions& options, const Paint& paint) {
    std::string text;
    const auto shown = merged(subject.results);
    for (const auto& stage : subject.stages) {
        auto verdict = std::string(to_string(stage.verdict));
        std::replace(verdict.begin(), verdict.end(), '-', ' ');
        std::string findings;
        for (const auto& one : shown)
            if (first_stage(*one.result->rule) == stage.stage && is_shown(subject, *one.result, options))
                findings += "\n" + finding_text(subject, one, paint);
        text += fmt::format("stage {}  {:<46}{}\n", stage.stage, stage_title(stage.stage), paint(tone_of(stage.verdict), verdict));
        if (!findings.empty()) text += findings + "\n";
    }
    return "\n" + text;
}

/// count_of says how many findings of a severity a component has: "2 errors", or nothing.
std::string count_of(const std::vector<const RuleResult*>& results, Severity severity) {
    const auto count = std::count_if(results.begin(), results.end(), [&](const RuleResult* result) {
        return result->finding.result == Result::fail && result->severity() == severity;
    });
    return count == 0 ? ""
                      : fmt::format("{} {}{}", count, to_string(severity), count == 1 || severity == Severity::info ? "" : "s");
}

std::string component_summary(const std::vector<const RuleResult*>& results) {
    std::string text;
    for (const auto severity : {Severity::error, Severity::warning, Severity::info})
        if (const auto count = count_of(results, severity); !count.empty()) text += (text.empty() ? "" : ", ") + count;
    if (!text.empty()) return text;
    const bool decided = std::any_of(results.begin(), results.end(),
                                     [](const RuleResult* result) { return result->finding.result == Result::pass; });
    return decided ? "no fault found" : "not checked";
}

std::string components_text(const SubjectReport& subject, const TextOptions& options, const Paint& paint) {
    std::string text;
    const auto shown = merged(subject.results);
    for (const auto component :
         {Component::client, Component::network, Component::server, Component::directory, Component::ca, Component::other}) {
        std::vector<const RuleResult*> results;
        for (const auto& result : subject.results)
            if (result.rule->component == component) results.push_back(&result);
        text += fmt::format("component  {:<43}{}\n", to_string(component), component_summary(results));
        std::string findings;
        for (const auto& one : shown)
            if (one.result->rule->component == component && is_shown(subject, *one.result, options))
                findings += "\n" + finding_text(subject, one, paint);
        if (!findings.empty()) text += findings + "\n";
    }
    return "\n" + text;
}

std::string skipped_text(const SubjectReport& subject) {
    std::string text;
    for (const auto& one : merged(subject.results))
        if (one.result->finding.result == Result::skipped && !is_undecided(subject, one.result->rule))
            text += fmt::format("  {:<28}{}\n", one.result->rule->id, safe(one.result->finding.evidence));
    return text.empty() ? "" : "\nnot judged\n" + text;
}

std::string template_text(const certlib::Certificate& leaf) {
    if (!leaf.decoded().microsoft_template) return {};
    return fmt::format("  template: {}\n", safe(describe_template(*leaf.decoded().microsoft_template)));
}

std::string subject_text(const SubjectReport& subject, const TextOptions& options, const Paint& paint) {
    const auto tone = subject.verdict == Verdict::pass   ? Paint::Tone::good
                      : subject.verdict == Verdict::fail ? Paint::Tone::bad
                                                         : Paint::Tone::doubtful;
    auto text = fmt::format("{}: {}: {}\n", paint(tone, std::string(to_string(subject.verdict))), safe(subject.source),
                            safe(subject.headline));
    if (options.quiet) return text;
    for (const auto& sentence : matrix_sentences(subject.matrix)) text += fmt::format("  {}\n", sentence);
    for (const auto& note : subject.notes) text += fmt::format("  note: {}\n", note);
    if (!options.command.empty() && !subject.missing.empty())
        text += fmt::format("  next: {} {}\n", safe(options.command), fmt::join(subject.missing, " "));
    text += fmt::format("  certificate: {}\n", subject.leaf.subject().to_string());
    if (subject.store) text += fmt::format("  in the store: {}\n", describe_store_facts(*subject.store));
    text += template_text(subject.leaf);
    text += fmt::format("  judged as: {} ({})\n", to_string(subject.role), subject.role_reason);
    text += options.by == Grouping::component ? components_text(subject, options, paint) : stages_text(subject, options, paint);
    text += matrix_table(subject.matrix);
    text += skipped_text(subject);
    if (subject.forecast)
        text += fmt::format("\nnext to fail by itself: {}, {}\n", certlib::format_date(subject.forecast->first),
                            safe(subject.forecast->what));
    text += guide_section(subject, options, paint);
    return text;
}

}  // namespace

std::string render_text(const Report& report, const TextOptions& options) {
    const Paint paint(options.color);
    std::string text;
    for (const auto& subject : report.subjects) {
        if (!text.empty() && !options.quiet) text += "\n";
        text += subject_text(subject, options, paint);
    }
    return text;
}

}  // namespace rules
