#include "support/judge.h"

namespace {

/// Question is a certificate's names, and what is asked of them.
struct Question {
    std::string common_name = "srv.example.com";
    std::vector<std::string> dns_names = {};
    std::vector<std::string> suffixes = {"example.com"};
    std::string firmware = {};
    std::set<rules::Console> consoles = {};
    std::optional<std::string> mebx_server_fqdn = {};
};

rules::Findings ask(const Question& question) {
    auto spec = testcerts::good();
    spec.leaf.set_common_name(question.common_name);
    spec.leaf.remove(certlib::oids::subject_alternative_name);
    if (!question.dns_names.empty()) spec.leaf.set(testcerts::extension::dns_names(question.dns_names));
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.dns_suffixes = question.suffixes;
    site.consoles = question.consoles;
    site.mebx_server_fqdn = question.mebx_server_fqdn;
    if (!question.firmware.empty()) site.firmware = rules::parse_releases(question.firmware).value();
    return judge::one("name.domain-suffix", site, judge::bundle(hierarchy.chain()));
}

rules::Finding single(const Question& question) {
    const auto findings = ask(question);
    REQUIRE(findings.size() == 1);
    return findings.front();
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("name.domain-suffix: a suffix of the CN passes, with the clause") {
    const auto finding = single({});
    CHECK(finding.result == rules::Result::pass);
    CHECK(finding.evidence == "CN \"srv.example.com\", suffix \"example.com\": suffix of CN");
}

TEST_CASE("name.domain-suffix: another domain fails, and says what the CN would accept") {
    const auto finding = single({.suffixes = {"other.com"}});
    CHECK(finding.result == rules::Result::fail);
    CHECK(contains(finding.evidence, "this CN accepts srv.example.com or example.com"));
}

TEST_CASE("name.domain-suffix: without a suffix it is skipped, names the option and what the CN would accept") {
    const auto finding = single({.suffixes = {}});
    CHECK(finding.result == rules::Result::skipped);
    CHECK(contains(finding.evidence, "--dns-suffix"));
    CHECK(contains(finding.evidence, "any *.example.com on AMT 2.2 and later"));
}

TEST_CASE("name.domain-suffix: a release without remote configuration is skipped") {
    CHECK(single({.firmware = "2.5"}).result == rules::Result::skipped);
}

TEST_CASE("name.domain-suffix: the baseline is the newest rule and names the releases that refuse") {
    const auto finding = single({.common_name = "srv.example.org", .suffixes = {"dev.example.org"}});
    CHECK(finding.result == rules::Result::pass);
    CHECK(contains(finding.evidence, "AMT 2.2 to 4.0 and 5.0 refuse it"));
    CHECK_FALSE(contains(single({.suffixes = {"dev.example.com"}}).evidence, "refuse"));
}

TEST_CASE("name.domain-suffix: a release answers for itself alone") {
    const auto finding = single({.common_name = "srv.example.org", .suffixes = {"dev.example.org"}, .firmware = "16.1"});
    CHECK(finding.evidence == "CN \"srv.example.org\", suffix \"dev.example.org\": same 2 labels under .org");
}

TEST_CASE("name.domain-suffix: the table of top level domains begins with 4.1 and 5.1") {
    for (const std::string firmware : {"2.6", "3.2.1", "4.0", "5.0"}) {
        INFO(firmware);
        CHECK(single({.common_name = "srv.example.org", .suffixes = {"dev.example.org"}, .firmware = firmware}).result ==
              rules::Result::fail);
        CHECK(single({.suffixes = {"dev.example.com"}, .firmware = firmware}).result == rules::Result::pass);
    }
    for (const std::string firmware : {"4.1", "5.1", "11.8.50", "22"}) {
        INFO(firmware);
        CHECK(single({.common_name = "srv.example.org", .suffixes = {"dev.example.org"}, .firmware = firmware}).result ==
              rules::Result::pass);
    }
}

TEST_CASE("name.domain-suffix: what only a wildcard accepts is inconclusive before 3.2") {
    const Question wildcard{.common_name = "*.example.fr", .suffixes = {"dev.example.fr"}};
    const auto on = [&](std::string firmware) {
        auto question = wildcard;
        question.firmware = std::move(firmware);
        return single(question).result;
    };
    CHECK(on("3.0") == rules::Result::inconclusive);
    CHECK(on("2.6.0") == rules::Result::inconclusive);
    CHECK(on("3") == rules::Result::inconclusive);
    CHECK(on("3.2.1") == rules::Result::pass);
    CHECK(on("") == rules::Result::pass);
    CHECK(contains(single(wildcard).evidence, "before AMT 3.2"));
    CHECK(single({.common_name = "*.example.com", .suffixes = {"dev.example.com"}, .firmware = "3.0"}).result ==
          rules::Result::pass);
}

TEST_CASE("name.domain-suffix: a SAN that matches passes, said to be second-hand") {
    const auto finding = single({.common_name = "srv.other.org", .dns_names = {"srv.other.org", "srv.example.com"}});
    CHECK(finding.result == rules::Result::pass);
    CHECK(contains(finding.evidence, "SAN \"srv.example.com\""));
    CHECK(contains(finding.evidence, "second-hand"));
}

TEST_CASE("name.domain-suffix: the CN is asked before the SAN") {
    CHECK_FALSE(contains(single({.dns_names = {"srv.example.com"}}).evidence, "SAN"));
}

TEST_CASE("name.domain-suffix: on a release the MEBX Provision Server FQDN saves it, with a warning") {
    const auto finding = single({.suffixes = {"corp.local"}, .firmware = "16.1", .mebx_server_fqdn = "SRV.example.com"});
    CHECK(finding.result == rules::Result::fail);
    CHECK(finding.severity == rules::Severity::warning);
    CHECK(contains(finding.evidence, "observed"));
}

TEST_CASE("name.domain-suffix: another MEBX Provision Server FQDN, or none of a release, does not save it") {
    const auto other = single({.suffixes = {"corp.local"}, .firmware = "16.1", .mebx_server_fqdn = "other.example.com"});
    CHECK(other.result == rules::Result::fail);
    CHECK_FALSE(other.severity.has_value());
    CHECK_FALSE(single({.suffixes = {"corp.local"}, .mebx_server_fqdn = "srv.example.com"}).severity.has_value());
}

TEST_CASE("name.domain-suffix: a named console's refusal is an error of its own") {
    const Question local{.common_name = "srv.corp.local", .suffixes = {"corp.local"}, .consoles = {rules::Console::meshcentral}};
    const auto findings = ask(local);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].result == rules::Result::pass);
    CHECK(findings[1].result == rules::Result::fail);
    CHECK(findings[1].severity == rules::Severity::error);
    CHECK(findings[1].consoles.has(rules::Console::meshcentral));
    CHECK(contains(findings[1].evidence, "MeshCentral refuses"));
    CHECK_FALSE(findings[1].fix.empty());
    const auto by_rps = ask({.common_name = "SRV.Example.COM", .consoles = {rules::Console::rps}});
    REQUIRE(by_rps.size() == 2);
    CHECK(contains(by_rps[1].evidence, "RPS refuses"));
}

