#pragma once

#include <string>

#include <CLI/CLI.hpp>
#include <amtcert/certlib/load.h>

namespace cli {

/// PasswordOptions are the ways a password comes in. It is never an argument, and nothing here prints it.
struct PasswordOptions {
    std::string file;         ///< --password-file: one trailing line end is dropped
    std::string environment;  ///< --password-env: the name of the variable
    int descriptor = -1;      ///< --password-fd

    void add_to(CLI::App& command);

    /// source reads the password when it is first needed, and once: a file or a descriptor cannot be read twice.
    /// Without an option it asks on the terminal, if standard input and standard error are one.
    [[nodiscard]] certlib::PasswordSource source() const;
};

}  // namespace cli
