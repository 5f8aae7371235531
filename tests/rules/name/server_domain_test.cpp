#include "support/judge.h"

namespace {

rules::Finding ask(const std::string& common_name, std::optional<std::string> server, std::set<rules::Console> consoles = {}) {
    auto spec = testcerts::good();
    spec.leaf.set_common_name(common_name);
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.server_fqdn = std::move(server);
    site.consoles = std::move(consoles);
    const auto findings = judge::one("name.server-domain", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings.front();
}

}  // namespace

TEST_CASE("name.server-domain: the server's name, its domain, or another name in it passes") {
    for (const std::string name : {"srv.example.com", "SRV.Example.com", "amt.example.com", "*.example.com", "example.com"}) {
        INFO(name);
        CHECK(ask(name, "srv.example.com").result == rules::Result::pass);
    }
}

TEST_CASE("name.server-domain: another domain is an information") {
    for (const std::string name : {"srv.example.org", "srv.sub.example.com", "com", "*.sub.example.com"}) {
        INFO(name);
        const auto finding = ask(name, "srv.example.com");
        CHECK(finding.result == rules::Result::fail);
        CHECK(finding.severity == rules::Severity::info);
    }
}

TEST_CASE("name.server-domain: another domain is an error with ConfigMgr") {
    for (const auto console : {rules::Console::configmgr, rules::Console::sccm2012})
        CHECK(ask("srv.example.org", "srv.example.com", {console}).severity == rules::Severity::error);
    CHECK(ask("srv.example.org", "srv.example.com", {rules::Console::rps}).severity == rules::Severity::info);
}

TEST_CASE("name.server-domain: a server without a domain has none in common") {
    CHECK(ask("other", "server").result == rules::Result::fail);
    CHECK(ask("server", "server").result == rules::Result::pass);
}

TEST_CASE("name.server-domain: without the server's name it is skipped and names the option") {
    const auto finding = ask("srv.example.com", std::nullopt);
    CHECK(finding.result == rules::Result::skipped);
    CHECK(finding.evidence.find("--server-fqdn") != std::string::npos);
}
