#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "engine/judgement.h"
#include "render/machine.h"
#include "render/shown.h"

// There is no standard of JUnit's XML. This keeps to what Jenkins, GitLab, Azure DevOps and GitHub's reporters all read.
namespace rules {
namespace {

struct Counts {
    int tests = 0;
    int failures = 0;
    int errors = 0;
    int skipped = 0;

    void add(const Counts& other) {
        tests += other.tests;
        failures += other.failures;
        errors += other.errors;
        skipped += other.skipped;
    }
};

void set_counts(pugi::xml_node node, const Counts& counts) {
    node.append_attribute("tests") = counts.tests;
    node.append_attribute("failures") = counts.failures;
    node.append_attribute("errors") = counts.errors;
    node.append_attribute("skipped") = counts.skipped;
    node.append_attribute("time") = "0";
}

/// lines_of says what a rule found and what to do, for each of its results that `wanted` picks.
template <class Wanted>
std::string lines_of(const SubjectReport& subject, const RuleGroup& group, Wanted wanted) {
    const auto& links = subject.chains.front().chain.links;
    std::string text;
    std::string last_fix;
    for (const auto* result : group.results) {
        if (!wanted(*result)) continue;
        text += fmt::format("{}: {}\n", word_of(subject, *result), sentence_of(*result));
        if (const auto at = result->finding.certificate; at && *at < links.size())
            text += fmt::format("  certificate {}: {}\n", *at, links[*at].certificate.subject().to_string());
        if (result->suppression) text += fmt::format("  suppressed by the policy: {}\n", reason_of(*result));
        const auto fix = safe(fix_of(*result));
        if (result->finding.result == Result::fail && fix != last_fix) text += fmt::format("  fix: {}\n", fix);
        last_fix = fix;
    }
    return text;
}

void append(pugi::xml_node test, const char* name, std::string_view type, std::string_view message, const std::string& body) {
    auto node = test.append_child(name);
    if (!type.empty()) node.append_attribute("type") = std::string(type).c_str();
    if (!message.empty()) node.append_attribute("message") = std::string(message).c_str();
    node.text().set(body.c_str());
}

/// judge_rule writes what became of one rule. A test fails when the rule made the run fail, and only then, so that the pipeline's
/// view and the exit code agree; a finding below --fail-on is told in the output of a test that passes.
Counts judge_rule(pugi::xml_node test, const SubjectReport& subject, const RuleGroup& group, const RenderOptions& options) {
    const auto any = [&](auto wanted) {
        return std::any_of(group.results.begin(), group.results.end(), [&](const RuleResult* result) { return wanted(*result); });
    };
    const auto is = [](Result wanted) { return [wanted](const RuleResult& result) { return result.finding.result == wanted; }; };
    const auto fails_run = [&](const RuleResult& result) { return fails(result, options.fail_on); };
    const auto is_open = [](const RuleResult& result) {
        return result.finding.result == Result::skipped || result.finding.result == Result::inconclusive;
    };
    if (any(fails_run)) {
        const auto worst =
            any([](const RuleResult& one) { return fails(one, Severity::error); }) ? Severity::error : Severity::warning;
        append(test, "failure", to_string(worst), group.rule->title, lines_of(subject, group, fails_run));
        return {.tests = 1, .failures = 1};
    }
    if (is_undecided(subject, group.rule)) {
        append(test, "error", "not decided", "not decided: " + std::string(group.rule->title), lines_of(subject, group, is_open));
        return {.tests = 1, .errors = 1};
    }
    if (any(is(Result::fail)))
        append(test, "system-out", {}, {}, lines_of(subject, group, is(Result::fail)));
    else if (!any(is(Result::pass))) {
        const auto lines = lines_of(subject, group, is_open);
        append(test, "skipped", {}, lines.substr(0, lines.find('\n')), lines);
        return {.tests = 1, .skipped = 1};
    }
    return {.tests = 1};
}

/// class_name groups the tests of a file in a pipeline's view; a second certificate of the same file is told apart by its serial.
std::string class_name(const Report& report, const SubjectReport& subject) {
    const auto of_file = std::count_if(report.subjects.begin(), report.subjects.end(),
                                       [&](const SubjectReport& other) { return other.source == subject.source; });
    return safe(subject.source) + (of_file > 1 ? " " + subject.leaf.serial_hex() : "");
}

/// junit_time is xs:dateTime without a zone, in UTC, which is what most readers take.
std::string junit_time(certlib::Time time) {
    auto text = certlib::format_time(time);
    text.pop_back();
    return text;
}

Counts append_subject(pugi::xml_node suites, const Report& report, const SubjectReport& subject, const RenderOptions& options) {
    auto suite = suites.append_child("testsuite");
    const auto name = class_name(report, subject);
    suite.append_attribute("name") = fmt::format("{}: {}", name, subject.leaf.subject().to_string()).c_str();
    suite.append_attribute("timestamp") = junit_time(report.time).c_str();
    Counts counted;
    auto properties = suite.append_child("properties");
    for (const auto& [key, value] :
         {std::pair{"verdict", std::string(to_string(subject.verdict))}, std::pair{"headline", safe(subject.headline)},
          std::pair{"role", std::string(to_string(subject.role))},
          std::pair{"sha256", certlib::to_hex(subject.leaf.sha256_fingerprint())},
          std::pair{"notAfter", certlib::format_time(subject.leaf.not_after())}}) {
        auto property = properties.append_child("property");
        property.append_attribute("name") = key;
        property.append_attribute("value") = value.c_str();
    }
    for (const auto& group : by_rule(subject.results)) {
        auto test = suite.append_child("testcase");
        test.append_attribute("name") = std::string(group.rule->id).c_str();
        test.append_attribute("classname") = name.c_str();
        test.append_attribute("file") = safe(subject.source).c_str();
        test.append_attribute("time") = "0";
        counted.add(judge_rule(test, subject, group, options));
    }
    set_counts(suite, counted);
    return counted;
}

Counts append_error(pugi::xml_node suites, const Report& report, const SourceError& error) {
    const auto source = safe(error.source);
    auto suite = suites.append_child("testsuite");
    suite.append_attribute("name") = source.c_str();
    suite.append_attribute("timestamp") = junit_time(report.time).c_str();
    auto test = suite.append_child("testcase");
    test.append_attribute("name") = "can be read";
    test.append_attribute("classname") = source.c_str();
    test.append_attribute("file") = source.c_str();
    test.append_attribute("time") = "0";
    append(test, "error", "unreadable", safe(error.error.message), safe(error.error.hint));
    const Counts counted{.tests = 1, .errors = 1};
    set_counts(suite, counted);
    return counted;
}

}  // namespace

std::string render_junit(const Report& report, const RenderOptions& options) {
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto suites = document.append_child("testsuites");
    suites.append_attribute("name") = "amtcert";
    Counts all;
    for (const auto& subject : report.subjects) all.add(append_subject(suites, report, subject, options));
    for (const auto& error : report.errors) all.add(append_error(suites, report, error));
    set_counts(suites, all);
    std::ostringstream text;
    document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

}  // namespace rules
