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
