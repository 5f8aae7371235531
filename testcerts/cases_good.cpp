#include "cases_parts.h"

namespace testcerts {

void add_good_cases(std::vector<Case>& cases) {
    const auto hierarchy = build(good());
    const auto container = pfx({.certificates = hierarchy.chain(), .key = Key::leaf, .password = sample_password});
    const auto options = options_for({}, hierarchy.root);

    Case plain{.name = "good", .exit = 0, .file = "chain.pem", .options = options, .what = "Nothing is wrong with this one."};
    plain.files = {{"chain.pem", to_bytes(pem(hierarchy.chain()))},
                   {"leaf.pem", to_bytes(pem({hierarchy.leaf}))},
                   {"issuing-ca.pem", to_bytes(pem({hierarchy.issuing_ca}))},
                   {"root.pem", to_bytes(pem({hierarchy.root}))},
                   {"leaf.der", certlib::Bytes(hierarchy.leaf.der().begin(), hierarchy.leaf.der().end())},
                   {"server.pfx", container}};
    cases.push_back(std::move(plain));

    Case in_pfx{.name = "good-pfx", .exit = 0, .file = "server.pfx", .options = options, .what = "Nothing is wrong with this PFX."};
    in_pfx.options.insert(in_pfx.options.end(), password_options.begin(), password_options.end());
    in_pfx.files = {{"server.pfx", container}};
    cases.push_back(std::move(in_pfx));
}

}  // namespace testcerts
