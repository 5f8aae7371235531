#include "support/judge.h"

namespace {

using rules::Result;
using std::chrono::seconds;

rules::Findings ask(const testcerts::HierarchySpec& spec, certlib::Time at, rules::Role role = rules::Role::provisioning) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.at = at;
    site.role = role;
    return judge::one("validity.expired", site, judge::bundle(hierarchy.chain()));
}

}  // namespace

TEST_CASE("validity.expired: the good chain passes with one finding") {
    const auto findings = ask(testcerts::good(), testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("validity.expired: the last second counts, the next one does not") {
    auto spec = testcerts::good();
    spec.leaf.not_after = testcerts::sample_time();
    CHECK(ask(spec, testcerts::sample_time())[0].result == Result::pass);
    const auto findings = ask(spec, testcerts::sample_time() + seconds{1});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("notAfter 2026-11-24T00:00:00Z") && Catch::Contains("only records"));
}

TEST_CASE("validity.expired: the anchor is judged too, with who minds") {
    auto spec = testcerts::good();
    spec.root.not_after = testcerts::sample_time() - seconds{1};
    const auto findings = ask(spec, testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 2);
    CHECK(!findings[0].severity);
    CHECK_THAT(findings[0].evidence, Catch::Contains("AMT still accepts; RPS and Windows refuse"));
}

TEST_CASE("validity.expired: each expired certificate is a finding of its own") {
    auto spec = testcerts::good();
    spec.leaf.not_after = testcerts::sample_time() - seconds{1};
    spec.issuing_ca.not_after = testcerts::sample_time() - seconds{1};
    CHECK(ask(spec, testcerts::sample_time()).size() == 2);
}

TEST_CASE("validity.expired: notAfter before notBefore is never valid") {
    auto spec = testcerts::good();
    spec.leaf.not_before = testcerts::sample_time() + std::chrono::days{20};
    spec.leaf.not_after = testcerts::sample_time() + std::chrono::days{10};
    const auto findings = ask(spec, testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("is before notBefore"));
}

TEST_CASE("validity.expired: a web-server certificate has no note on provisioning") {
    auto spec = testcerts::good();
    spec.leaf.not_after = testcerts::sample_time() - seconds{1};
    const auto findings = ask(spec, testcerts::sample_time(), rules::Role::web_server);
    REQUIRE(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, !Catch::Contains("AMT"));
}
