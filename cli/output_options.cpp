#include "output_options.h"

#include "command.h"

namespace cli {

void OutputOptions::add_to(CLI::Option_group& group) {
    std::vector<std::string> names;
    for (const auto& one : rules::formats()) names.emplace_back(one.name);
    group.add_option("--format", format, "how the report is written; docs/pipelines.md tells what each is for")
        ->type_name("F")
        ->check(CLI::IsMember(names))
        ->capture_default_str();
    group.add_option("-o", file, "write to a file instead of standard output")->type_name("FILE");
}

certlib::Result<int> OutputOptions::write(const rules::Report& report, const rules::RenderOptions& options) const {
    const auto& format_used = chosen();
    const int exit = rules::exit_code(format_used, report);
    const bool is_whole = !report.subjects.empty() && (file.empty() || report.exit_code() != exit_code::usage);
    if (written_as_judged() || (!is_whole && !format_used.answers_always)) return exit;
    for (const auto& subject : report.subjects)
        if (auto other = refuse_source(file, subject.source); !other) return tl::make_unexpected(other.error());
    if (auto printed = print(format_used.report(report, options), is_whole ? file : ""); !printed)
        return tl::make_unexpected(printed.error());
    return exit;
}

certlib::Result<int> OutputOptions::write(const rules::Comparison& comparison, const rules::RenderOptions& options) const {
    for (const auto* side : {&comparison.before, &comparison.after})
        if (auto other = refuse_source(file, side->source); !other) return tl::make_unexpected(other.error());
    if (auto printed = print(rules::render(chosen(), comparison, options), file); !printed)
        return tl::make_unexpected(printed.error());
    return rules::exit_code(chosen(), rules::as_report(comparison));
}

void OutputOptions::finish(const certlib::Result<int>& code, int& exit) const {
    cli::finish(code, exit);
    if (!code) exit = answer_in(&chosen(), code.error(), exit);
}

int answer_in(const rules::Format* format, const certlib::Error& error, int exit) {
    if (format == nullptr || !format->answers_always) return exit;
    const rules::Report nothing{.errors = {{"", error}}};
    // Where even this cannot be written the exit code is all that is left to say; that it cannot may be the error itself.
    const auto printed = print(format->report(nothing, {}), {});
    if (!printed && printed.error().message != error.message) complain(printed.error());
    return rules::exit_code(*format, nothing);
}

const rules::Format* format_asked_for(int count, const char* const* arguments) {
    constexpr std::string_view option = "--format";
    for (int i = 1; i < count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == option && i + 1 < count) return rules::find_format(arguments[i + 1]);
        if (argument.starts_with(option) && argument.substr(option.size()).starts_with('='))
            return rules::find_format(argument.substr(option.size() + 1));
    }
    return nullptr;
}

}  // namespace cli
