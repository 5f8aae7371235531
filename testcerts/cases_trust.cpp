#include "cases_parts.h"

namespace testcerts {
namespace {

/// The issuing CA's root signs itself with SHA-1; a newer root has cross-signed it with SHA-256.
Case alternative_chain_case() {
    auto spec = good();
    spec.root.signing = Signing::sha1;
    auto new_root = good().root;
    new_root.key = Key::other_root;
    new_root.set_common_name("amtcert Sample New Root CA");
    new_root.serial.back() = 0x21;
    auto cross = spec.root;
    cross.signing = Signing::sha256;
    cross.serial.back() = 0x22;

    const auto hierarchy = build(spec);
    const auto new_root_certificate = issue(new_root, new_root);
    const auto cross_certificate = issue(cross, new_root);
    auto made = pem_case({.rule = "trust.alternative-chain",
                          .exit = 0,
                          .what = "The chain ends in a SHA-1 root; a cross-certificate in the file leads to a root that newer releases take too.",
                          .more_options = {"--trusted-hash", certlib::to_hex(new_root_certificate.sha256_fingerprint())}},
                         hierarchy.chain());
    made.files.front().content = to_bytes(
        pem({hierarchy.leaf, hierarchy.issuing_ca, hierarchy.root, cross_certificate, new_root_certificate}));
    return made;
}

Case untrusted_root_case() {
    const auto chain = build(good()).chain();
    auto other_root = good().root;
    other_root.key = Key::other_root;
    other_root.set_common_name("amtcert Sample Other Root CA");
    auto made = pem_case({.rule = "trust.anchor",
                          .what = "A web-server certificate whose root is not the one that is trusted.",
                          .more_options = {"--role", "web-server", "--client-fqdn", "provision.example.com", "--roots",
                                           "{dir}/trust-anchor/other-root.pem"}},
                         chain);
    made.files.push_back({"other-root.pem", to_bytes(pem({issue(other_root, other_root)}))});
    return made;
}

}  // namespace

void add_trust_cases(std::vector<Case>& cases) {
    cases.push_back(alternative_chain_case());
    cases.push_back(untrusted_root_case());
    cases.push_back(changed({.rule = "trust.console-store",
                             .what = "The console's Trusted Root store holds the root, but not the issuing CA.",
                             .more_options = {"--role", "web-server", "--client-fqdn", "provision.example.com", "--roots",
                                              "{dir}/good/root.pem", "--console-store", "{dir}/good/root.pem", "--configmgr", "2012"}},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "trust.custom-slots",
                             .exit = 0,
                             .what = "Four hashes of its owner are to go into a device that has three slots for them.",
                             .more_options = {"--trusted-hash", std::string(64, '1'), "--trusted-hash", std::string(64, '2'),
                                              "--trusted-hash", std::string(64, '3')}},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "trust.root-hash", .what = "No device has been told to trust this private root.", .root_is_trusted = false},
                            [](HierarchySpec&) {}));
    cases.push_back(changed({.rule = "trust.root-usable",
                             .what = "The root's own signature is SHA-1, which AMT 16 refuses.",
                             .more_options = {"--firmware", "16.1"}},
                            [](HierarchySpec& spec) { spec.root.signing = Signing::sha1; }));
}

}  // namespace testcerts
