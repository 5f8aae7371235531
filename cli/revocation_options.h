#pragma once

#include <string>

#include <amtcert/rules/site.h>

#include "network_options.h"

namespace cli {

/// RevocationOptions are the options that say how much revocation counts, and what it is judged by.
struct RevocationOptions {
    std::string mode = "check";
    bool expect_revoked = false;
    NetworkOptions network;

    /// add_to adds the options to the command and gives their group, for --crls.
    CLI::Option_group* add_to(CLI::App& command);

    /// apply puts the options into what is judged by. `time_is_given` says that the record's time does not count. Errors: of the
    /// record.
    [[nodiscard]] certlib::Result<void> apply(rules::Site& site, bool time_is_given);
};

}  // namespace cli
