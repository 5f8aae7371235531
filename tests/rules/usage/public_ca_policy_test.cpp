#include <amtcert/certlib/load.h>

#include "support/judge.h"
#include "support/suite.h"

namespace {

using rules::Result;

certlib::Time date(const std::string& text) { return certlib::parse_time(text).value(); }

/// under_public_name has a root that is called like one of the table.
testcerts::HierarchySpec under_public_name() {
    auto spec = testcerts::good();
    spec.root.subject = {{"2.5.4.6", "US", 19},
                         {"2.5.4.10", "DigiCert Inc"},
                         {"2.5.4.11", "www.digicert.com"},
                         {"2.5.4.3", "DigiCert Global Root G2"}};
    return spec;
}

testcerts::HierarchySpec with_unit(const std::string& not_before) {
    auto spec = under_public_name();
    spec.leaf.subject.push_back({"2.5.4.11", "IT"});
    spec.leaf.not_before = date(not_before);
    return spec;
}

rules::Findings ask(const testcerts::HierarchySpec& spec, const std::string& at) {
    rules::Site site;
    site.at = date(at);
    return judge::one("usage.public-ca-policy", site, judge::bundle(testcerts::build(spec).chain()));
}

}  // namespace

TEST_CASE("usage.public-ca-policy: a private root is skipped") {
    CHECK(ask(testcerts::good(), "2028-01-01")[0].result == Result::skipped);
}

TEST_CASE("usage.public-ca-policy: the OID beside serverAuth passes before 2027-03-15 and not from then on") {
    CHECK(ask(under_public_name(), "2027-03-14T23:59:59Z")[0].result == Result::pass);
    const auto findings = ask(under_public_name(), "2027-03-15");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("second-hand") && Catch::Contains("told by its name only"));
}

TEST_CASE("usage.public-ca-policy: serverAuth alone passes") {
    auto spec = under_public_name();
    spec.leaf.set(testcerts::extension::extended_key_usage({"1.3.6.1.5.5.7.3.1"}));
    CHECK(ask(spec, "2028-01-01")[0].result == Result::pass);
}

TEST_CASE("usage.public-ca-policy: a purpose other than serverAuth alone is more than allowed") {
    auto spec = under_public_name();
    spec.leaf.set(testcerts::extension::extended_key_usage({"2.16.840.1.113741.1.2.3"}));
    CHECK(ask(spec, "2028-01-01")[0].result == Result::fail);
}

TEST_CASE("usage.public-ca-policy: an OU passes before 2022-09-01 and not from then on") {
    CHECK(ask(with_unit("2022-08-31"), "2023-01-01")[0].result == Result::pass);
    const auto findings = ask(with_unit("2022-09-01"), "2023-01-01");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("OU \"IT\"") && Catch::Contains("2022-09-01 (observed)"));
}

TEST_CASE("usage.public-ca-policy: purposes and OU are findings of their own") {
    CHECK(ask(with_unit("2026-09-01"), "2027-03-15").size() == 2);
}

TEST_CASE("usage.public-ca-policy: a root of the table is told by its hash") {
    if (!suite::is_there("spec/roots")) return;
    rules::Site site;
    site.at = testcerts::sample_time();
    const auto bundle = certlib::load_file(suite::path("spec/roots/DigiCert_Global_Root_G2.pem")).value();
    const auto findings = judge::one("usage.public-ca-policy", site, bundle);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
    CHECK_THAT(findings[0].evidence, Catch::Contains("told by its hash"));
}
