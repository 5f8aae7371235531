#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <amtcert/rules/compare.h>
#include <amtcert/rules/render.h>

namespace [[gnu::visibility("default")]] rules {

/// RenderOptions is what a format may want to know besides the report: how it was asked for.
struct RenderOptions {
    TextOptions text = {};               ///< of the text format
    Severity fail_on = Severity::error;  ///< the least severity that made a run fail
    int warn_days = 30;                  ///< fewer days left are a warning
    std::optional<int> fail_days = {};   ///< fewer days left are an error; empty: none
};

/// Format is one way of writing a report: a value of --format.
struct Format {
    std::string_view name;                                       ///< "sarif"
    std::string_view media;                                      ///< media type of the document: "application/sarif+json"
    std::string_view what;                                       ///< for people, a few words
    std::string (*report)(const Report&, const RenderOptions&);  ///< writes a report; never null
    /// comparison writes what `amtcert compare` found; null: as the report that `as_report` makes of it.
    std::string (*comparison)(const Comparison&, const RenderOptions&) = nullptr;
    /// line is one certificate's part of a format that can be written certificate by certificate; null: it cannot.
    std::string (*line)(const SubjectReport&) = nullptr;
    /// exit is the exit code of a format that has codes of its own; null: those of docs/exit-codes.md.
    int (*exit)(const Report&) = nullptr;
    /// answers_always: something is written even when nothing could be looked at; `report` then gets errors only.
    bool answers_always = false;
};

/// formats lists them all, in the order of the documentation.
[[nodiscard]] std::span<const Format> formats();

/// find_format finds one by name, or null.
[[nodiscard]] const Format* find_format(std::string_view name);

/// render writes a comparison in a format.
[[nodiscard]] std::string render(const Format& format, const Comparison& comparison, const RenderOptions& options);

/// exit_code of a report in a format.
[[nodiscard]] int exit_code(const Format& format, const Report& report);

/// as_report shows a comparison as a report on NEW, for formats that know nothing of two certificates: each way to lose something
/// is a rule, which fails where it is lost and passes where it is kept. What changed is information.
[[nodiscard]] Report as_report(const Comparison& comparison);

}  // namespace rules
