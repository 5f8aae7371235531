#include "support/judge.h"
#include "support/judge_path.h"
#include "support/pkits.h"

namespace {

constexpr auto rule = "link.ca-flag";

rules::Findings ask(const testcerts::HierarchySpec& spec, rules::Role role = rules::Role::provisioning) {
    return judge::path(rule, testcerts::build(spec).chain(), testcerts::sample_time(), {}, role);
}

}  // namespace

TEST_CASE("link.ca-flag: the good chain passes") {
    const auto findings = ask(testcerts::good());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::pass);
}

TEST_CASE("link.ca-flag: an intermediate with cA false fails") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::basic_constraints(false));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 1);
    CHECK(findings[0].evidence == "basicConstraints has cA false, true required");
}

TEST_CASE("link.ca-flag: an intermediate without basicConstraints fails") {
    auto spec = testcerts::good();
    spec.issuing_ca.remove(std::string(certlib::oids::basic_constraints));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].evidence == "basicConstraints is absent, cA true required");
}

TEST_CASE("link.ca-flag: a version 1 intermediate fails") {
    auto spec = testcerts::good();
    spec.issuing_ca.version = 1;
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].evidence == "version 1 cannot say that it is a CA, version 3 with cA true required");
}

TEST_CASE("link.ca-flag: basicConstraints that is not critical is a warning") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::basic_constraints(true, {}, false));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
}

TEST_CASE("link.ca-flag: basicConstraints that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.issuing_ca.set({std::string(certlib::oids::basic_constraints), true, {0x04, 0x00}});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::inconclusive);
}

TEST_CASE("link.ca-flag: the root is not asked") {
    auto spec = testcerts::good();
    spec.root.remove(std::string(certlib::oids::basic_constraints));
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.ca-flag: a leaf judged as an issuing CA has to be a CA") {
    const auto findings = ask(testcerts::good(), rules::Role::issuing_ca);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("link.ca-flag: a self-signed certificate alone is skipped") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto findings = judge::path(rule, {hierarchy.root}, testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::skipped);
}

TEST_CASE("link.ca-flag: PKITS 4.6.1 to 4.6.4") {
    if (!suite::is_there(pkits::folder)) return;
    for (const auto& one : pkits::section("4.6.")) {
        if (one.id != "4.6.1" && one.id != "4.6.2" && one.id != "4.6.3" && one.id != "4.6.4") continue;
        INFO(one.id);
        CHECK(judge::refuses(judge::path(rule, one.path, testcerts::sample_time())) == !one.should_validate);
    }
}
