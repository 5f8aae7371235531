#include "cases_parts.h"
#include "public_root.h"

namespace testcerts {

using namespace std::chrono;

namespace {

void call_leaf(HierarchySpec& spec, const std::string& common_name, const std::string& alternative_name) {
    spec.leaf.set_common_name(common_name);
    spec.leaf.set(extension::dns_names({alternative_name}));
}

/// in_bmp writes ASCII as a BMPString: two octets a character.
std::string in_bmp(const std::string& text) {
    std::string wide;
    for (const char c : text) wide += {'\0', c};
    return wide;
}

/// for_web_server are the options of a web-server certificate of this PC under the sample root.
std::vector<std::string> for_web_server(const std::string& client, const std::vector<std::string>& more = {}) {
    std::vector<std::string> options{"--role", "web-server", "--client-fqdn", client, "--roots", "{dir}/good/root.pem"};
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

}  // namespace

void add_name_cases(std::vector<Case>& cases) {
    cases.push_back(changed({.rule = "name.common-name", .what = "The leaf's subject has two common names."}, [](HierarchySpec& spec) {
        spec.leaf.subject.push_back({std::string(certlib::oids::common_name), "setup.example.com"});
        spec.leaf.remove(certlib::oids::subject_alternative_name);
    }));
    cases.push_back(changed({.rule = "name.console-differences",
                             .exit = 0,
                             .what = "The firmware takes srv.example.fr for the suffix example.fr; MeshCentral does not.",
                             .suffix = "example.fr"},
                            [](HierarchySpec& spec) { call_leaf(spec, "srv.example.fr", "srv.example.fr"); }));
    cases.push_back(changed({.rule = "name.dn-length",
                             .exit = 0,
                             .what = "The PC's name in Active Directory has 117 characters; ConfigMgr 2007 SP1 takes 100.",
                             .more_options = for_web_server("provision.example.com",
                                                            {"--ad-dn", "CN=provision," + std::string(80, 'U') + ",DC=corp,DC=example,DC=com"})},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "name.domain-suffix",
                             .what = "The PCs are in example.org, the certificate is for example.com.",
                             .suffix = "example.org"},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "name.encoding", .exit = 0, .what = "The common name is a BMPString."}, [](HierarchySpec& spec) {
        spec.leaf.subject = {{std::string(certlib::oids::common_name), in_bmp("provision.example.com"), 30}};
    }));
    cases.push_back(changed({.rule = "name.fqdn-characters",
                             .what = "The PC's name has an underscore, which AMT refuses.",
                             .more_options = for_web_server("pc_7.example.com")},
                            [](HierarchySpec& spec) { call_leaf(spec, "pc_7.example.com", "pc_7.example.com"); }));
    cases.push_back(changed({.rule = "name.host",
                             .what = "A web-server certificate for another PC.",
                             .more_options = for_web_server("pc7.example.com")},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "name.host-is-address",
                             .what = "A web-server certificate for the PC's short name, which Kerberos does not take.",
                             .more_options = for_web_server("pc7")},
                            [](HierarchySpec& spec) { call_leaf(spec, "pc7", "pc7"); }));
    cases.push_back(changed({.rule = "name.san-only",
                             .exit = 0,
                             .what = "Only the subjectAltName fits the suffix; the consoles read the common name."},
                            [](HierarchySpec& spec) { call_leaf(spec, "provision.example.net", "provision.example.com"); }));
    cases.push_back(changed({.rule = "name.server-domain",
                             .what = "The setup server is in example.net, the certificate is for example.com.",
                             .more_options = {"--server-fqdn", "setup.example.net", "--console", "configmgr"}},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "name.server-fqdn",
                             .exit = 0,
                             .what = "The provisioning server entered in MEBX is another one than the certificate names.",
                             .more_options = {"--mebx-server-fqdn", "other.example.com"}},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "name.suffix-source",
                             .exit = 0,
                             .what = "The PCs are in example.local, for which no public CA may issue.",
                             .suffix = "example.local"},
                            [](HierarchySpec& spec) {
                                name_root_like_a_public_one(spec.root);
                                call_leaf(spec, "example.local", "example.local");
                                spec.leaf.not_before = sys_days{year{2026} / 10 / 1};
                                spec.leaf.not_after = sys_days{year{2026} / 10 / 1} + days{150};
                            }));
    cases.push_back(changed({.rule = "name.trusted-cn",
                             .exit = 0,
                             .what = "The devices trust consoles of example.org, this console is in example.com.",
                             .more_options = {"--role", "console-client", "--roots", "{dir}/good/root.pem"},
                             .suffix = "example.org"},
                            [](HierarchySpec& spec) {
                                spec.leaf.set(extension::extended_key_usage(
                                    {std::string(certlib::oids::client_auth), std::string(certlib::oids::amt_remote_console)}));
                            }));
}

}  // namespace testcerts
