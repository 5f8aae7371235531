#pragma once

#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <amtcert/certlib/error.h>
#include <amtcert/rules/report.h>
#include <amtcert/rules/settings.h>

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
    std::vector<std::string> trusted_hashes_files;
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

    std::string site_file;
    std::string policy_file;
    rules::Policy policy;

    void add_to(CLI::App& command);

    /// site turns the words into what the rules judge by: those of the command line, then those of the policy file, then those of
    /// the site file. Called once, after parsing. The clock is read here when no time was given, and nowhere else. Errors: of
    /// either file, its name in front; of an option, with the file's name when one gave it.
    [[nodiscard]] certlib::Result<rules::Site> site(CLI::App& command);

private:
    std::map<std::string, std::string> origins_;  ///< by option, the file that gave it

    [[nodiscard]] certlib::Result<void> read_files(CLI::App& command);
    [[nodiscard]] certlib::Result<void> take(CLI::App& command, const std::string& file, const std::vector<rules::Setting>& settings);
    [[nodiscard]] certlib::Result<rules::Site> judged_by() const;
};

}  // namespace cli
