#pragma once

#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/load.h>
#include <amtcert/rules/report.h>
#include <CLI/CLI.hpp>

#include "password.h"

namespace cli {

/// ChainOptions are the options that say what may complete a chain, and how much a source may hold.
struct ChainOptions {
    std::vector<std::string> intermediates;
    std::vector<std::string> roots;
    std::vector<std::string> console_store_files;
    std::vector<std::string> crls;
    std::size_t max_certificates = certlib::LoadLimits{}.certificates;

    /// add_to adds the options to the command and gives their group, for more of the kind.
    CLI::Option_group* add_to(CLI::App& command);

    /// add_console_store_to adds --console-store, for commands that judge a web server's certificate.
    void add_console_store_to(CLI::Option_group& chain);

    /// add_crls_to adds --crls, for commands that judge revocation.
    void add_crls_to(CLI::Option_group& chain);

    /// load_options are the limits and the password that files are read with.
    [[nodiscard]] certlib::LoadOptions load_options(const PasswordOptions& password) const;

    /// material reads --intermediates, --roots and --crls. One that cannot be read is an error: judging without it would mislead.
    [[nodiscard]] certlib::Result<rules::Material> material(const certlib::LoadOptions& load) const;

    /// console_store reads --console-store; nothing when it was not given.
    [[nodiscard]] certlib::Result<std::optional<std::vector<certlib::Certificate>>> console_store(
        const certlib::LoadOptions& load) const;
};

}  // namespace cli
