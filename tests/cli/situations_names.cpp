#include <algorithm>

#include "cli/situations_parts.h"

namespace situations {
namespace {

using namespace std::chrono;
namespace extension = testcerts::extension;

void purposes(HierarchySpec& spec, const std::vector<std::string>& ids) { spec.leaf.set(extension::extended_key_usage(ids)); }

const std::string server_auth(certlib::oids::server_auth);

Situation web_server() {
    auto spec = testcerts::good();
    call_leaf(spec, "pc7.example.com");
    purposes(spec, {server_auth});
    spec.leaf.set(extension::microsoft_template("1.3.6.1.4.1.311.21.8.1.2.3", 100, 4));
    const auto hierarchy = testcerts::build(spec);
    auto one = with("web-server-of-another-host", "A web-server certificate from a template, for pc7; the PC is called pc8.",
                    testcerts::pem(hierarchy.chain()), {"--client-fqdn", "pc8.example.com", "--roots", "{dir}/root.pem"});
    one.files["root.pem"] = testcerts::pem({hierarchy.root});
    return one;
}

Situation underscore() {
    auto spec = testcerts::good();
    call_leaf(spec, "amt_setup.example.com");
    const auto hierarchy = testcerts::build(spec);
    return with("underscore-in-name", "The setup server's name has an underscore, which is no host name.",
                testcerts::pem(hierarchy.chain()),
                {"--server-fqdn", "amt_setup.example.com", "--console", "configmgr", "--firmware", "11.8.50", "--trusted-hash",
                 hash_of(hierarchy.root)});
}

Situation with_policy() {
    auto one = changed("suppressed-until-renewal",
                       "The 4096-bit CA is known and suppressed until it is replaced; another suppression has ended.",
                       [](HierarchySpec& spec) { spec.issuing_ca.key = testcerts::Key::rsa4096; },
                       {"--firmware", "5.2", "--accept-undecided", "link.signature-hash", "--policy", "{dir}/policy.json"});
    one.files["policy.json"] = R"({
  "severity": { "load.bundle-order": "error" },
  "suppressions": [
    { "rule": "key.length", "reason": "the CA is replaced in January", "until": "2027-01-31" },
    { "rule": "validity.expired", "reason": "the old root was to go in spring", "until": "2026-03-31" }
  ]
}
)";
    return one;
}

Situation from_a_site_file() {
    const auto hierarchy = testcerts::build(testcerts::good());
    Situation one{"site-file",
                  "The deployment stands in a file; the release is asked for on the command line.",
                  {{"chain.pem", testcerts::pem(hierarchy.chain())}},
                  {"{dir}/chain.pem", "--site", "{dir}/site.json", "--firmware", "14,18"}};
    one.files["site.json"] =
        "{\n  // what every PC of the company has\n  \"at\": \"2026-11-24\",\n  \"dnsSuffix\": [\"example.com\"],\n"
        "  \"firmware\": \"16.1\",\n  \"trustedHashes\": \"device.txt\"\n}\n";
    one.files["device.txt"] = hash_of(hierarchy.root) + "\n";
    return one;
}

}  // namespace

std::vector<Situation> names() {
    return {
        changed("local-suffix", "DHCP hands out corp.local; the certificate is for the public domain.", [](HierarchySpec&) {},
                {"--dns-suffix", "corp.local"}),
        changed("co-uk", "A British domain, on releases before and after the table of top level domains.",
                [](HierarchySpec& spec) { call_leaf(spec, "setup.example.co.uk"); },
                {"--dns-suffix", "example.co.uk", "--dns-suffix", "dev.example.co.uk", "--firmware", "4.0,11.8.50"}),
        changed("several-suffixes", "One certificate for three groups of PCs, of which it serves two.", [](HierarchySpec&) {},
                {"--dns-suffix", "example.com", "--dns-suffix", "dev.example.com", "--dns-suffix", "example.org", "--firmware",
                 "11.8.50,16.1"}),
        changed("wildcard", "A wildcard, on an early and a late release and with three consoles.",
                [](HierarchySpec& spec) { call_leaf(spec, "*.example.com"); },
                {"--firmware", "2.6,11.8.50", "--console", "rps", "--console", "meshcentral", "--console", "configmgr"}),
        changed("ou-only", "Marked by the OU of former days and not by the OID, for RPS.",
                [](HierarchySpec& spec) {
                    purposes(spec, {server_auth});
                    spec.leaf.subject.push_back(
                        {std::string(certlib::oids::organizational_unit), "Intel(R) Client Setup Certificate"});
                },
                {"--firmware", "11.8.50", "--console", "rps"}),
        changed("san-only", "The common name is a nickname; only the subjectAltName fits.",
                [](HierarchySpec& spec) { spec.leaf.set_common_name("AMT Setup"); }, {"--firmware", "16.1"}),
        changed("template-without-server-auth", "The certificate template has the AMT OID and forgot server authentication.",
                [](HierarchySpec& spec) {
                    purposes(spec, {std::string(certlib::oids::amt_provisioning)});
                    spec.leaf.set(extension::microsoft_template("1.3.6.1.4.1.311.21.8.1.2.3", 100, 4));
                },
                {"--firmware", "16.1"}),
        underscore(),
        changed("rps-console", "Everything is well, and RPS is the console.", [](HierarchySpec&) {},
                {"--firmware", "16.1", "--console", "rps"}),
        changed("configmgr-server-elsewhere", "The ConfigMgr server is in another domain than the certificate.",
                [](HierarchySpec&) {}, {"--firmware", "11.8.50", "--console", "configmgr", "--server-fqdn", "cm01.example.net"}),
        web_server(),
        with_policy(),
        from_a_site_file(),
    };
}

}  // namespace situations
