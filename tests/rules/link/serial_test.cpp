#include "support/judge.h"
#include "support/judge_path.h"

namespace {

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path("link.serial", testcerts::build(spec).chain(), testcerts::sample_time());
}

}  // namespace

TEST_CASE("link.serial: the good chain passes") { CHECK(ask(testcerts::good()).front().result == rules::Result::pass); }

TEST_CASE("link.serial: a negative serial number is a warning") {
    auto spec = testcerts::good();
    spec.leaf.serial = {0x80, 0x01};
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence.ends_with("is negative, positive required"));
}

TEST_CASE("link.serial: zero is a warning") {
    auto spec = testcerts::good();
    spec.leaf.serial = {0x00};
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "serial number is zero, positive required");
}

TEST_CASE("link.serial: 20 octets pass and 21 are a warning") {
    auto spec = testcerts::good();
    spec.leaf.serial = testcerts::Bytes(20, 0x11);
    CHECK(ask(spec).front().result == rules::Result::pass);
    spec.leaf.serial = testcerts::Bytes(21, 0x11);
    CHECK(ask(spec).front().evidence == "serial number has 21 octets, at most 20 allowed");
}

TEST_CASE("link.serial: two certificates of one issuer with one number are an error") {
    auto spec = testcerts::good();
    spec.issuing_ca.serial = spec.root.serial;
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK_FALSE(findings[0].severity.has_value());
    CHECK(findings[0].certificate == 1);
}

TEST_CASE("link.serial: the same number from two issuers passes") {
    auto spec = testcerts::good();
    spec.leaf.serial = spec.issuing_ca.serial;
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.serial: the root's own number is not judged by the profile") {
    auto spec = testcerts::good();
    spec.root.serial = {0x00};
    CHECK(ask(spec).front().result == rules::Result::pass);
}
