#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <amtcert/certlib/error.h>
#include <amtcert/rules/nearest.h>

namespace cli {

/// The exit codes of docs/exit-codes.md. They are a promise to scripts.
namespace exit_code {
inline constexpr int pass = 0;
inline constexpr int fail = 1;
inline constexpr int usage = 2;
inline constexpr int undecided = 3;
inline constexpr int bug = 4;
}  // namespace exit_code

/// add_subcommand and add_group are App::add_subcommand and add_option_group of CLI11, whose code is in its headers: what makes
/// an App is compiled where these are, not once in every command.
CLI::App* add_subcommand(CLI::App& app, const std::string& name, const std::string& description);
CLI::Option_group* add_group(CLI::App& command, const std::string& name, const std::string& description = {});

/// Each adds its subcommand to the application; when that is chosen it runs and stores its exit code.
void add_bundle(CLI::App& app, int& exit);
void add_chain(CLI::App& app, int& exit);
void add_check(CLI::App& app, int& exit);
void add_guide(CLI::App& app, int& exit);
void add_compare(CLI::App& app, int& exit);
void add_manual(CLI::App& app, int& exit);
void add_plan(CLI::App& app, int& exit);
void add_reach(CLI::App& app, int& exit);
void add_rules(CLI::App& app, int& exit);
void add_roots(CLI::App& app, int& exit);
void add_testcerts(CLI::App& app, int& exit);

/// complain writes "error: <message>" and, when there is one, "hint: <hint>" to standard error.
void complain(const certlib::Error& error);

/// complain about a thing: "<thing>: <message>".
void complain(std::string_view thing, const certlib::Error& error);

/// about puts the thing in front of an error: "<thing>: <message>".
[[nodiscard]] tl::unexpected<certlib::Error> about(const std::string& thing, const certlib::Error& error);

/// finish stores the exit code a command came to; one that could not look is complained about and stores that of a usage error.
void finish(const certlib::Result<int>& code, int& exit);

/// refuse_source refuses to write a file that a report was made of. Errors: usage.
[[nodiscard]] certlib::Result<void> refuse_source(const std::string& file, const std::string& source);

/// print writes a finished document to a file, whole and renamed into place, or to standard output when the name is empty.
[[nodiscard]] certlib::Result<void> print(const std::string& document, const std::string& file);

using rules::nearest;

}  // namespace cli
