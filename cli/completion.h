#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace cli {

/// CompletedOption is an option as a shell completes it.
struct CompletedOption {
    std::vector<std::string> names;  ///< without hyphens: "format", "o"
    std::string description;         ///< one line
    bool takes_value = false;
    std::vector<std::string> values;  ///< what it may be; empty: a file name, or nothing that can be known
    bool is_list = false;             ///< several values may stand behind one another, separated by commas
};

/// CompletedCommand is a command as a shell completes it.
struct CompletedCommand {
    std::string name;
    std::string description;  ///< one line
    std::vector<CompletedOption> options;
    std::vector<std::string> arguments;  ///< what may stand without an option; empty: a file name
};

/// completed_commands takes the commands out of the same table as --help, and the values from where they are judged: rules from the
/// catalogue, releases from the firmware table, formats from theirs.
[[nodiscard]] std::vector<CompletedCommand> completed_commands(const CLI::App& app);

/// bash_completion, zsh_completion and fish_completion are the scripts of those shells.
[[nodiscard]] std::string bash_completion(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<CompletedCommand>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<CompletedCommand>& commands);

}  // namespace cli
