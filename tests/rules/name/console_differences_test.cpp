#include "support/judge.h"

namespace {

rules::Finding ask(const std::string& common_name, std::vector<std::string> suffixes, std::set<rules::Console> consoles = {}) {
    auto spec = testcerts::good();
    spec.leaf.set_common_name(common_name);
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.dns_suffixes = std::move(suffixes);
    site.consoles = std::move(consoles);
    const auto findings = judge::one("name.console-differences", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings.front();
}

}  // namespace

TEST_CASE("name.console-differences: three equal answers pass") {
    CHECK(ask("srv.example.com", {"example.com"}).result == rules::Result::pass);
    CHECK(ask("srv.example.com", {"other.com"}).result == rules::Result::pass);
}

TEST_CASE("name.console-differences: a console that answers otherwise is an information") {
    const auto finding = ask("srv.corp.local", {"corp.local"});
    CHECK(finding.result == rules::Result::fail);
    CHECK(finding.evidence == "CN \"srv.corp.local\", suffix \"corp.local\": AMT yes, MeshCentral no, RPS yes");
    CHECK(rules::find_rule("name.console-differences")->severity == rules::Severity::info);
}

TEST_CASE("name.console-differences: a console that accepts what AMT refuses is told") {
    CHECK(ask("example.fr", {"dev.example.fr"}, {rules::Console::meshcentral}).result == rules::Result::fail);
}

TEST_CASE("name.console-differences: a named console's refusal is not repeated") {
    CHECK(ask("srv.corp.local", {"corp.local"}, {rules::Console::meshcentral}).result == rules::Result::pass);
    CHECK(ask("srv.corp.local", {"corp.local"}, {rules::Console::rps}).result == rules::Result::fail);
}

TEST_CASE("name.console-differences: without a suffix it is skipped and names the option") {
    const auto finding = ask("srv.example.com", {});
    CHECK(finding.result == rules::Result::skipped);
    CHECK(finding.evidence.find("--dns-suffix") != std::string::npos);
}
