#include "cases_parts.h"

namespace testcerts {
namespace {

Case pfx_case(const Outline& outline, const PfxSpec& spec) {
    auto made = pem_case(outline, spec.certificates);
    made.file = "server.pfx";
    made.options.insert(made.options.end(), password_options.begin(), password_options.end());
    made.files.push_back({"server.pfx", pfx(spec)});
    return made;
}

}  // namespace

void add_load_cases(std::vector<Case>& cases) {
    const auto hierarchy = build(good());
    const auto chain = hierarchy.chain();

    auto reversed = pem_case({.rule = "load.bundle-order", .exit = 0, .what = "The issuing CA stands before the leaf."}, chain);
    reversed.files.front().content = to_bytes(pem({hierarchy.issuing_ca, hierarchy.leaf, hierarchy.root}));
    cases.push_back(std::move(reversed));

    auto stranger = good().root;
    stranger.key = Key::other_root;
    stranger.set_common_name("amtcert Sample Stranger CA");
    auto extra = pem_case({.rule = "load.bundle-extra", .exit = 0, .what = "The file also holds a CA certificate that nothing needs."}, chain);
    extra.files.front().content = to_bytes(pem({hierarchy.leaf, hierarchy.issuing_ca, hierarchy.root, issue(stranger, stranger)}));
    cases.push_back(std::move(extra));

    auto other_key = pem_case({.rule = "load.key-match", .what = "The private key in the file belongs to another certificate."}, chain);
    other_key.files.front().content = to_bytes(pem(chain) + private_key_pem(Key::other_leaf));
    cases.push_back(std::move(other_key));

    cases.push_back(changed({.rule = "load.malformed-extension", .what = "The leaf's authorityInfoAccess holds octets that are no DER."},
                            [](HierarchySpec& spec) {
                                spec.leaf.set({std::string(certlib::oids::authority_info_access), false, {0x30, 0x05, 0x01, 0x02}});
                            }));
    cases.push_back(pfx_case({.rule = "load.pfx-algorithms",
                              .exit = 0,
                              .what = "The PFX is encrypted with RC2-40 and 3DES, which OpenSSL 3 opens only with its legacy provider."},
                             {.certificates = chain,
                              .key = Key::leaf,
                              .password = sample_password,
                              .encryption = PfxEncryption::rc2_40}));
    cases.push_back(pfx_case({.rule = "load.private-key", .what = "The PFX holds no private key."},
                             {.certificates = chain, .key = {}, .password = sample_password}));

    auto no_root = pem_case({.rule = "load.root-missing",
                             .exit = 0,
                             .what = "The root is not in the file; it is given with --roots, so the chain can be judged all the same.",
                             .more_options = {"--roots", "{dir}/good/root.pem"}},
                            chain);
    no_root.files.front().content = to_bytes(pem({hierarchy.leaf, hierarchy.issuing_ca}));
    cases.push_back(std::move(no_root));
}

}  // namespace testcerts
