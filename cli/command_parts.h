#pragma once

#include <vector>

#include <CLI/CLI.hpp>

namespace cli {

/// parts are the subcommands of a command that have a name, or its option groups, which have none. Hidden ones are left out.
[[nodiscard]] std::vector<const CLI::App*> parts(const CLI::App& command, bool named);

/// own_options are those of a command, or of a group, where --help is not said again.
[[nodiscard]] std::vector<const CLI::Option*> own_options(const CLI::App& command);

/// all_options are those of a command and, after them, of its groups.
[[nodiscard]] std::vector<const CLI::Option*> all_options(const CLI::App& command);

}  // namespace cli
