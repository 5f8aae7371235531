#include <amtcert/testcerts/cases.h>

#include <algorithm>

#include "cases_parts.h"
#include "keys.h"

namespace testcerts {

std::string folder_name(const std::string& rule) {
    auto name = rule;
    std::replace(name.begin(), name.end(), '.', '-');
    return name;
}

certlib::Bytes to_bytes(const std::string& text) { return {text.begin(), text.end()}; }

std::vector<std::string> options_for(const Outline& outline, const certlib::Certificate& root) {
    std::vector<std::string> options{"--at", outline.at, "--dns-suffix", outline.suffix};
    if (outline.offline) options.emplace_back("--offline");
    if (outline.root_is_trusted) {
        options.emplace_back("--trusted-hash");
        options.push_back(certlib::to_hex(root.sha256_fingerprint()));
    }
    options.insert(options.end(), outline.more_options.begin(), outline.more_options.end());
    return options;
}

Case pem_case(const Outline& outline, const std::vector<certlib::Certificate>& chain) {
    return {.name = folder_name(outline.rule),
            .rule = outline.rule,
            .exit = outline.exit,
            .file = "chain.pem",
            .options = options_for(outline, chain.back()),
            .what = outline.what,
            .files = {{"chain.pem", to_bytes(pem(chain))}, {"leaf.pem", to_bytes(pem({chain.front()}))}}};
}

Case changed(const Outline& outline, const std::function<void(HierarchySpec&)>& change) {
    auto spec = good();
    change(spec);
    const auto chain = build(spec).chain();
    auto made = pem_case(outline, chain);
    if (!spec.leaf.public_key_info)
        made.files.push_back({"server.pfx", pfx({.certificates = chain, .key = spec.leaf.key, .password = sample_password})});
    return made;
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all = [] {
        make_ready({Key::rsa4096, Key::root, Key::issuing_ca, Key::leaf, Key::other_root, Key::other_ca, Key::other_leaf, Key::ec_p256});
        std::vector<Case> cases;
        for (auto* const add : {&add_good_cases, &add_load_cases, &add_key_cases, &add_link_cases, &add_trust_cases,
                                &add_validity_cases, &add_name_cases, &add_usage_cases, &add_revocation_cases,
                                &add_firmware_cases, &add_console_cases, &add_policy_cases})
            add(cases);
        return cases;
    }();
    return all;
}

}  // namespace testcerts
