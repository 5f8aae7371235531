#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>
#include <amtcert/rules/device_list.h>
#include <amtcert/rules/firmware.h>

namespace [[gnu::visibility("default")]] rules {

struct Rule;  // <amtcert/rules/rule.h>

/// Severity is how bad a failure is; only an error fails by itself.
enum class Severity { info, warning, error };
/// to_string gives "info", "warning", "error".
[[nodiscard]] std::string_view to_string(Severity severity);

/// Role is the job a certificate is to do. `plain` is none of AMT's: a path is judged by RFC 5280 alone (amtcert chain).
enum class Role { provisioning, web_server, issuing_ca, console_client, plain };
[[nodiscard]] std::string_view to_string(Role role);  ///< "provisioning", "web-server", "issuing-ca", "console-client", "plain"

/// Console is the management software that provisions, and that refuses certificates by rules of its own.
enum class Console { configmgr, sccm2012, ema, meshcentral, rps, rpc };
/// to_string gives the words of --console.
[[nodiscard]] std::string_view to_string(Console console);
/// product_name is the console's name for people: "ConfigMgr 2007", "MeshCentral".
[[nodiscard]] std::string_view product_name(Console console);

/// Suppression is a finding that the policy lets stand for a time.
struct Suppression {
    std::string rule;  ///< id of a rule
    std::string certificate;   ///< empty: any; else its fingerprint (SHA-1 or SHA-256, hex) or its subject as reports show it
    std::string reason;  ///< for people; shown in the report
    certlib::Time last_day{};  ///< 00:00:00Z of the last day it holds

    /// the last day itself counts whole
    [[nodiscard]] bool is_in_force(certlib::Time at) const { return at < last_day + std::chrono::days{1}; }
};

/// Policy is what the user's organisation decided about findings: it changes what they do to the verdict, never what is found.
struct Policy {
    std::map<std::string, Severity, std::less<>> severities;  ///< by rule id, of whatever that rule finds wrong
    std::vector<Suppression> suppressions;  ///< in the order of the file
};

/// RevocationMode says how much revocation counts.
enum class RevocationMode {
    off,      ///< not looked at
    check,    ///< none may be revoked; what could not be found out is reported and leaves the verdict alone
    require,  ///< each has to be known to be good; what could not be found out leaves the verdict inconclusive
};

/// Site is the deployment asked about. Everything is optional but the time.
struct Site {
    certlib::Time at{};                       ///< the moment judged for
    std::optional<Role> role;                 ///< empty: told from the certificate
    std::vector<Release> firmware;            ///< empty: the guide's baseline decides
    bool survey = false;                      ///< --firmware all: the baseline decides, the matrix tells the rest
    std::vector<std::string> dns_suffixes;    ///< DHCP option 15
    std::optional<std::string> mebx_suffix;   ///< MEBX PKI DNS suffix, replaces option 15 (observed)
    std::optional<std::string> server_fqdn;       ///< the setup server's own name
    std::optional<std::string> mebx_server_fqdn;  ///< as entered in MEBX
    std::optional<std::string> client_fqdn;  ///< the PC's own name
    std::vector<certlib::Bytes> trusted_hashes;  ///< --trusted-hash: what the devices hold, beside device_lists if there are any
    std::vector<DeviceList> device_lists;        ///< --trusted-hashes: devices' whole lists, replace the table
    std::set<Console> consoles;  ///< empty: none is asked
    std::optional<std::vector<certlib::Certificate>> console_store;  ///< --console-store: Trusted Root store of the console's host
    std::optional<std::string> ad_dn;         ///< --ad-dn: distinguished name of the PC's AMT object in Active Directory
    int warn_days = 30;  ///< fewer days left are a warning
    std::optional<int> fail_days;             ///< fewer days left than this is an error
    Severity fail_on = Severity::error;  ///< the least severity that makes the verdict fail
    std::set<std::string> required;           ///< rule ids that must be decided
    std::set<std::string> accept_undecided;   ///< rule ids that may stay undecided
    bool require_key = false;  ///< a bundle without its private key fails
    RevocationMode revocation = RevocationMode::check;  ///< how much revocation counts
    bool expect_revoked = false;              ///< after un-provisioning: the certificate is to be revoked
    Policy policy;                            ///< applied over the findings of the judged path
    std::vector<const Rule*> own_rules;       ///< asked after the catalogue's: of whoever uses the library; they outlive the report

    /// suffixes are the DNS suffixes that count: the MEBX one when there is one, else those of option 15.
    [[nodiscard]] std::vector<std::string> suffixes() const;
    /// uses_configmgr: one of the consoles is ConfigMgr, of either age.
    [[nodiscard]] bool uses_configmgr() const;
};

}  // namespace rules
