#include "cases_parts.h"

namespace testcerts {
namespace {

/// with_even_exponent is an RSA key whose exponent 65537 is written as 65536.
Bytes with_even_exponent(Key key) {
    auto info = public_key_info(key);
    info.back() = 0x00;
    return info;
}

}  // namespace

void add_key_cases(std::vector<Case>& cases) {
    cases.push_back(changed({.rule = "key.algorithm", .what = "The leaf has an elliptic curve key; AMT takes RSA."},
                            [](HierarchySpec& spec) { spec.leaf.key = Key::ec_p256; }));
    cases.push_back(changed({.rule = "key.length", .what = "The issuing CA has an RSA key of 4096 bits; the guide allows 2048."},
                            [](HierarchySpec& spec) { spec.issuing_ca.key = Key::rsa4096; }));
    cases.push_back(changed({.rule = "key.strength", .what = "The leaf's RSA key has an even public exponent: no such key works."},
                            [](HierarchySpec& spec) { spec.leaf.public_key_info = with_even_exponent(Key::leaf); }));
}

}  // namespace testcerts
