#include "support/locations.h"

using chainwalk::LocationState;
using judge::Reachable;
using rules::Result;
using rules::Severity;
using rules::Verdict;

namespace {

constexpr std::string_view id = "revocation.crl-reachable";

/// served_for_ca is what the rule says when the issuing CA's only location serves this.
rules::Findings served_for_ca(const testcerts::Bytes& content) {
    Reachable one;
    one.network.serve(judge::ca_crl, content);
    return one.ask(id);
}

void fails_with(const rules::Findings& findings, const std::string& word) {
    INFO(word);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(!findings[0].severity);
    CHECK(findings[0].certificate == 1);
    CHECK_THAT(findings[0].evidence, Catch::Contains(judge::ca_crl + ": " + word));
}

}  // namespace

TEST_CASE("revocation.crl-reachable: every location serves a valid CRL, each asked once") {
    Reachable one;
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
    CHECK(std::count(one.network.asked.begin(), one.network.asked.end(), judge::leaf_crl) == 1);
}

TEST_CASE("revocation.crl-reachable: what is no valid CRL for the certificate fails") {
    const auto good = testcerts::good();
    const auto at = testcerts::sample_time();
    using std::chrono::days;
    fails_with(served_for_ca({'<', 'h', 't', 'm', 'l', '>'}), "not-a-crl");
    fails_with(served_for_ca(testcerts::issue_crl({}, good.issuing_ca)), "wrong-issuer");
    fails_with(served_for_ca(testcerts::issue_crl({.signed_with = testcerts::Key::other_root}, good.root)), "bad-signature");
    fails_with(served_for_ca(testcerts::issue_crl({.this_update = at - days{60}, .next_update = at - days{30}}, good.root)),
               "stale");
    fails_with(served_for_ca(testcerts::issue_crl({.this_update = at - days{60}, .next_update = {}}, good.root)), "stale");
    fails_with(served_for_ca(testcerts::issue_crl({.this_update = at + days{1}}, good.root)), "not-yet-valid");
    Reachable missing;
    missing.network.fail(judge::ca_crl, {LocationState::http, 404});
    fails_with(missing.ask(id), "http-404");
    CHECK(missing.report().verdict == Verdict::fail);
}

TEST_CASE("revocation.crl-reachable: another location of the same point makes a failure a warning, and an error with ConfigMgr") {
    Reachable one;
    one.network.fail(judge::leaf_crl, {LocationState::http, 404});
    auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
    CHECK(one.report().verdict == Verdict::pass);
    one.site.consoles = {rules::Console::configmgr};
    CHECK(one.ask(id)[0].severity == Severity::error);
}

TEST_CASE("revocation.crl-reachable: the locations of two points are no alternatives") {
    Reachable one([](testcerts::HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::crl_distribution_points({{judge::leaf_crl}, {judge::leaf_crl_too}}));
    });
    one.network.fail(judge::leaf_crl, {LocationState::refused});
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(!findings[0].severity);
}

TEST_CASE("revocation.crl-reachable: no network at all is one line, and leaves the verdict alone unless revocation is required") {
    Reachable one;
    one.network.answers.clear();
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK_THAT(findings[0].evidence, Catch::Contains("no network here"));
    CHECK(one.report().verdict == Verdict::pass);
    one.site.revocation = rules::RevocationMode::require;
    CHECK(one.report().verdict == Verdict::inconclusive);
    // Somebody who answers shows that there is a network.
    one.network.fail(judge::ca_crl, {LocationState::refused});
    CHECK(one.ask(id)[0].result == Result::fail);
}

TEST_CASE("revocation.crl-reachable: locations without a host are one line") {
    Reachable one([](testcerts::HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::crl_distribution_points({{"ldap:///CN=a"}}));
        spec.issuing_ca.set(testcerts::extension::crl_distribution_points({{"ldap:///CN=b"}}));
    });
    one.network.fail("ldap:///CN=a", {LocationState::domain_only});
    one.network.fail("ldap:///CN=b", {LocationState::domain_only});
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK_THAT(findings[0].evidence, Catch::Contains("ldap:///CN=a and 1 more name no host"));
    CHECK_THAT(findings[0].fix, Catch::Contains("--ldap-server"));
    CHECK(one.report().verdict == Verdict::pass);
}

TEST_CASE("revocation.crl-reachable: beside an http location that works, one without a host is no matter") {
    Reachable one([](testcerts::HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::crl_distribution_points({{"ldap:///CN=a", judge::leaf_crl}}));
    });
    one.network.fail("ldap:///CN=a", {LocationState::domain_only});
    CHECK(one.ask(id)[0].result == Result::pass);
}

TEST_CASE("revocation.crl-reachable: a location that a base names for its deltas is asked, and its failure is a warning") {
    Reachable one;
    one.network.serve(judge::ca_crl, testcerts::issue_crl(
                                         {.extensions = {testcerts::extension::freshest_crl("http://one.example.com/delta.crl")}},
                                         one.spec.root));
    one.network.fail("http://one.example.com/delta.crl", {LocationState::http, 404});
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
    CHECK_THAT(findings[0].evidence, Catch::Contains("delta.crl: http-404"));
}

TEST_CASE("revocation.crl-reachable: offline and off it says which option") {
    Reachable one;
    one.online = false;
    CHECK(one.ask(id)[0].result == Result::skipped);
    CHECK_THAT(one.ask(id)[0].evidence, Catch::Contains("--offline"));
    one.site.revocation = rules::RevocationMode::off;
    CHECK_THAT(one.ask(id)[0].evidence, Catch::Contains("--revocation"));
}
