#include "site_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include <amtcert/certlib/load.h>
#include <amtcert/rules/suffix_file.h>

#include "command.h"
#include "device_list_file.h"
#include "time_option.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;
using Words = std::vector<std::string>;

/// suffixes_said gives what --dns-suffix says: itself, or behind "@" what a file says.
Result<std::vector<std::string>> suffixes_said(const std::string& argument) {
    if (!argument.starts_with('@')) return std::vector{argument};
    const auto name = "--dns-suffix: " + argument.substr(1);
    const auto bytes = certlib::read_file(argument.substr(1), rules::largest_suffix_file);
    if (!bytes) return about(name, bytes.error());
    auto file = rules::read_suffix_file({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!file) return about(name, file.error());
    if (file->has_search_list)
        std::fprintf(
            stderr, "note: %s\n",
            certlib::escape_unprintable(name + ": the search list (option 119) is left out: AMT looks at option 15 alone")
                .c_str());
    return std::move(file->suffixes);
}

Result<Words> all_suffixes(const Words& arguments) {
    Words all;
    for (const auto& argument : arguments) {
        auto suffixes = suffixes_said(argument);
        if (!suffixes) return suffixes;
        all.insert(all.end(), suffixes->begin(), suffixes->end());
    }
    return all;
}

Words if_said(const std::string& word) { return word.empty() ? Words{} : Words{word}; }

}  // namespace

void SiteOptions::add_to(CLI::App& command) {
    auto* const site = add_group(command, "Site", "the deployment the certificate is for");
    site->add_option("--site", site_file, "a file (JSON) with the options of this group and the next; flags win")
        ->type_name("FILE");
    site->add_option("--role", role, "auto, provisioning, web-server, issuing-ca or console-client")
        ->type_name("R")
        ->check(CLI::IsMember({"auto", "provisioning", "web-server", "issuing-ca", "console-client"}));
    site->add_option("--firmware", firmware, "AMT releases, or all; 15 is 15H and 15LP")->type_name("V[,V]")->delimiter(',');
    site->add_option("--dns-suffix", dns_suffixes,
                     "DNS suffix of the PCs (DHCP option 15), or @FILE: a list, or a DHCP server's configuration; repeatable")
        ->type_name("S");
    site->add_option("--mebx-suffix", mebx_suffix, "PKI DNS suffix entered in MEBX; replaces option 15")->type_name("S");
    site->add_option("--server-fqdn", server_fqdn, "the setup server's own name")->type_name("N");
    site->add_option("--mebx-server-fqdn", mebx_server_fqdn, "provisioning server FQDN entered in MEBX")->type_name("N");
    site->add_option("--client-fqdn", client_fqdn, "a PC's own name, for its web-server certificate")->type_name("N");
    site->add_option("--trusted-hash", trusted_hashes,
                     "root hash the PCs hold, beside --trusted-hashes if given (hex or base64); repeatable")
        ->type_name("HEX");
    site->add_option("--trusted-hashes", trusted_hashes_files,
                     "a device's whole list (rpc amtinfo, MeshCmd, plain); replaces the table; repeatable")
        ->type_name("FILE");
    site->add_option("--console", consoles, "configmgr, sccm2012, ema, meshcentral, rps or rpc; repeatable")
        ->type_name("C")
        ->check(CLI::IsMember({"configmgr", "sccm2012", "ema", "meshcentral", "rps", "rpc"}));
    site->add_option("--configmgr", configmgr, "ConfigMgr version: 2007, or 2012 and later")
        ->type_name("Y")
        ->check(CLI::IsMember({"2007", "2012"}));
    site->add_option("--ad-dn", ad_dn, "distinguished name of the PC's AMT object in Active Directory")->type_name("DN");

    auto* const judging = add_group(command, "Judging", "when and how strictly");
    judging->add_option("--at", at, "judge for this time (RFC 3339, or a date); now when absent")->type_name("TIME");
    judging->add_option("--warn-days", warn_days, "warn when fewer days are left")
        ->type_name("N")
        ->check(CLI::Range(0, 36500))
        ->capture_default_str();
    judging->add_option("--fail-days", fail_days, "fail when fewer days are left")->type_name("N")->check(CLI::Range(0, 36500));
    judging->add_option("--fail-on", fail_on, "error or warning: what makes the exit 1")
        ->type_name("S")
        ->check(CLI::IsMember({"error", "warning"}))
        ->capture_default_str();
    judging->add_option("--require", required, "rules that have to be decided")->type_name("RULE[,RULE]")->delimiter(',');
    judging->add_option("--accept-undecided", accept_undecided, "rules that may stay undecided")
        ->type_name("RULE[,RULE]")
        ->delimiter(',');
    judging->add_flag("--require-key", require_key, "the private key has to be there");
    judging->add_option("--policy", policy_file, "a file (JSON): severity by rule, thresholds, suppressions with an end date")
        ->type_name("FILE");
}

Result<rules::Site> SiteOptions::site(CLI::App& command) {
    if (auto read = read_files(command); !read) return tl::make_unexpected(read.error());
    auto site = judged_by();
    if (site) return site;
    // An option that a file gave is complained about with the file's name.
    auto error = site.error();
    if (const auto origin = origins_.find(error.message.substr(0, error.message.find(':'))); origin != origins_.end())
        error.message = origin->second + ": " + error.message;
    return tl::make_unexpected(std::move(error));
}

Result<rules::Site> SiteOptions::judged_by() const {
    rules::Site site;
    const auto time = time_said(at);
    if (!time) return tl::make_unexpected(time.error());
    site.at = *time;
    site.warn_days = warn_days;
    if (fail_days >= 0) site.fail_days = fail_days;
    site.require_key = require_key;
    site.policy = policy;

    const auto suffixes = all_suffixes(dns_suffixes);
    if (!suffixes) return tl::make_unexpected(suffixes.error());
    const std::pair<const char*, Words> said[] = {
        {"role", {role}},
        {"console", consoles},
        {"configmgr", if_said(configmgr)},
        {"adDn", if_said(ad_dn)},
        {"failOn", {fail_on}},
        {"dnsSuffix", *suffixes},
        {"mebxSuffix", if_said(mebx_suffix)},
        {"serverFqdn", if_said(server_fqdn)},
        {"mebxServerFqdn", if_said(mebx_server_fqdn)},
        {"clientFqdn", if_said(client_fqdn)},
        {"firmware", firmware},
        {"trustedHash", trusted_hashes},
        {"require", required},
        {"acceptUndecided", accept_undecided},
    };
    for (const auto& [key, words] : said) {
        if (words.empty()) continue;
        if (auto applied = rules::apply_setting(site, key, words); !applied) return about(rules::option_of(key), applied.error());
    }
    for (const auto& file : trusted_hashes_files) {
        auto list = device_list_in(file);
        if (!list) return tl::make_unexpected(list.error());
        site.device_lists.push_back(std::move(*list));
    }
    return site;
}

}  // namespace cli
