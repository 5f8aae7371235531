#include "support/judge.h"

namespace {

rules::Finding ask(std::optional<std::string> mebx_server) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.mebx_server_fqdn = std::move(mebx_server);
    const auto findings = judge::one("name.server-fqdn", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings.front();
}

}  // namespace

TEST_CASE("name.server-fqdn: the CN passes, letters without case") {
    CHECK(ask("provision.example.com").result == rules::Result::pass);
    CHECK(ask("Provision.Example.COM.").result == rules::Result::pass);
}

TEST_CASE("name.server-fqdn: another name is a warning") {
    const auto finding = ask("other.example.com");
    CHECK(finding.result == rules::Result::fail);
    CHECK(finding.evidence == "CN \"provision.example.com\", MEBX Provision Server FQDN \"other.example.com\": not equal");
    CHECK(rules::find_rule("name.server-fqdn")->severity == rules::Severity::warning);
    CHECK(rules::find_rule("name.server-fqdn")->grade == rules::Grade::observed);
}

TEST_CASE("name.server-fqdn: without it the rule is skipped and names the option") {
    const auto finding = ask(std::nullopt);
    CHECK(finding.result == rules::Result::skipped);
    CHECK(finding.evidence.find("--mebx-server-fqdn") != std::string::npos);
}
