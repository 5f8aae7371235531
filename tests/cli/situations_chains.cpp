#include <algorithm>

#include "cli/situations_parts.h"

namespace situations {
namespace {

using namespace std::chrono;
using testcerts::Key;
using testcerts::Signing;

using Name = std::vector<testcerts::NameEntry>;

constexpr unsigned printable_string = 19;
const Name go_daddy_class_2{{"2.5.4.6", "US", printable_string},
                            {"2.5.4.10", "The Go Daddy Group, Inc.", printable_string},
                            {"2.5.4.11", "Go Daddy Class 2 Certification Authority", printable_string}};

Name go_daddy_name(const std::string& common_name) {
    return {{"2.5.4.6", "US", printable_string},
            {"2.5.4.8", "Arizona", printable_string},
            {"2.5.4.7", "Scottsdale", printable_string},
            {"2.5.4.10", "GoDaddy.com, Inc.", printable_string},
            {"2.5.4.3", common_name, printable_string}};
}

Name digicert_name(const std::string& common_name) {
    return {{"2.5.4.6", "US", printable_string},
            {"2.5.4.10", "DigiCert Inc", printable_string},
            {"2.5.4.11", "www.digicert.com", printable_string},
            {"2.5.4.3", common_name, printable_string}};
}

/// public_ca is a hierarchy shaped like a public CA's: the names are the CA's, the keys ours.
HierarchySpec public_ca(Name root, Name issuing_ca) {
    auto spec = testcerts::good();
    spec.root.subject = std::move(root);
    spec.issuing_ca.subject = std::move(issuing_ca);
    spec.leaf.not_before = sys_days{year{2026} / 10 / 1};
    spec.leaf.not_after = sys_days{year{2027} / 4 / 1};
    return spec;
}

HierarchySpec go_daddy() {
    return public_ca(go_daddy_name("Go Daddy Root Certificate Authority - G2"),
                     go_daddy_name("Go Daddy Secure Certificate Authority - G2"));
}

/// The four certificates Go Daddy's download holds: the G2 root as a cross-certificate below the old Class 2 root, which is
/// SHA-1.
Situation go_daddy_four() {
    const auto spec = go_daddy();
    auto class_2 = spec.root;
    class_2.key = Key::other_root;
    class_2.signing = Signing::sha1;
    class_2.serial.back() = 0x31;
    class_2.subject = go_daddy_class_2;
    auto cross = spec.root;
    cross.serial.back() = 0x32;
    const auto hierarchy = testcerts::build(spec);
    const auto class_2_certificate = testcerts::issue(class_2, class_2);
    auto one = with("go-daddy-four-certificates",
                    "Go Daddy's four-certificate chain, which ends in the SHA-1 Class 2 root, for AMT 14 and 16.1.",
                    testcerts::pem({hierarchy.leaf, hierarchy.issuing_ca, testcerts::issue(cross, class_2), class_2_certificate}),
                    {"--firmware", "14,16.1", "--trusted-hashes", "{dir}/device.txt"});
    one.files["device.txt"] =
        hash_of(class_2_certificate) + " Go Daddy Class 2 CA\n" + hash_of(hierarchy.root) + " Go Daddy Root CA-G2\n";
    return one;
}

Situation go_daddy_three() {
    const auto hierarchy = testcerts::build(go_daddy());
    auto one = with("go-daddy-three-certificates",
                    "The same certificate with the G2 root itself: three certificates, every one SHA-256.",
                    testcerts::pem(hierarchy.chain()), {"--firmware", "14,16.1", "--trusted-hashes", "{dir}/device.txt"});
    one.files["device.txt"] = hash_of(hierarchy.root) + " Go Daddy Root CA-G2\n";
    return one;
}

Situation digicert_rerooted() {
    const auto hierarchy = testcerts::build(
        public_ca(digicert_name("DigiCert Global Root G2"), digicert_name("DigiCert Global G2 TLS RSA SHA256 2020 CA1")));
    const auto before =
        testcerts::build(public_ca(digicert_name("DigiCert Global Root CA"), digicert_name("DigiCert TLS RSA SHA256 2020 CA1")));
    auto one =
        with("digicert-rerooted", "A renewed certificate hangs below the new Global Root G2; the devices hold the old root only.",
             testcerts::pem(hierarchy.chain()), {"--firmware", "11.8.50", "--trusted-hashes", "{dir}/device.txt"});
    one.files["device.txt"] = hash_of(before.root) + " DigiCert Global Root CA\n";
    return one;
}

Situation missing_intermediate() {
    const auto hierarchy = testcerts::build(testcerts::good());
    return with("missing-intermediate", "The file holds the leaf and the root; the issuing CA was left out.",
                testcerts::pem({hierarchy.leaf, hierarchy.root}), {"--trusted-hash", hash_of(hierarchy.root)});
}

Situation reversed_bundle() {
    const auto hierarchy = testcerts::build(testcerts::good());
    return with("reversed-bundle", "Root first, leaf last, as some tools write it, for RPS.",
                testcerts::pem({hierarchy.root, hierarchy.issuing_ca, hierarchy.leaf}),
                {"--console", "rps", "--trusted-hash", hash_of(hierarchy.root)});
}

Situation foreign_key() {
    const auto hierarchy = testcerts::build(testcerts::good());
    return with("key-of-another-certificate", "The private key in the file belongs to last year's certificate.",
                testcerts::pem(hierarchy.chain()) + testcerts::private_key_pem(Key::other_leaf),
                {"--trusted-hash", hash_of(hierarchy.root)});
}

Situation sha1_hash_by_hand(const std::string& name, const std::string& what, const std::string& firmware) {
    const auto hierarchy = testcerts::build(testcerts::good());
    return with(name, what, testcerts::pem(hierarchy.chain()),
                {"--firmware", firmware, "--trusted-hash", certlib::to_hex(hierarchy.root.sha1_fingerprint())});
}

Situation first_run() {
    Situation one{"first-run",
                  "Nothing is given but the file.",
                  {{"chain.pem", testcerts::pem(testcerts::build(testcerts::good()).chain())}},
                  {}};
    one.arguments = {"{dir}/chain.pem", "--at", "2026-11-24"};
    return one;
}

Situation root_not_sent() {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto one = with("root-not-sent", "The root is known, but the file that RPS is given does not hold it.",
                    testcerts::pem({hierarchy.leaf, hierarchy.issuing_ca}),
                    {"--console", "rps", "--roots", "{dir}/root.pem", "--trusted-hash", hash_of(hierarchy.root)});
    one.files["root.pem"] = testcerts::pem({hierarchy.root});
    return one;
}

}  // namespace

std::vector<Situation> chains() {
    return {
        first_run(),
        go_daddy_four(),
        go_daddy_three(),
        digicert_rerooted(),
        missing_intermediate(),
        reversed_bundle(),
        root_not_sent(),
        foreign_key(),
        sha1_hash_by_hand("sha1-hash-by-mebx-on-12", "A root made at home, its SHA-1 hash typed into MEBX of an AMT 12 device.",
                          "12"),
        sha1_hash_by_hand("sha1-hash-by-mebx-on-16", "The same SHA-1 hash, for AMT 16.1, which takes no SHA-1 hash.", "16.1"),
        changed("4096-bit-ca", "The company's issuing CA has a key of 4096 bits, for an old and a new release.",
                [](HierarchySpec& spec) { spec.issuing_ca.key = Key::rsa4096; }, {"--firmware", "5.2,16.1"}),
        changed("sha1-intermediate", "The issuing CA's certificate is signed with SHA-1.",
                [](HierarchySpec& spec) { spec.issuing_ca.signing = Signing::sha1; }, {"--firmware", "14,15H"}),
        changed("expired-root", "The root ran out in October; leaf and issuing CA are good for years.",
                [](HierarchySpec& spec) { spec.root.not_after = sys_days{year{2026} / 10 / 31}; }, {"--firmware", "16.1"}),
        changed("expired-leaf", "Nobody renewed the certificate.",
                [](HierarchySpec& spec) { spec.leaf.not_after = sys_days{year{2026} / 11 / 1}; }, {"--firmware", "16.1"}),
        changed("amt-22", "A fleet that goes from AMT 21 to 22.", [](HierarchySpec&) {}, {"--firmware", "21,22.0"}),
        changed("every-release", "A private CA's good certificate, surveyed over every release.", [](HierarchySpec&) {},
                {"--firmware", "all"}),
        changed("elliptic-key", "A certificate of the kind free CAs give by default: an elliptic key and no AMT OID.",
                [](HierarchySpec& spec) {
                    spec.leaf.key = Key::ec_p256;
                    spec.leaf.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)}));
                },
                {"--firmware", "16.1"}),
    };
}

}  // namespace situations
