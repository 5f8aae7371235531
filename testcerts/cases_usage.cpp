#include "cases_parts.h"
#include "public_root.h"

namespace testcerts {

using namespace std::chrono;

namespace {

ExtensionSpec purposes(std::string_view purpose) { return extension::extended_key_usage({std::string(purpose)}); }

/// A PFX as Windows exports it, with the provider that made the key.
Case template_case() {
    auto spec = good();
    spec.leaf.set(extension::microsoft_template("1.3.6.1.4.1.311.21.8.1443968.10.25", 100, 3));
    const auto chain = build(spec).chain();
    auto made = pem_case({.rule = "usage.template",
                          .exit = 0,
                          .what = "The key was made by a CNG provider; ConfigMgr enrols from templates of version 2 only.",
                          .more_options = {"--role", "web-server", "--client-fqdn", "provision.example.com", "--roots",
                                           "{dir}/good/root.pem", "--configmgr", "2012", "--password-file", "{dir}/password.txt"}},
                         chain);
    made.file = "server.pfx";
    made.files.push_back({"server.pfx", pfx({.certificates = chain,
                                             .key = Key::leaf,
                                             .password = sample_password,
                                             .csp_name = "Microsoft Software Key Storage Provider"})});
    return made;
}

}  // namespace

void add_usage_cases(std::vector<Case>& cases) {
    cases.push_back(changed({.rule = "usage.amt-marker", .what = "Neither the AMT OID nor the Intel OU: an ordinary web server certificate."},
                            [](HierarchySpec& spec) { spec.leaf.set(purposes(certlib::oids::server_auth)); }));
    cases.push_back(changed({.rule = "usage.client-auth",
                             .what = "A console's certificate without clientAuth and the AMT console purpose.",
                             .more_options = {"--role", "console-client", "--roots", "{dir}/good/root.pem"}},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "usage.issuer-eku",
                             .exit = 0,
                             .what = "The issuing CA is for serverAuth alone, so that Windows no longer sees the leaf's AMT OID."},
                            [](HierarchySpec& spec) { spec.issuing_ca.set(purposes(certlib::oids::server_auth)); }));
    cases.push_back(changed({.rule = "usage.key-usage", .what = "The leaf's keyUsage lacks digitalSignature."},
                            [](HierarchySpec& spec) { spec.leaf.set(extension::key_usage({2})); }));
    cases.push_back(changed({.rule = "usage.leaf-is-ca", .what = "The leaf is itself a CA certificate.", .more_options = {"--role", "provisioning"}},
                            [](HierarchySpec& spec) { spec.leaf.set(extension::basic_constraints(true)); }));
    cases.push_back(changed({.rule = "usage.oid-only-consoles", .exit = 0, .what = "Marked by the OU alone, which RPS refuses."},
                            [](HierarchySpec& spec) {
                                spec.leaf.set(purposes(certlib::oids::server_auth));
                                spec.leaf.subject.push_back(
                                    {std::string(certlib::oids::organizational_unit), "Intel(R) Client Setup Certificate"});
                            }));
    cases.push_back(changed({.rule = "usage.public-ca-policy",
                             .exit = 0,
                             .what = "From 2027-03-15 public CAs issue for serverAuth alone, so this one cannot be had again.",
                             .at = "2027-06-01T00:00:00Z"},
                            [](HierarchySpec& spec) {
                                name_root_like_a_public_one(spec.root);
                                spec.leaf.not_before = sys_days{year{2027} / 5 / 1};
                                spec.leaf.not_after = sys_days{year{2027} / 5 / 1} + days{90};
                            }));
    cases.push_back(changed({.rule = "usage.server-auth", .what = "extendedKeyUsage lacks serverAuth."},
                            [](HierarchySpec& spec) { spec.leaf.set(purposes(certlib::oids::amt_provisioning)); }));
    cases.push_back(template_case());
}

}  // namespace testcerts
