#include "support/judge.h"

namespace {

rules::Finding ask(const std::string& common_name, const std::vector<std::string>& dns_names, std::vector<std::string> suffixes) {
    auto spec = testcerts::good();
    spec.leaf.set_common_name(common_name);
    spec.leaf.set(testcerts::extension::dns_names(dns_names));
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.dns_suffixes = std::move(suffixes);
    const auto findings = judge::one("name.san-only", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings.front();
}

}  // namespace

TEST_CASE("name.san-only: a CN that serves the suffix passes") {
    CHECK(ask("srv.example.com", {"srv.example.com"}, {"example.com"}).result == rules::Result::pass);
}

TEST_CASE("name.san-only: only a SAN that serves the suffix is a warning") {
    const auto finding = ask("srv.other.org", {"srv.other.org", "srv.example.com"}, {"example.com"});
    CHECK(finding.result == rules::Result::fail);
    CHECK(finding.evidence == "only SAN \"srv.example.com\" serves suffix \"example.com\"; CN \"srv.other.org\" does not");
    CHECK(rules::find_rule("name.san-only")->severity == rules::Severity::warning);
}

TEST_CASE("name.san-only: where nothing serves the suffix it is not this rule's fault") {
    CHECK(ask("srv.other.org", {"srv.other.org"}, {"example.com"}).result == rules::Result::pass);
}

TEST_CASE("name.san-only: without a suffix it is skipped and names the option") {
    const auto finding = ask("srv.example.com", {"srv.example.com"}, {});
    CHECK(finding.result == rules::Result::skipped);
    CHECK(finding.evidence.find("--dns-suffix") != std::string::npos);
}
