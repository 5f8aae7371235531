#pragma once

#include <string>
#include <string_view>

#include <amtcert/rules/report.h>

namespace [[gnu::visibility("default")]] rules {

/// tool_version is the release of amtcert, as in "0.1.0".
[[nodiscard]] std::string_view tool_version();

/// Grouping is the guide's two views of one set of checks.
enum class Grouping { stage, component };

/// TextOptions is how the text report is written.
struct TextOptions {
    bool color = false;  ///< with terminal escapes
    bool verbose = false;  ///< passed and skipped rules too
    bool quiet = false;    ///< the verdict lines only
    Grouping by = Grouping::stage;  ///< how it is grouped
    std::string command = {};  ///< the command that was run, to be shown again with the options it lacked; empty: not shown
};

/// render_text writes the report for people: verdict first, then the findings by stage or by
/// component, the matrix, what the run decided of the guide, and what is left to do by hand.
[[nodiscard]] std::string render_text(const Report& report, const TextOptions& options = {});

/// render_paths writes a report of validate_path for people: the verdict, then every path as a tree from the leaf up, the accepted
/// one first, each with how it ended, what speaks against it, and what the engines think of it.
[[nodiscard]] std::string render_paths(const Report& report, const TextOptions& options = {});

/// render_json writes schema amtcert.report/1 (docs/report.schema.json), UTF-8, indented by two, with a final newline.
[[nodiscard]] std::string render_json(const Report& report);

}  // namespace rules
