#include <amtcert/rules/formats.h>

#include <algorithm>
#include <array>

#include "render/machine.h"

namespace rules {
namespace {

std::string text_report(const Report& report, const RenderOptions& options) { return render_text(report, options.text); }
std::string text_comparison(const Comparison& comparison, const RenderOptions&) { return render_compare_text(comparison); }
std::string json_report(const Report& report, const RenderOptions&) { return render_json(report); }
std::string json_comparison(const Comparison& comparison, const RenderOptions&) { return render_compare_json(comparison); }

constexpr std::array table{
    Format{.name = "text", .media = "text/plain", .what = "for people", .report = text_report, .comparison = text_comparison},
    Format{.name = "json",
           .media = "application/json",
           .what = "everything, one document",
           .report = json_report,
           .comparison = json_comparison},
    Format{.name = "ndjson",
           .media = "application/x-ndjson",
           .what = "one line of JSON a certificate, written as it is judged",
           .report = render_ndjson,
           .comparison = render_comparison_ndjson,
           .line = ndjson_line},
    Format{.name = "html",
           .media = "text/html",
           .what = "a page to read, print and pass on",
           .report = render_html,
           .comparison = render_comparison_html},
    Format{.name = "sarif", .media = "application/sarif+json", .what = "code scanning (SARIF 2.1.0)", .report = render_sarif},
    Format{.name = "junit", .media = "application/xml", .what = "test results (JUnit)", .report = render_junit},
    Format{.name = "nagios",
           .media = "text/plain",
           .what = "one line for Nagios, with its exit codes",
           .report = render_nagios,
           .exit = nagios_exit,
           .answers_always = true},
    Format{.name = "prometheus",
           .media = "text/plain; version=0.0.4",
           .what = "metrics for Prometheus",
           .report = render_prometheus},
};

}  // namespace

std::span<const Format> formats() { return table; }

const Format* find_format(std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Format& one) { return one.name == name; });
    return found == table.end() ? nullptr : &*found;
}

std::string render(const Format& format, const Comparison& comparison, const RenderOptions& options) {
    return format.comparison != nullptr ? format.comparison(comparison, options) : format.report(as_report(comparison), options);
}

int exit_code(const Format& format, const Report& report) {
    return format.exit != nullptr ? format.exit(report) : report.exit_code();
}

}  // namespace rules
