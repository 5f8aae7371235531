#include "support/judge.h"

TEST_CASE("usage.leaf-is-ca: an end-entity certificate passes") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto findings = judge::one("usage.leaf-is-ca", judge::site(hierarchy), judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::pass);
}

TEST_CASE("usage.leaf-is-ca: a leaf with cA true fails") {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::basic_constraints(true));
    const auto hierarchy = testcerts::build(spec);
    const auto findings = judge::one("usage.leaf-is-ca", judge::site(hierarchy), judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
}
