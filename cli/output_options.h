#pragma once

#include <string>

#include <amtcert/certlib/error.h>
#include <amtcert/rules/formats.h>
#include <CLI/CLI.hpp>

namespace cli {

/// OutputOptions are how and where a report is written: --format and -o.
struct OutputOptions {
    std::string format = "text";
    std::string file;

    void add_to(CLI::Option_group& group);

    [[nodiscard]] const rules::Format& chosen() const { return *rules::find_format(format); }

    /// written_as_judged says whether the format goes to standard output certificate by certificate.
    [[nodiscard]] bool written_as_judged() const { return chosen().line != nullptr && file.empty(); }

    /// write writes what a run found, unless it was written as it was judged, and gives the exit code. Nothing is written when no
    /// source could be read, nor into a file when one could not, but for a format that always answers: that one goes to
    /// standard output then. Errors: of writing.
    [[nodiscard]] certlib::Result<int> write(const rules::Report& report, const rules::RenderOptions& options) const;

    /// write a comparison, likewise.
    [[nodiscard]] certlib::Result<int> write(const rules::Comparison& comparison, const rules::RenderOptions& options) const;

    /// finish is cli::finish, with the answer that the format owes when nothing could be looked at.
    void finish(const certlib::Result<int>& code, int& exit) const;
};

/// answer_in gives the exit code of a run that could not look, and writes the line on standard output that a format owes in that
/// case. Formats that owe none, and a null one, leave `exit` as it is.
[[nodiscard]] int answer_in(const rules::Format* format, const certlib::Error& error, int exit);

/// format_asked_for finds --format among arguments that need not make sense otherwise, or null.
[[nodiscard]] const rules::Format* format_asked_for(int count, const char* const* arguments);

}  // namespace cli
