#include "support/judge.h"
#include "support/judge_path.h"
#include "support/pkits.h"

namespace {

constexpr auto rule = "link.key-usage";

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path(rule, testcerts::build(spec).chain(), testcerts::sample_time());
}

}  // namespace

TEST_CASE("link.key-usage: the good chain passes") {
    const auto findings = ask(testcerts::good());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::pass);
}

TEST_CASE("link.key-usage: an intermediate that may only sign CRLs fails") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::key_usage({6}));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK_FALSE(findings[0].severity.has_value());
    CHECK(findings[0].evidence == "keyUsage is cRLSign, keyCertSign required");
}

TEST_CASE("link.key-usage: an intermediate without keyUsage is a warning") {
    auto spec = testcerts::good();
    spec.issuing_ca.remove(std::string(certlib::oids::key_usage));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].certificate == 1);
}

TEST_CASE("link.key-usage: keyUsage that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.issuing_ca.set({std::string(certlib::oids::key_usage), true, {0x04, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::inconclusive);
}

TEST_CASE("link.key-usage: the root is not asked") {
    auto spec = testcerts::good();
    spec.root.set(testcerts::extension::key_usage({6}));
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.key-usage: keyCertSign in a leaf that is no CA is a warning") {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::key_usage({0, 2, 5}));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("link.key-usage: PKITS 4.7.1 to 4.7.3") {
    if (!suite::is_there(pkits::folder)) return;
    for (const auto& one : pkits::section("4.7.")) {
        // 4.7.4 and 4.7.5 are about signing CRLs.
        if (one.id > "4.7.3") continue;
        INFO(one.id);
        CHECK(judge::refuses(judge::path(rule, one.path, testcerts::sample_time())) == !one.should_validate);
    }
}
