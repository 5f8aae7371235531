#include "support/judge.h"

using rules::Result;

TEST_CASE("link.signature: a flipped bit is found, and only there") {
    const auto findings = judge::asked("link.signature", [](auto& spec) { spec.issuing_ca.break_signature = true; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 1);
}

TEST_CASE("link.signature: an issuer of the right name with another key does not verify") {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    spec.issuing_ca.key = testcerts::Key::other_ca;
    const auto impostor = testcerts::issue(spec.issuing_ca, spec.root);
    const auto findings =
        judge::one("link.signature", judge::site(hierarchy), judge::bundle({hierarchy.leaf, impostor, hierarchy.root}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("link.signature: RSASSA-PSS verifies") {
    CHECK(judge::asked("link.signature", [](auto& spec) { spec.leaf.signing = testcerts::Signing::pss_sha256; }).front().result ==
          Result::pass);
}

TEST_CASE("link.signature: elliptic curve signatures verify") {
    CHECK(judge::asked("link.signature", [](auto& spec) { spec.issuing_ca.key = testcerts::Key::ec_p384; }).front().result ==
          Result::pass);
}

TEST_CASE("link.signature: a good chain passes") { CHECK(judge::asked("link.signature", {}).front().result == Result::pass); }