TEST_CASE("name.domain-suffix: consoles that accept, or have no rule of their own, add nothing") {
    CHECK(ask({.consoles = {rules::Console::meshcentral, rules::Console::rps}}).size() == 1);
    CHECK(ask({.common_name = "srv.corp.local",
               .suffixes = {"corp.local"},
               .consoles = {rules::Console::ema, rules::Console::configmgr, rules::Console::sccm2012, rules::Console::rpc}})
              .size() == 1);
}

TEST_CASE("name.domain-suffix: the MEBX suffix replaces option 15") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.dns_suffixes = {"corp.local"};
    site.mebx_suffix = "example.com";
    CHECK(judge::one("name.domain-suffix", site, judge::bundle(hierarchy.chain())).front().result == rules::Result::pass);
}

TEST_CASE("name.domain-suffix: without a CN nothing is compared") {
    auto spec = testcerts::good();
    spec.leaf.subject = {{std::string(certlib::oids::organization), "Example"}};
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    const auto findings = judge::one("name.domain-suffix", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::inconclusive);
    CHECK(findings[0].evidence == "no CN to compare");
    site.dns_suffixes.clear();
    CHECK(judge::one("name.domain-suffix", site, judge::bundle(hierarchy.chain())).front().result == rules::Result::skipped);
}

TEST_CASE("name.domain-suffix: every verdict hangs on it") {
    const auto* rule = rules::find_rule("name.domain-suffix");
    REQUIRE(rule != nullptr);
    CHECK(rule->decisive);
    CHECK(rule->input == "domain suffix (--dns-suffix)");
}
