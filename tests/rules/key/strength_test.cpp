#include <fstream>
#include <iterator>

#include <amtcert/certlib/load.h>

#include "rules/support/rsa_modulus.h"
#include "support/der.h"
#include "support/file_content.h"
#include "support/judge.h"
#include "support/suite.h"

using rules::Result;
using rules::Severity;
using testcerts::Key;

namespace {

certlib::Bytes with_last_octet(Key key, std::uint8_t octet) {
    auto info = testcerts::public_key_info(key);
    info.back() = octet;
    return info;
}

rules::Findings leaf_with_modulus(const certlib::Bytes& modulus) {
    const auto key = der::sequence({der::element(0x02, modulus), der::element(0x02, {0x01, 0x00, 0x01})});
    const auto algorithm = certlib::from_hex("300d06092a864886f70d0101010500").value();
    return judge::asked("key.strength", [&](auto& spec) {
        spec.leaf.public_key_info = der::sequence({algorithm, der::element(0x03, der::join({{0x00}, key}))});
    });
}

}  // namespace

TEST_CASE("key.strength: an even exponent is an error") {
    const auto findings =
        judge::asked("key.strength", [](auto& spec) { spec.leaf.public_key_info = with_last_octet(Key::leaf, 0x00); });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("key.strength: exponent 1 is an error") {
    const auto findings =
        judge::asked("key.strength", [](auto& spec) { spec.leaf.public_key_info = with_last_octet(Key::exponent_3, 0x01); });
    CHECK(findings.front().evidence.find("exponent is 1") != std::string::npos);
}

TEST_CASE("key.strength: exponent 3 is a warning, at the root a note") {
    CHECK(judge::asked("key.strength", [](auto& spec) { spec.leaf.key = Key::exponent_3; }).front().severity == Severity::warning);
    CHECK(judge::asked("key.strength", [](auto& spec) { spec.root.key = Key::exponent_3; }).front().severity == Severity::info);
}

TEST_CASE("key.strength: two subjects with one key is an error") {
    const auto findings = judge::asked("key.strength", [](auto& spec) { spec.leaf.key = Key::issuing_ca; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].evidence == "same key as certificate 1, which is for another subject, CN=amtcert Sample Issuing CA,O=Example");
}

TEST_CASE("key.strength: one subject with one key twice is a renewal or a cross-certificate") {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    auto other_root = spec.root;
    other_root.key = Key::other_root;
    other_root.set_common_name("amtcert Sample Other Root CA");
    const auto cross = testcerts::issue(spec.root, other_root);
    const auto site = judge::site(hierarchy);
    const auto bundle = judge::bundle({hierarchy.leaf, hierarchy.issuing_ca, cross, hierarchy.root});
    const chainwalk::Chain chain{.links = {{hierarchy.leaf}, {hierarchy.issuing_ca}, {cross}, {hierarchy.root}},
                                 .ending = chainwalk::Ending::self_signed};
    const chainwalk::Walk walk{.chains = {chain}};
    const auto findings = rules::find_rule("key.strength")->check({site, bundle, walk, walk.chains.front()});
    CHECK(findings.front().result == Result::pass);
}

TEST_CASE("key.strength: a modulus that is even or has a small factor is an error") {
    CHECK(leaf_with_modulus(certlib::from_hex("7ffffffffffffffffffffffffffffffe").value()).front().evidence ==
          "modulus is divisible by 2");
    // 2^127 - 1 is prime, and 127 times it has 127 for its smallest factor.
    CHECK(leaf_with_modulus(certlib::from_hex("3f7fffffffffffffffffffffffffffff81").value()).front().evidence ==
          "modulus is divisible by 127");
    CHECK(leaf_with_modulus(certlib::from_hex("7fffffffffffffffffffffffffffffff").value()).front().result == Result::pass);
}

TEST_CASE("key.strength: a modulus with the fingerprint of ROCA is an error") {
    const auto findings = leaf_with_modulus(certlib::from_hex("00010004000600040001").value());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].evidence.find("ROCA") != std::string::npos);
}

TEST_CASE("key.strength: exponents up to 65535 are warnings, 65537 is not") {
    CHECK(judge::asked("key.strength", [](auto& spec) {
              spec.leaf.public_key_info = with_last_octet(Key::exponent_3, 0x11);
          }).front().evidence == "public exponent is 17, 65537 or more expected");
}

TEST_CASE("key.strength: a key that cannot be decoded is undecided") {
    const auto findings = judge::asked("key.strength", [](auto& spec) {
        spec.leaf.public_key_info = certlib::from_hex("3014300d06092a864886f70d0101010500030300050a").value();
    });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
}

TEST_CASE("key.strength: the real Go Daddy Class 2 root has exponent 3, which is a note") {
    constexpr const char* name = "spec/roots/Go_Daddy_Class_2_CA.pem";
    if (!suite::is_there(name)) return;
    const auto bundle = certlib::load(octets_of(suite::path(name)), name).value();
    rules::Site site;
    site.at = testcerts::sample_time();
    const auto findings = judge::one("key.strength", site, bundle);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::info);
}

TEST_CASE("key.strength: sound keys pass") { CHECK(judge::asked("key.strength", {}).front().result == Result::pass); }

TEST_CASE("small_factor finds a small prime and leaves a product of large ones alone") {
    CHECK(rules::small_factor(certlib::from_hex("0f").value()) == 3U);
    CHECK(rules::small_factor(certlib::from_hex("100000").value()) == 2U);
    const auto certificate = testcerts::build(testcerts::good()).leaf;
    CHECK_FALSE(rules::small_factor(certificate.public_key().modulus).has_value());
}

TEST_CASE("has_roca_shape: powers of 65537 have it, a sound modulus does not") {
    // 65537^4 is congruent to a power of 65537 modulo every prime.
    CHECK(rules::has_roca_shape(certlib::from_hex("00010004000600040001").value()));
    CHECK_FALSE(rules::has_roca_shape(testcerts::build(testcerts::good()).leaf.public_key().modulus));
}
