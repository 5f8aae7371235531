#pragma once

#include <memory>
#include <string>

#include <amtcert/rules/report.h>

#include "network_options.h"

namespace cli {

/// RevocationOptions are the options that say how much revocation counts, and what it is judged by.
struct RevocationOptions {
    std::string mode = "check";
    bool expect_revoked = false;
    NetworkOptions network;

    /// add_to adds the options to the command and gives their group, for more of the kind.
    CLI::Option_group* add_to(CLI::App& command);

    /// add_expect_revoked_to adds --expect-revoked, for the command that may be asked that.
    void add_expect_revoked_to(CLI::Option_group& revocation);

    /// open puts the options into what is judged by, and opens the way to locations. `time_is_given` says that the record's time does
    /// not count. Errors: usage, and of the record.
    [[nodiscard]] certlib::Result<std::unique_ptr<Network>> open(rules::Site& site, rules::Material& material, bool time_is_given);
};

}  // namespace cli
