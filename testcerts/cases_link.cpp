#include "cases_parts.h"

namespace testcerts {
namespace {

/// another_ca gives a CA like the issuing CA, of another name and key.
CertificateSpec another_ca(const std::string& common_name, Key key, std::optional<unsigned> path_length) {
    auto spec = good().issuing_ca;
    spec.set_common_name(common_name);
    spec.key = key;
    spec.serial.back() = static_cast<std::uint8_t>(0x10 + static_cast<int>(key));
    spec.set(extension::basic_constraints(true, path_length));
    return spec;
}

/// issued_down issues each from the one before it; the first is the root. The chain comes back leaf first.
std::vector<certlib::Certificate> issued_down(const std::vector<CertificateSpec>& specs) {
    std::vector<certlib::Certificate> chain;
    const CertificateSpec* issuer = &specs.front();
    for (const auto& spec : specs) {
        chain.insert(chain.begin(), issue(spec, *issuer));
        issuer = &spec;
    }
    return chain;
}

Case path_length_case() {
    return pem_case({.rule = "link.path-length", .what = "CA 1 allows no CA below it (pathLenConstraint 0), yet CA 2 stands there."},
                    issued_down({good().root, another_ca("amtcert Sample CA 1", Key::other_ca, 0),
                                 another_ca("amtcert Sample CA 2", Key::issuing_ca, {}), good().leaf}));
}

Case chain_size_case() {
    return pem_case({.rule = "link.chain-size",
                     .what = "The chain has five certificates; RPS takes four.",
                     .more_options = {"--console", "rps"}},
                    issued_down({good().root, another_ca("amtcert Sample CA 1", Key::other_ca, {}),
                                 another_ca("amtcert Sample CA 2", Key::other_root, {}),
                                 another_ca("amtcert Sample CA 3", Key::issuing_ca, {}), good().leaf}));
}

/// The root's key is certified by a second root too, which no device trusts.
Case ambiguous_bundle_case() {
    const auto hierarchy = build(good());
    auto other_root = good().root;
    other_root.key = Key::other_root;
    other_root.set_common_name("amtcert Sample Other Root CA");
    other_root.serial.back() = 0x21;
    auto cross = good().root;
    cross.serial.back() = 0x22;
    auto made = pem_case({.rule = "link.ambiguous-bundle",
                          .what = "A cross-certificate in the file leads to a root that no device trusts; consoles that choose that chain fail."},
                         hierarchy.chain());
    made.files.front().content = to_bytes(pem({hierarchy.leaf, hierarchy.issuing_ca, hierarchy.root, issue(cross, other_root),
                                               issue(other_root, other_root)}));
    return made;
}

Case issuer_missing_case() {
    const auto hierarchy = build(good());
    auto made = pem_case({.rule = "link.issuer-found", .what = "The file holds the leaf alone; the CA that issued it is missing."},
                         hierarchy.chain());
    made.files.front().content = to_bytes(pem({hierarchy.leaf}));
    return made;
}

}  // namespace

void add_link_cases(std::vector<Case>& cases) {
    cases.push_back(ambiguous_bundle_case());
    cases.push_back(changed({.rule = "link.ca-flag", .what = "The issuing CA's certificate does not say that it is a CA (cA is false)."},
                            [](HierarchySpec& spec) { spec.issuing_ca.set(extension::basic_constraints(false)); }));
    cases.push_back(chain_size_case());
    cases.push_back(changed({.rule = "link.critical-extension", .what = "The leaf has a critical extension that nobody knows."},
                            [](HierarchySpec& spec) { spec.leaf.set({"1.3.6.1.4.1.99999.1", true, {0x05, 0x00}}); }));
    cases.push_back(issuer_missing_case());
    cases.push_back(changed({.rule = "link.key-identifiers", .exit = 0, .what = "The leaf has no authorityKeyIdentifier."},
                            [](HierarchySpec& spec) { spec.leaf.add_key_identifiers = false; }));
    cases.push_back(changed({.rule = "link.key-usage", .what = "The issuing CA's keyUsage lacks keyCertSign."},
                            [](HierarchySpec& spec) {
                                // A pathLenConstraint without keyCertSign would be a second fault (RFC 5280 4.2.1.9).
                                spec.issuing_ca.set(extension::basic_constraints(true));
                                spec.issuing_ca.set(extension::key_usage({0}));
                            }));
    cases.push_back(changed({.rule = "link.name-constraints", .what = "The issuing CA may issue for example.net only."},
                            [](HierarchySpec& spec) { spec.issuing_ca.set(extension::dns_name_constraints({"example.net"}, {})); }));
    cases.push_back(path_length_case());
    cases.push_back(changed({.rule = "link.policy", .what = "The issuing CA requires a certificate policy, and the leaf has none."},
                            [](HierarchySpec& spec) { spec.issuing_ca.set(extension::policy_constraints(0, {})); }));
    cases.push_back(changed({.rule = "link.second-opinion",
                             .exit = 0,
                             .what = "Judged at the leaf's very last second: valid by RFC 5280, expired by OpenSSL.",
                             .more_options = {"--warn-days", "0"},
                             .at = "2035-12-31T00:00:00Z"},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "link.serial", .exit = 0, .what = "The leaf's serial number is negative."},
                            [](HierarchySpec& spec) { spec.leaf.serial.front() = 0x8e; }));
    cases.push_back(changed({.rule = "link.signature", .what = "A bit of the signature on the leaf is flipped."},
                            [](HierarchySpec& spec) { spec.leaf.break_signature = true; }));
    cases.push_back(changed({.rule = "link.signature-hash",
                             .what = "The leaf is signed with SHA-1, which AMT 16 refuses.",
                             .more_options = {"--firmware", "16.1"}},
                            [](HierarchySpec& spec) { spec.leaf.signing = Signing::sha1; }));
    cases.push_back(changed({.rule = "link.version", .exit = 0, .what = "The leaf has extensions, but calls itself version 2."},
                            [](HierarchySpec& spec) { spec.leaf.version = 2; }));
}

}  // namespace testcerts
