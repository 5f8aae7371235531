#pragma once

#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <amtcert/certlib/error.h>

namespace cli {

/// The exit codes of docs/exit-codes.md. They are a promise to scripts.
namespace exit_code {
inline constexpr int pass = 0;
inline constexpr int fail = 1;
inline constexpr int usage = 2;
inline constexpr int bug = 4;
}  // namespace exit_code

/// Each adds its subcommand to the application; when that is chosen it runs and stores its exit code.
void add_check(CLI::App& app, int& exit);
void add_chain(CLI::App& app, int& exit);
void add_rules(CLI::App& app, int& exit);
void add_roots(CLI::App& app, int& exit);
void add_testcerts(CLI::App& app, int& exit);

/// complain writes "error: <message>" and, when there is one, "hint: <hint>" to standard error.
void complain(const certlib::Error& error);

/// complain about a thing: "<thing>: <message>".
void complain(std::string_view thing, const certlib::Error& error);

/// print writes a finished document to a file, whole and renamed into place, or to standard output when the name is empty.
[[nodiscard]] certlib::Result<void> print(const std::string& document, const std::string& file);

/// nearest finds the known word most like `word`, for hints; empty when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace cli
