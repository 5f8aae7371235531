#include "support/judge.h"

namespace {

using rules::Result;

constexpr auto server_auth = "1.3.6.1.5.5.7.3.1";
constexpr auto marker = "Intel(R) Client Setup Certificate";
constexpr auto organizational_unit = "2.5.4.11";

rules::Finding ask(const testcerts::HierarchySpec& spec, std::set<rules::Console> consoles = {}) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.consoles = std::move(consoles);
    const auto findings = judge::one("usage.amt-marker", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

testcerts::HierarchySpec with_purposes(const std::vector<std::string>& purposes) {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::extended_key_usage(purposes));
    return spec;
}

/// with_attribute has serverAuth alone, and one more attribute in the subject.
testcerts::HierarchySpec with_attribute(const std::string& type, const std::string& text) {
    auto spec = with_purposes({server_auth});
    spec.leaf.subject.push_back({type, text});
    return spec;
}

void check_near_miss(const rules::Finding& finding, const std::string& words) {
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains(words));
}

}  // namespace

TEST_CASE("usage.amt-marker: the OID passes, with RPS too") {
    CHECK(ask(testcerts::good()).result == Result::pass);
    CHECK(ask(testcerts::good(), {rules::Console::rps}).result == Result::pass);
}

TEST_CASE("usage.amt-marker: an ordinary server certificate fails") {
    const auto finding = ask(with_purposes({server_auth}));
    CHECK(finding.result == Result::fail);
    CHECK(finding.certificate == 0);
    CHECK_THAT(finding.evidence, Catch::Contains("found serverAuth"));
}

TEST_CASE("usage.amt-marker: the exact OU passes") {
    CHECK(ask(with_attribute(organizational_unit, marker)).result == Result::pass);
}

TEST_CASE("usage.amt-marker: every OU is searched") {
    auto spec = with_attribute(organizational_unit, "IT");
    spec.leaf.subject.push_back({organizational_unit, marker});
    CHECK(ask(spec).result == Result::pass);
}

TEST_CASE("usage.amt-marker: the OU alone is an error with RPS") {
    const auto finding = ask(with_attribute(organizational_unit, marker), {rules::Console::rps});
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("RPS requires 2.16.840.1.113741.1.2.3"));
    CHECK(ask(with_attribute(organizational_unit, marker), {rules::Console::meshcentral}).result == Result::pass);
}

TEST_CASE("usage.amt-marker: other case is a near miss") {
    check_near_miss(ask(with_attribute(organizational_unit, "Intel(r) client setup certificate")), "by upper and lower case");
}

TEST_CASE("usage.amt-marker: a trailing full stop is a near miss") {
    check_near_miss(ask(with_attribute(organizational_unit, "Intel(R) Client Setup Certificate.")), "by a trailing full stop");
}

TEST_CASE("usage.amt-marker: extra blanks are a near miss, no-break spaces too") {
    check_near_miss(ask(with_attribute(organizational_unit, " Intel(R) Client Setup Certificate")), "by blanks");
    check_near_miss(ask(with_attribute(organizational_unit, "Intel(R)  Client Setup Certificate")), "by blanks");
    check_near_miss(ask(with_attribute(organizational_unit,
                                       "Intel(R)\xC2\xA0" + std::string("Client Setup Certificate"))),
                    "by blanks");
}

TEST_CASE("usage.amt-marker: several differences are all named") {
    check_near_miss(ask(with_attribute(organizational_unit, "INTEL(R) Client Setup Certificate .")),
                    "by a trailing full stop and upper and lower case");
}

TEST_CASE("usage.amt-marker: another wording is a near miss") {
    check_near_miss(ask(with_attribute(organizational_unit, "Intel Client Setup Certificate")), "by its wording");
}

TEST_CASE("usage.amt-marker: the text in O or CN does not count") {
    check_near_miss(ask(with_attribute("2.5.4.10", marker)), "the text counts in OU only");
    check_near_miss(ask(with_attribute("2.5.4.3", marker)), "the text counts in OU only");
}

TEST_CASE("usage.amt-marker: the console OIDs are named as what they are") {
    check_near_miss(ask(with_purposes({server_auth, "2.16.840.1.113741.1.2.1"})),
                    "2.16.840.1.113741.1.2.1 is the AMT remote console OID");
    check_near_miss(ask(with_purposes({server_auth, "2.16.840.1.113741.1.2.2"})),
                    "2.16.840.1.113741.1.2.2 is the AMT local console OID");
}

TEST_CASE("usage.amt-marker: an OID that differs in the last arc is named") {
    check_near_miss(ask(with_purposes({server_auth, "2.16.840.1.113741.1.2.33"})),
                    "differs from 2.16.840.1.113741.1.2.3 in the last arc");
    check_near_miss(ask(with_purposes({server_auth, "2.16.840.1.113741.1.2.3.1"})), "is an OID of Intel's, but not");
}

TEST_CASE("usage.amt-marker: an extension that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.leaf.set({"2.5.29.37", false, {0x30, 0x05, 0x06}});
    CHECK(ask(spec).result == Result::inconclusive);
}
