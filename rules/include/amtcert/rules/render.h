#pragma once

#include <string>
#include <string_view>

#include <amtcert/rules/report.h>

namespace rules {

/// tool_version is the release of amtcert, as in "0.1.0".
[[nodiscard]] std::string_view tool_version();

struct TextOptions {
    bool color = false;
    bool verbose = false;  ///< passed and skipped rules too
    bool quiet = false;    ///< the verdict lines only
    std::string command = {};  ///< the command that was run, to be shown again with the options it lacked; empty: not shown
};

/// render_text writes the report for people: verdict first, then the stages in order, the matrix, what is next.
[[nodiscard]] std::string render_text(const Report& report, const TextOptions& options = {});

/// render_json writes schema amtcert.report/1 (docs/report.schema.json), UTF-8, indented by two, with a final newline.
[[nodiscard]] std::string render_json(const Report& report);

}  // namespace rules
