#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/guide.h>

#include "engine/judgement.h"
#include "render/html_parts.h"
#include "render/machine.h"
#include "render/matrix_text.h"
#include "render/shown.h"

namespace rules::html {
namespace {

/// weight sorts findings: what fails, what is open, what warns, what informs, what is suppressed.
int weight(const SubjectReport& subject, const RuleResult& result) {
    if (fails(result, Severity::error)) return 0;
    if (result.finding.result != Result::fail) return is_undecided(subject, result.rule) ? 1 : 3;
    if (fails(result, Severity::warning)) return 2;
    return result.suppression ? 5 : 4;
}

Paint::Tone tone_of(const SubjectReport& subject, const RuleResult& result) {
    const auto heavy = weight(subject, result);
    return heavy == 0 ? Paint::Tone::bad : heavy <= 3 ? Paint::Tone::doubtful : Paint::Tone::plain;
}

bool is_finding(const SubjectReport& subject, const RuleResult& result) {
    if (result.finding.result == Result::skipped) return is_undecided(subject, result.rule);
    return result.finding.result != Result::pass;
}

std::vector<Shown> findings_of(const SubjectReport& subject) {
    auto shown = merged(subject.results);
    std::erase_if(shown, [&](const Shown& one) { return !is_finding(subject, *one.result); });
    std::stable_sort(shown.begin(), shown.end(), [&](const Shown& left, const Shown& right) {
        return weight(subject, *left.result) < weight(subject, *right.result);
    });
    return shown;
}

std::string stage_list(const Rule& rule) {
    std::string text;
    for (int stage = 1; stage <= 7; ++stage)
        if (rule.stages.has(stage)) text += fmt::format("{}{}", text.empty() ? "stage " : ", ", stage);
    return text;
}

void add_places(pugi::xml_node article, const SubjectReport& subject, const Shown& shown) {
    const auto& links = subject.chains.front().chain.links;
    auto list = add(article, "ul", "places");
    for (const auto& place : shown.places) {
        auto item = add(list, "li");
        if (const auto at = place.finding->certificate; at && *at < links.size()) {
            auto who = add(item, "span", "small", fmt::format("certificate {}: ", *at));
            add(who, "bdi", {}, links[*at].certificate.subject().to_string());
            add(item, "br");
        }
        if (!place.cases.empty()) {
            add(item, "span", "small", fmt::format("for {}", fmt::join(place.cases, "; ")));
            add(item, "br");
        }
        add_name(item, "span", "evidence", place.finding->evidence);
    }
}

void add_labelled(pugi::xml_node parent, const std::string& label, const std::string& text, std::string_view class_name) {
    auto line = add(parent, "p", class_name);
    add(line, "strong", {}, label + " ");
    add(line, "bdi", {}, text);
}

void add_finding(pugi::xml_node part, const Section& section, const SubjectReport& subject, const Shown& shown) {
    const auto& result = *shown.result;
    const auto tone = std::string(class_of(tone_of(subject, result)));
    auto article = add(part, "article", "finding " + tone);
    auto heading = add(article, fmt::format("h{}", section.level + 1).c_str());
    add(heading, "span", "badge " + tone, word_of(subject, result));
    heading.append_child(pugi::node_pcdata).set_value(" ");
    add(heading, "span", {}, std::string(result.rule->title));
    add(article, "p", "small",
        fmt::format("{}; {} {}; component {}", result.rule->id, stage_list(*result.rule), stage_title(first_stage(*result.rule)),
                    to_string(result.rule->component)));
    add_places(article, subject, shown);
    if (result.suppression) add_labelled(article, "Suppressed by the policy:", reason_of(result), {});
    if (result.finding.result == Result::fail || result.finding.result == Result::inconclusive)
        add_labelled(article, "Fix:", fix_of(result), "fix");
    add(article, "p", "small", fmt::format("Source: {} ({})", result.rule->citation, to_string(result.rule->grade)));
}

/// add_folded adds a list that is closed until asked for; printing shows it.
void add_folded(pugi::xml_node part, const std::string& title, const std::vector<std::pair<std::string, std::string>>& lines) {
    if (lines.empty()) return;
    auto details = add(part, "details");
    add(details, "summary", {}, fmt::format("{} ({})", title, lines.size()));
    auto list = add(details, "ul");
    for (const auto& [head, text] : lines) {
        auto item = add(list, "li");
        add(item, "code", {}, head);
        item.append_child(pugi::node_pcdata).set_value(" ");
        add_name(item, "span", "small", text);
    }
}

std::string word_of(StageVerdict verdict) {
    auto word = std::string(to_string(verdict));
    std::replace(word.begin(), word.end(), '-', ' ');
    return word;
}

}  // namespace

void add_stages(const Section& section, const SubjectReport& subject) {
    auto part = section.part("stages", "Stages, as they follow one another");
    auto list = add(part, "ol", "stages");
    for (const auto& stage : subject.stages) {
        const auto tone = stage.verdict == StageVerdict::pass           ? Paint::Tone::good
                          : stage.verdict == StageVerdict::fail         ? Paint::Tone::bad
                          : stage.verdict == StageVerdict::inconclusive ? Paint::Tone::doubtful
                                                                        : Paint::Tone::plain;
        auto item = add(list, "li", class_of(tone));
        add(item, "span", "number", std::to_string(stage.stage));
        add(item, "span", "what", std::string(stage_title(stage.stage)));
        add(item, "span", "badge " + std::string(class_of(tone)), word_of(stage.verdict));
    }
}

void add_matrix(const Section& section, const SubjectReport& subject) {
    if (subject.matrix.empty()) return;
    auto part = section.part("matrix", "Firmware and DNS suffixes");
    for (const auto& sentence : matrix_sentences(subject.matrix)) add_name(part, "p", {}, sentence);
    // A table with many columns is moved sideways inside its own box, by keyboard too.
    auto box = add(part, "div", "scroll");
    set(box, "tabindex", "0");
    set(box, "role", "region");
    set(box, "aria-labelledby", section.id + "matrix");
    auto table = add(box, "table");
    add(table, "caption", {}, "Which AMT releases take the certificate, for each suffix");
    auto head = add(add(table, "thead"), "tr");
    const auto grid = matrix_grid(subject.matrix);
    set(add(head, "th", {}, "AMT firmware"), "scope", "col");
    for (const auto& column : grid.columns) set(add_name(head, "th", {}, column), "scope", "col");
    auto body = add(table, "tbody");
    for (const auto& row : grid.rows) {
        auto line = add(body, "tr");
        set(add(line, "th", {}, row.releases), "scope", "row");
        for (const auto& cell : row.cells) add_name(line, "td", class_of(cell.tone), cell.text);
    }
}

void add_findings(const Section& section, const SubjectReport& subject) {
    auto part = section.part("findings", "Findings");
    const auto shown = findings_of(subject);
    if (shown.empty()) add(part, "p", {}, "None: every rule that applies holds.");
    for (const auto& one : shown) add_finding(part, section, subject, one);
}

void add_by_hand(const Section& section, const SubjectReport& subject) {
    auto part = section.part("hand", "Left to do by hand");
    const auto stage = stage_in_question(subject);
    const auto results = guide_results(subject);
    std::vector<std::pair<std::string, std::string>> further;
    auto list = add(part, "ul", "hand");
    for (const auto& result : results) {
        if (!result.is_left()) continue;
        const auto& item = *result.item;
        if (!stage || !item.stages.has(*stage)) {
            further.emplace_back(item.id, std::string(item.check));
            continue;
        }
        auto entry = add(list, "li");
        add(entry, "strong", {}, std::string(item.check));
        add(entry, "br");
        add(entry, "span", "small", fmt::format("Look: {} If it does not hold: {} ({})", item.look, item.action, item.id));
    }
    if (!list.first_child()) part.remove_child(list);
    add(part, "p", "small",
        stage ? fmt::format("Items of the guide for stage {}, the first that fails or is open.", *stage)
              : std::string("No stage fails or is open: what the guide has left is below."));
    add_folded(part, "Items of the other stages", further);
}

void add_details(const Section& section, const SubjectReport& subject) {
    auto part = section.part("details", "What was asked besides");
    std::vector<std::pair<std::string, std::string>> held;
    std::vector<std::pair<std::string, std::string>> skipped;
    std::vector<std::pair<std::string, std::string>> paths;
    for (const auto& group : by_rule(subject.results)) {
        const auto& first = *group.results.front();
        const auto all = [&](Result wanted) {
            return std::all_of(group.results.begin(), group.results.end(),
                               [&](const RuleResult* result) { return result->finding.result == wanted; });
        };
        if (all(Result::pass)) held.emplace_back(group.rule->id, first.finding.evidence);
        if (all(Result::skipped) && !is_undecided(subject, group.rule))
            skipped.emplace_back(group.rule->id, first.finding.evidence);
    }
    for (std::size_t i = 1; i < subject.chains.size(); ++i) {
        std::string names;
        for (const auto& link : subject.chains[i].chain.links)
            names += (names.empty() ? "" : " \xe2\x86\x90 ") + link.certificate.subject().to_string();
        paths.emplace_back(fmt::format("{}, {}", chainwalk::to_string(subject.chains[i].chain.ending),
                                       subject.chains[i].accepted ? "would do" : "would not do"),
                           names);
    }
    add_folded(part, "Rules that hold", held);
    add_folded(part, "Rules not asked", skipped);
    add_folded(part, "Other paths", paths);
}

}  // namespace rules::html
