#pragma once

#include <string>
#include <vector>

#include <amtcert/certlib/crl.h>
#include <amtcert/rules/site.h>

#include "network_options.h"

namespace cli {

/// RevocationOptions are the options that say how much revocation counts, and what it is judged by.
struct RevocationOptions {
    std::string mode = "check";
    std::vector<std::string> crl_files;
    bool expect_revoked = false;
    NetworkOptions network;

    void add_to(CLI::App& command);

    /// apply puts the options into what is judged by. `time_is_given` says that the record's time does not count. Errors: of the
    /// record.
    [[nodiscard]] certlib::Result<void> apply(rules::Site& site, bool time_is_given);

    /// crls reads --crls. One that cannot be read is an error: judging without it would mislead.
    [[nodiscard]] certlib::Result<std::vector<certlib::Crl>> crls() const;
};

}  // namespace cli
