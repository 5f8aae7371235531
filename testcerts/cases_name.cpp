#include "cases_parts.h"

namespace testcerts {
namespace {

void call_leaf(HierarchySpec& spec, const std::string& common_name, const std::string& alternative_name) {
    spec.leaf.set_common_name(common_name);
    spec.leaf.set(extension::dns_names({alternative_name}));
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
    cases.push_back(changed({.rule = "name.domain-suffix",
                             .what = "The PCs are in example.org, the certificate is for example.com.",
                             .suffix = "example.org"},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "name.host",
                             .what = "A web-server certificate for another PC.",
                             .more_options = {"--role", "web-server", "--client-fqdn", "pc7.example.com", "--roots", "{dir}/good/root.pem"}},
                            [](HierarchySpec&) {}));
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
}

}  // namespace testcerts
