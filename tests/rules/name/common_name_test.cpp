#include "support/judge.h"

namespace {

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    const auto hierarchy = testcerts::build(spec);
    return judge::one("name.common-name", judge::site(hierarchy), judge::bundle(hierarchy.chain()));
}

rules::Finding with_name(std::string name) {
    auto spec = testcerts::good();
    spec.leaf.set_common_name(std::move(name));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].certificate == 0);
    return findings[0];
}

}  // namespace

TEST_CASE("name.common-name: one host name passes") {
    for (const std::string name : {"provision.example.com", "*.example.com", "srv-1.Example.COM", "srv.example.com.", "server"}) {
        INFO(name);
        CHECK(with_name(name).result == rules::Result::pass);
    }
}

TEST_CASE("name.common-name: a subject without CN fails") {
    auto spec = testcerts::good();
    spec.leaf.subject = {{std::string(certlib::oids::organization), "Example"}};
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].evidence == "the subject has no CN, exactly one required");
}

TEST_CASE("name.common-name: two CNs fail") {
    auto spec = testcerts::good();
    spec.leaf.subject.push_back({std::string(certlib::oids::common_name), "second.example.com"});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].evidence == "the subject has 2 CNs, exactly one required");
}

TEST_CASE("name.common-name: what is no host name fails") {
    for (const std::string name :
         {"", " ", ".", "*", "*.", "*.com", "a.*.example.com", "s*.example.com", "my_server.example.com", "srv..example.com",
          "https://srv.example.com"}) {
        INFO(name);
        CHECK(with_name(name).result == rules::Result::fail);
    }
}

TEST_CASE("name.common-name: an address and what is too long for the DNS fail, with the sizes compared") {
    CHECK(with_name("192.168.1.10").evidence == "CN \"192.168.1.10\" has the form of an IP address");
    CHECK(with_name("fe80::1").result == rules::Result::fail);
    std::string longest;
    for (int i = 0; i < 25; ++i) longest += "ninechar1.";
    longest += "com";
    REQUIRE(longest.size() == 253);
    CHECK(with_name(longest).result == rules::Result::pass);
    CHECK_THAT(with_name("a" + longest).evidence, Catch::Contains("254 octets, at most 253 possible"));
    CHECK(with_name(std::string(63, 'a') + ".example.com").result == rules::Result::pass);
    CHECK_THAT(with_name(std::string(64, 'a') + ".example.com").evidence, Catch::Contains("a label of 64 octets, at most 63"));
}

TEST_CASE("name.common-name: what name.encoding and name.fqdn-characters judge is left to them, and a fault is shown escaped") {
    CHECK(with_name("srv.ex\xC3\xA4mple.com").result == rules::Result::pass);
    CHECK(with_name(" srv.example.com").result == rules::Result::pass);
    const auto finding = with_name(std::string("srv.example.com\0/\x1B[2J", 21));
    CHECK(finding.result == rules::Result::fail);
    CHECK(finding.evidence.find('\0') == std::string::npos);
    CHECK(finding.evidence.find('\x1B') == std::string::npos);

    auto spec = testcerts::good();
    spec.leaf.set_common_name("pc_7.example.com");
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.role = rules::Role::web_server;
    CHECK(judge::one("name.common-name", site, judge::bundle(hierarchy.chain())).front().result == rules::Result::pass);
}
