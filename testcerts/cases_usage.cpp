#include "cases_parts.h"
#include "public_root.h"

namespace testcerts {

using namespace std::chrono;

namespace {

ExtensionSpec purposes(std::string_view purpose) { return extension::extended_key_usage({std::string(purpose)}); }

}  // namespace

void add_usage_cases(std::vector<Case>& cases) {
    cases.push_back(changed({.rule = "usage.amt-marker", .what = "Neither the AMT OID nor the Intel OU: an ordinary web server certificate."},
                            [](HierarchySpec& spec) { spec.leaf.set(purposes(certlib::oids::server_auth)); }));
    cases.push_back(changed({.rule = "usage.client-auth",
                             .what = "A console's certificate without clientAuth and the AMT console purpose.",
                             .more_options = {"--role", "console-client", "--roots", "{dir}/good/root.pem"}},
                            [](HierarchySpec&) {}));
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
}

}  // namespace testcerts
