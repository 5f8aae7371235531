#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <amtcert/certlib/error.h>
#include <amtcert/rules/report.h>

namespace cli {

/// SiteOptions are the options that describe the deployment and how strictly to judge, as the user wrote them.
struct SiteOptions {
    std::string role = "auto";
    std::vector<std::string> firmware;
    std::vector<std::string> dns_suffixes;
    std::string mebx_suffix;
    std::string server_fqdn;
    std::string mebx_server_fqdn;
    std::string client_fqdn;
    std::vector<std::string> trusted_hashes;
    std::string trusted_hashes_file;
    std::vector<std::string> consoles;
    std::string configmgr;
    std::string ad_dn;
    std::string at;
    int warn_days = 30;
    int fail_days = -1;
    std::string fail_on = "error";
    std::vector<std::string> required;
    std::vector<std::string> accept_undecided;
    bool require_key = false;

    void add_to(CLI::App& command);

    /// site turns the words into what the rules judge by. The clock is read here when no time was given, and nowhere else.
    [[nodiscard]] certlib::Result<rules::Site> site() const;
};

}  // namespace cli
