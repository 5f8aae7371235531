#include "render/machine.h"
#include "render/report_json.h"

namespace rules {
namespace {

/// line_of writes a value without a line end inside.
std::string line_of(const nlohmann::ordered_json& value) {
    return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string ndjson_line(const SubjectReport& subject) { return line_of(subject_json(subject)); }

std::string render_ndjson(const Report& report, const RenderOptions&) {
    std::string lines;
    for (const auto& subject : report.subjects) lines += ndjson_line(subject);
    return lines;
}

std::string render_comparison_ndjson(const Comparison& comparison, const RenderOptions&) {
    return line_of(comparison_json(comparison));
}

}  // namespace rules
