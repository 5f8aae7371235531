#include "rules/support/rsa_modulus.h"
#include "support/judge.h"

using rules::Result;
using rules::Severity;
using testcerts::Key;

namespace {

certlib::Bytes with_last_octet(Key key, std::uint8_t octet) {
    auto info = testcerts::public_key_info(key);
    info.back() = octet;
    return info;
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
    CHECK(findings[0].evidence.find("same key") != std::string::npos);
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
