#include "support/judge.h"

namespace {

using rules::Result;
using std::chrono::seconds;

rules::Findings ask(const testcerts::HierarchySpec& spec, certlib::Time at) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.at = at;
    return judge::one("validity.not-yet-valid", site, judge::bundle(hierarchy.chain()));
}

}  // namespace

TEST_CASE("validity.not-yet-valid: the good chain passes with one finding") {
    const auto findings = ask(testcerts::good(), testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("validity.not-yet-valid: the first second counts, the one before does not") {
    auto spec = testcerts::good();
    spec.leaf.not_before = testcerts::sample_time();
    CHECK(ask(spec, testcerts::sample_time())[0].result == Result::pass);
    const auto findings = ask(spec, testcerts::sample_time() - seconds{1});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("notBefore 2026-11-24T00:00:00Z, judged at 2026-11-23T23:59:59Z"));
}

TEST_CASE("validity.not-yet-valid: the anchor is judged too, with who minds") {
    auto spec = testcerts::good();
    spec.root.not_before = testcerts::sample_time() + seconds{1};
    const auto findings = ask(spec, testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 2);
    CHECK_THAT(findings[0].evidence, Catch::Contains("AMT still accepts"));
}

TEST_CASE("validity.not-yet-valid: notAfter before notBefore is left to validity.expired") {
    auto spec = testcerts::good();
    spec.leaf.not_before = testcerts::sample_time() + std::chrono::days{20};
    spec.leaf.not_after = testcerts::sample_time() + std::chrono::days{10};
    CHECK(ask(spec, testcerts::sample_time())[0].result == Result::pass);
}
