#include "support/judge.h"
#include "support/judge_path.h"
#include "support/pkits.h"

namespace {

constexpr auto rule = "link.critical-extension";
constexpr auto unknown = "1.3.6.1.4.1.99999.1";

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path(rule, testcerts::build(spec).chain(), testcerts::sample_time());
}

}  // namespace

TEST_CASE("link.critical-extension: the good chain passes") {
    CHECK(ask(testcerts::good()).front().result == rules::Result::pass);
}

TEST_CASE("link.critical-extension: an unknown critical extension of the leaf fails") {
    auto spec = testcerts::good();
    spec.leaf.set({unknown, true, {0x05, 0x00}});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK(findings[0].evidence == "extension 1.3.6.1.4.1.99999.1 is critical and not known");
}

TEST_CASE("link.critical-extension: an unknown critical extension of an intermediate fails") {
    auto spec = testcerts::good();
    spec.issuing_ca.set({unknown, true, {0x05, 0x00}});
    CHECK(ask(spec).front().certificate == 1);
}

TEST_CASE("link.critical-extension: an unknown extension that is not critical passes") {
    auto spec = testcerts::good();
    spec.leaf.set({unknown, false, {0x05, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.critical-extension: the root is not asked") {
    auto spec = testcerts::good();
    spec.root.set({unknown, true, {0x05, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.critical-extension: a critical Microsoft template fails") {
    auto spec = testcerts::good();
    auto extension = testcerts::extension::microsoft_template("1.3.6.1.4.1.311.21.8.1", 100, 1);
    extension.critical = true;
    spec.leaf.set(extension);
    CHECK(judge::refuses(ask(spec)));
}

TEST_CASE("link.critical-extension: a known one that cannot be decoded is not repeated") {
    auto spec = testcerts::good();
    spec.leaf.set({std::string(certlib::oids::key_usage), true, {0x04, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.critical-extension: a critical authorityInfoAccess is a warning") {
    auto spec = testcerts::good();
    auto extension = testcerts::extension::ca_issuers("http://pki.example.com/ca.crt");
    extension.critical = true;
    spec.leaf.set(extension);
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
}

TEST_CASE("link.critical-extension: PKITS 4.16") {
    if (!suite::is_there(pkits::folder)) return;
    for (const auto& one : pkits::section("4.16.")) {
        INFO(one.id);
        CHECK(judge::refuses(judge::path(rule, one.path, testcerts::sample_time())) == !one.should_validate);
    }
}
