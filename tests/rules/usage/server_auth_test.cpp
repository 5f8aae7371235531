#include "support/judge.h"

namespace {

using rules::Result;

constexpr auto server_auth = "1.3.6.1.5.5.7.3.1";
constexpr auto client_auth = "1.3.6.1.5.5.7.3.2";
constexpr auto any_purpose = "2.5.29.37.0";
constexpr auto amt_provisioning = "2.16.840.1.113741.1.2.3";
constexpr auto extended_key_usage = "2.5.29.37";

rules::Finding ask(const testcerts::HierarchySpec& spec, rules::Role role = rules::Role::provisioning) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.role = role;
    const auto findings = judge::one("usage.server-auth", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

testcerts::HierarchySpec with_purposes(const std::vector<std::string>& purposes) {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::extended_key_usage(purposes));
    return spec;
}

testcerts::HierarchySpec without_purposes() {
    auto spec = testcerts::good();
    spec.leaf.remove(extended_key_usage);
    return spec;
}

}  // namespace

TEST_CASE("usage.server-auth: serverAuth passes") {
    CHECK(ask(testcerts::good()).result == Result::pass);
    CHECK(ask(with_purposes({client_auth, server_auth})).result == Result::pass);
}

TEST_CASE("usage.server-auth: an extension without serverAuth fails and names what was found") {
    const auto finding = ask(with_purposes({client_auth, amt_provisioning}));
    CHECK(finding.result == Result::fail);
    CHECK(!finding.severity);
    CHECK(finding.certificate == 0);
    CHECK_THAT(finding.evidence, Catch::Contains("clientAuth") && Catch::Contains("serverAuth required"));
}

TEST_CASE("usage.server-auth: anyExtendedKeyUsage does not count") {
    const auto finding = ask(with_purposes({any_purpose, amt_provisioning}));
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("anyExtendedKeyUsage does not stand for"));
}

TEST_CASE("usage.server-auth: no extension is an error") {
    const auto finding = ask(without_purposes());
    CHECK(finding.result == Result::fail);
    CHECK(!finding.severity);
}

TEST_CASE("usage.server-auth: no extension but the OU marker is a warning for provisioning") {
    auto spec = without_purposes();
    spec.leaf.subject.push_back({"2.5.4.11", "Intel(R) Client Setup Certificate"});
    const auto finding = ask(spec);
    CHECK(finding.result == Result::fail);
    CHECK(finding.severity == rules::Severity::warning);
    CHECK(!ask(spec, rules::Role::web_server).severity);
}

TEST_CASE("usage.server-auth: an extension with other purposes and the OU marker is an error") {
    auto spec = with_purposes({client_auth});
    spec.leaf.subject.push_back({"2.5.4.11", "Intel(R) Client Setup Certificate"});
    CHECK(!ask(spec).severity);
}

TEST_CASE("usage.server-auth: an extension that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.leaf.set({extended_key_usage, false, {0x30, 0x05, 0x06}});
    CHECK(ask(spec).result == Result::inconclusive);
}
