#include "site_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include <amtcert/certlib/load.h>
#include <amtcert/rules/device_list.h>
#include <amtcert/rules/suffix_file.h>

#include "command.h"
#include "device_list_file.h"
#include "time_option.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;
using rules::Console;
using rules::Role;

const std::map<std::string, Role> roles{{"provisioning", Role::provisioning},
                                        {"web-server", Role::web_server},
                                        {"issuing-ca", Role::issuing_ca},
                                        {"console-client", Role::console_client}};

const std::map<std::string, Console> consoles_by_name{{"configmgr", Console::configmgr}, {"sccm2012", Console::sccm2012},
                                                      {"ema", Console::ema},             {"meshcentral", Console::meshcentral},
                                                      {"rps", Console::rps},             {"rpc", Console::rpc}};

Result<std::set<std::string>> rule_ids(const std::vector<std::string>& words, const char* option) {
    std::set<std::string> ids;
    for (const auto& word : words) {
        if (rules::find_rule(word) == nullptr) {
            std::vector<std::string> known;
            for (const rules::Rule* rule : rules::catalogue()) known.emplace_back(rule->id);
            const auto near = nearest(word, known);
            return certlib::fail(ErrorKind::usage, std::string(option) + ": no rule is called " + word,
                                 near.empty() ? "amtcert rules lists them" : "did you mean " + near + "?");
        }
        ids.insert(word);
    }
    return ids;
}

Result<std::string> host_name(const std::string& text, const char* option) {
    const auto name = text.substr(0, text.find_last_not_of('.') + 1);
    const bool clean = !name.empty() && name.size() <= 253 &&
                       std::all_of(name.begin(), name.end(), [](unsigned char c) { return c > ' ' && c != 0x7f && c != '/'; });
    if (!clean) return certlib::fail(ErrorKind::usage, std::string(option) + ": not a DNS name: '" + text + "'");
    return name;
}

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

Result<void> read_suffixes(const SiteOptions& options, rules::Site& site) {
    for (const auto& argument : options.dns_suffixes) {
        const auto suffixes = suffixes_said(argument);
        if (!suffixes) return tl::make_unexpected(suffixes.error());
        for (const auto& suffix : *suffixes) {
            auto name = host_name(suffix, "--dns-suffix");
            if (!name) return tl::make_unexpected(name.error());
            if (std::find(site.dns_suffixes.begin(), site.dns_suffixes.end(), *name) == site.dns_suffixes.end())
                site.dns_suffixes.push_back(*name);
        }
    }
    return {};
}

Result<void> read_names(const SiteOptions& options, rules::Site& site) {
    struct Name {
        const std::string& text;
        const char* option;
        std::optional<std::string>& target;
    };
    for (const auto& [text, option, target] : {Name{options.mebx_suffix, "--mebx-suffix", site.mebx_suffix},
                                               Name{options.server_fqdn, "--server-fqdn", site.server_fqdn},
                                               Name{options.mebx_server_fqdn, "--mebx-server-fqdn", site.mebx_server_fqdn},
                                               Name{options.client_fqdn, "--client-fqdn", site.client_fqdn}}) {
        if (text.empty()) continue;
        auto name = host_name(text, option);
        if (!name) return tl::make_unexpected(name.error());
        target = *name;
    }
    return {};
}

Result<void> read_firmware(const SiteOptions& options, rules::Site& site) {
    if (options.firmware.empty()) return {};
    const auto all_named = fmt::format("{}", fmt::join(options.firmware, ","));
    site.survey = all_named == "all";
    if (site.survey) return {};
    auto releases = rules::parse_releases(all_named);
    if (!releases) return about("--firmware", releases.error());
    site.firmware = std::move(*releases);
    return {};
}

Result<void> read_hashes(const SiteOptions& options, rules::Site& site) {
    for (const auto& text : options.trusted_hashes) {
        auto hash = rules::parse_hash(text);
        if (!hash) return certlib::fail(ErrorKind::usage, "--trusted-hash: " + hash.error().message, hash.error().hint);
        site.trusted_hashes.push_back(*hash);
    }
    if (options.trusted_hashes_file.empty()) return {};
    auto list = device_list_in(options.trusted_hashes_file);
    if (!list) return tl::make_unexpected(list.error());
    site.device_list = std::move(*list);
    return {};
}

}  // namespace

void SiteOptions::add_to(CLI::App& command) {
    auto* const site = command.add_option_group("Site", "the deployment the certificate is for");
    site->add_option("--site", site_file, "a file (JSON) with the options of this group and the next; flags win")->type_name("FILE");
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
    site->add_option("--trusted-hash", trusted_hashes, "root hash the PCs hold, beside --trusted-hashes if given (hex or base64); repeatable")->type_name("HEX");
    site->add_option("--trusted-hashes", trusted_hashes_file,
                     "a device's whole list (rpc amtinfo, MeshCmd, plain); replaces the table")
        ->type_name("FILE");
    site->add_option("--console", consoles, "configmgr, sccm2012, ema, meshcentral, rps or rpc; repeatable")
        ->type_name("C")
        ->check(CLI::IsMember({"configmgr", "sccm2012", "ema", "meshcentral", "rps", "rpc"}));
    site->add_option("--configmgr", configmgr, "ConfigMgr version: 2007, or 2012 and later")
        ->type_name("Y")
        ->check(CLI::IsMember({"2007", "2012"}));
    site->add_option("--ad-dn", ad_dn, "distinguished name of the PC's AMT object in Active Directory")->type_name("DN");

    auto* const judging = command.add_option_group("Judging", "when and how strictly");
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
    if (role != "auto") site.role = roles.at(role);
    for (const auto& console : consoles) site.consoles.insert(consoles_by_name.at(console));
    if (!ad_dn.empty()) site.ad_dn = ad_dn;
    if (!configmgr.empty()) site.consoles.insert(configmgr == "2007" ? Console::configmgr : Console::sccm2012);
    site.warn_days = warn_days;
    if (fail_days >= 0) site.fail_days = fail_days;
    site.fail_on = fail_on == "warning" ? rules::Severity::warning : rules::Severity::error;
    site.require_key = require_key;
    site.policy = policy;

    for (auto* const step : {&read_suffixes, &read_names, &read_firmware, &read_hashes})
        if (auto done = step(*this, site); !done) return tl::make_unexpected(done.error());

    auto required_ids = rule_ids(required, "--require");
    if (!required_ids) return tl::make_unexpected(required_ids.error());
    site.required = std::move(*required_ids);
    auto accepted_ids = rule_ids(accept_undecided, "--accept-undecided");
    if (!accepted_ids) return tl::make_unexpected(accepted_ids.error());
    site.accept_undecided = std::move(*accepted_ids);
    return site;
}

}  // namespace cli
