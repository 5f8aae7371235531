#pragma once

#include <string>
#include <vector>

#include <amtcert/rules/formats.h>

/// The renderers beside text and JSON, each in the file of its name. What they write is told in docs/pipelines.md.
namespace rules {

[[nodiscard]] std::string render_ndjson(const Report& report, const RenderOptions& options);
[[nodiscard]] std::string render_comparison_ndjson(const Comparison& comparison, const RenderOptions& options);
/// ndjson_line is one certificate's line, with its line end.
[[nodiscard]] std::string ndjson_line(const SubjectReport& subject);

[[nodiscard]] std::string render_html(const Report& report, const RenderOptions& options);
[[nodiscard]] std::string render_comparison_html(const Comparison& comparison, const RenderOptions& options);

[[nodiscard]] std::string render_sarif(const Report& report, const RenderOptions& options);
[[nodiscard]] std::string render_junit(const Report& report, const RenderOptions& options);

[[nodiscard]] std::string render_nagios(const Report& report, const RenderOptions& options);
/// nagios_exit is 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
[[nodiscard]] int nagios_exit(const Report& report);

[[nodiscard]] std::string render_prometheus(const Report& report, const RenderOptions& options);

/// RuleGroup is all that one rule said of a certificate.
struct RuleGroup {
    const Rule* rule;
    std::vector<const RuleResult*> results;
};

/// by_rule groups results by their rule, in the order in which the rules first come.
[[nodiscard]] std::vector<RuleGroup> by_rule(const std::vector<RuleResult>& results);

/// sentence_of a result: its case, if it has one, and its evidence, safe to show.
[[nodiscard]] std::string sentence_of(const RuleResult& result);

}  // namespace rules
