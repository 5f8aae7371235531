#include "support/judge.h"

using rules::Result;
using rules::Severity;

TEST_CASE("key.algorithm: an elliptic curve leaf is an error") {
    const auto findings = judge::asked("key.algorithm", [](auto& spec) { spec.leaf.key = testcerts::Key::ec_p256; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::error);
    CHECK(findings[0].certificate == 0);
    CHECK(findings[0].evidence.find("EC P-256") == 0);
}

TEST_CASE("key.algorithm: an elliptic curve root is a warning") {
    const auto findings = judge::asked("key.algorithm", [](auto& spec) { spec.root.key = testcerts::Key::ec_p384; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
    CHECK(findings[0].certificate == 2);
}

TEST_CASE("key.algorithm: RSA all the way passes") { CHECK(judge::asked("key.algorithm", {}).front().result == Result::pass); }

TEST_CASE("key.algorithm: an elliptic curve issuing CA is an error") {
    const auto findings = judge::asked("key.algorithm", [](auto& spec) { spec.issuing_ca.key = testcerts::Key::ec_p256; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::error);
    CHECK(findings[0].certificate == 1);
}

TEST_CASE("key.algorithm: a self-signed leaf is judged as the leaf, not as a root") {
    auto spec = testcerts::good();
    spec.leaf.key = testcerts::Key::ec_p256;
    const auto leaf = testcerts::issue(spec.leaf, spec.leaf);
    const auto findings = judge::one("key.algorithm", judge::site(testcerts::build(testcerts::good())), judge::bundle({leaf}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::error);
}

TEST_CASE("key.algorithm: a key for RSASSA-PSS only is an error") {
    const auto findings = judge::asked("key.algorithm", [](auto& spec) {
        auto info = testcerts::public_key_info(testcerts::Key::leaf);
        // rsaEncryption 1.2.840.113549.1.1.1 and id-RSASSA-PSS 1.2.840.113549.1.1.10 differ in the last arc (RFC 4055 1.2, 3.1)
        constexpr std::uint8_t rsa_encryption[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
        const auto id = std::search(info.begin(), info.end(), std::begin(rsa_encryption), std::end(rsa_encryption));
        REQUIRE(id != info.end());
        id[8] = 0x0a;
        spec.leaf.public_key_info = info;
    });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::error);
    CHECK(findings[0].evidence == "RSASSA-PSS 2048 bits, RSA required");
}
