#include <amtcert/rules/plan.h>

#include <set>

#include "support/judge.h"

namespace {

using rules::Road;
using rules::RootUse;
using rules::Verdict;

rules::Site site_of(std::vector<std::string> suffixes, std::string_view releases) {
    rules::Site site;
    site.at = testcerts::sample_time();
    site.dns_suffixes = std::move(suffixes);
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    return site;
}

rules::Plan plan_for(std::vector<std::string> suffixes, std::string_view releases) {
    return rules::plan(site_of(std::move(suffixes), releases));
}

std::vector<std::string> names(const rules::Plan& plan) {
    std::vector<std::string> all;
    for (const auto& name : plan.names) all.push_back(name.common_name);
    return all;
}

RootUse use_of(const rules::Plan& plan, std::string_view root, std::string_view release) {
    for (const auto& one : plan.roots)
        if (one.root->name == root)
            for (const auto& row : one.releases)
                if (row.release == release) return row.use;
    throw std::runtime_error("no such root or release");
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("plan: a deep CN serves the domains above it") {
    CHECK(names(plan_for({"example.com", "corp.example.com"}, "14")) == Names{"provision.example.com"});
    CHECK(names(plan_for({"firm.com.au", "east.firm.com.au"}, "14")) == Names{"provision.east.firm.com.au"});
}

TEST_CASE("plan: the table of top level domains counts from 4.1 only") {
    const Names suffixes{"a.example.co.uk", "b.example.co.uk"};
    CHECK(plan_for(suffixes, "14").names.size() == 1);
    // Before, the two have only a wildcard in common.
    CHECK(names(plan_for(suffixes, "4.0")) == Names{"*.example.co.uk"});
    // And before 3.2 nobody knows whether wildcards are.
    CHECK(plan_for(suffixes, "2.6.0").names.size() == 2);
    CHECK(plan_for(suffixes, "2.6.0,14").names.size() == 2);
}

TEST_CASE("plan: no wildcard in a domain that a registry sells names under") {
    CHECK(names(plan_for({"one.com.au", "two.com.au"}, "14")) == Names{"provision.one.com.au", "provision.two.com.au"});
}

TEST_CASE("plan: the server's own name is taken where it serves as much") {
    auto site = site_of({"corp.example.com"}, "14");
    site.server_fqdn = "scs.example.com";
    CHECK(names(rules::plan(site)) == Names{"scs.example.com"});
    site.dns_suffixes = {"corp.example.org"};
    CHECK(names(rules::plan(site)) == Names{"scs.corp.example.org"});
}

TEST_CASE("plan: a console that was named has to take the name too") {
    auto site = site_of({"east.firm.com.au", "firm.com.au"}, "14");
    CHECK(rules::plan(site).names.size() == 1);
    // MeshCentral keeps the whole CN under a domain that is not in its table.
    site.consoles = {rules::Console::meshcentral};
    for (const auto& name : rules::plan(site).names) CHECK(name.common_name.starts_with("*."));
    // Intel EMA wants the CN to be a host right in the suffix.
    auto under_ema = site_of({"example.com", "sub.example.com"}, "16.1");
    CHECK(rules::plan(under_ema).names.size() == 1);
    under_ema.consoles = {rules::Console::ema};
    CHECK(rules::plan(under_ema).names.size() == 2);
}

TEST_CASE("plan: what no name can serve is said, with the reason, and fails") {
    const auto plan = plan_for({"example.com", "com", "bad name"}, "14");
    REQUIRE(plan.uncovered.size() == 2);
    CHECK_THAT(plan.uncovered[0].why + plan.uncovered[1].why, Catch::Contains("single label") && Catch::Contains("no DNS name"));
    CHECK(plan.verdict == Verdict::fail);
    CHECK(plan.exit_code() == 1);
}

TEST_CASE("plan: every suffix is served by its certificate, as check would say") {
    const auto plan = plan_for({"corp.example.com", "example.com", "dept.example.co.uk", "office.local", "branch.example.com.au"},
                               "11.8.50,14,16.1,22");
    CHECK(plan.verdict == Verdict::pass);
    std::set<std::string> served;
    for (const auto& name : plan.names) {
        auto spec = testcerts::good();
        spec.leaf.set_common_name(name.common_name);
        const auto made = testcerts::build(spec);
        for (const auto& one : name.covers) {
            served.insert(one.suffix);
            auto site = judge::site(made);
            site.dns_suffixes = {one.suffix};
            site.firmware = rules::parse_releases("11.8.50,14,16.1,22").value();
            CHECK(judge::one("name.domain-suffix", site, judge::bundle(made.chain()))[0].result == rules::Result::pass);
        }
    }
    CHECK(served.size() == 5);
}

TEST_CASE("plan: AMT 22 beside older releases is two roots and twice the certificates") {
    const auto plan = plan_for({"example.com"}, "14,22");
    REQUIRE(plan.keys.size() == 2);
    CHECK(plan.keys[0].bits == 2048);
    CHECK(plan.keys[1].bits == 3072);
    CHECK(plan.keys[1].hash == "SHA-384");
    CHECK_THAT(plan.headline, Catch::Contains("2 certificates") && Catch::Contains("private CA"));
    CHECK(plan_for({"example.com"}, "22").keys.size() == 1);
}

TEST_CASE("plan: that SHA-256 is not known to work before AMT 7 is said where it matters") {
    const auto says_so = [](const rules::Plan& plan) {
        return std::any_of(plan.advice.begin(), plan.advice.end(), [](const rules::Advice& advice) {
            return advice.text.find("AMT 5.2 taking a chain signed with SHA-256") != std::string::npos;
        });
    };
    CHECK(says_so(plan_for({"example.com"}, "5.2,14")));
    CHECK_FALSE(says_so(plan_for({"example.com"}, "7.0,14")));
}

TEST_CASE("plan: roots by release, as they are known") {
    const auto plan = plan_for({"example.com"}, "11.8.50,14,16.1");
    CHECK(use_of(plan, "Go Daddy Root CA-G2", "11.8.50") == RootUse::yes);
    CHECK(use_of(plan, "Go Daddy Root CA-G2", "16.1") == RootUse::likely);
    CHECK(use_of(plan, "Go Daddy Class 2 CA", "16.1") == RootUse::no);
    CHECK(use_of(plan, "Baltimore CyberTrust Root", "14") == RootUse::no);
    CHECK(use_of(plan, "DigiCert Global Root G3", "16.1") == RootUse::unknown);
    CHECK(use_of(plan, "USERTrust RSA CA", "14") == RootUse::unknown);
    for (const auto& root : plan.roots) {
        if (root.root->name == "Go Daddy Root CA-G2") CHECK(root.usable_by_all());
        if (root.root->name == "Comodo AAA CA") CHECK(root.splits());
    }
}

TEST_CASE("plan: a device's own list decides about roots") {
    auto site = site_of({"example.com"}, "16.1");
    site.device_lists = {rules::read_device_list("2ce1cb0bf9d2f9e102993fbe215152c3b2dd0cabde1c68e5319b839154dbb7f5\n").value()};
    const auto plan = rules::plan(site);
    CHECK(use_of(plan, "Starfield Root CA-G2", "16.1") == RootUse::yes);
    CHECK(use_of(plan, "Go Daddy Root CA-G2", "16.1") == RootUse::no);
}

TEST_CASE("plan: when a private CA is the better road") {
    CHECK(plan_for({"corp.example.com"}, "14,16.1").road == Road::public_ca);
    CHECK(plan_for({"corp.example.com"}, "14,22").road == Road::private_ca);
    CHECK(plan_for({"corp.example.com", "office.local"}, "14").road == Road::private_ca);
    // No root of the first lists has a SHA-256 signature.
    CHECK(plan_for({"corp.example.com"}, "5.2,16.1").road == Road::private_ca);
}

TEST_CASE("plan: the lifetime outlook follows the time") {
    const auto text = [](std::string_view at) {
        auto site = site_of({"example.com"}, "14");
        site.at = certlib::parse_time(at).value();
        for (const auto& advice : rules::plan(site).advice)
            if (advice.topic == "lifetime") return advice.text;
        return std::string();
    };
    CHECK_THAT(text("2026-11-24"), Catch::Contains("200 days now, 100 days from 2027-03-15, 47 days from 2029-03-15"));
    CHECK_THAT(text("2027-03-15"), Catch::Contains("for 100 days now, 47 days"));
    CHECK_THAT(text("2030-01-01"), Catch::Contains("for 47 days now;"));
}

TEST_CASE("plan: releases without certificates leave nothing to plan for") {
    const auto plan = plan_for({"example.com"}, "2.5");
    CHECK(plan.verdict == Verdict::fail);
    CHECK_THAT(plan.headline, Catch::Contains("remote configuration"));
    CHECK(plan.names.empty());
}

TEST_CASE("plan: an offered chain is judged without a leaf, release by release") {
    auto spec = testcerts::good();
    spec.root.signing = testcerts::Signing::sha1;
    const auto made = testcerts::build(spec);
    auto site = site_of({"example.com"}, "14,16.1");
    site.trusted_hashes = {made.root.sha256_fingerprint()};
    const auto report = rules::vet_offer(site, judge::bundle({made.issuing_ca, made.root}), {}).value();
    REQUIRE(report.chains.size() == 1);
    CHECK(report.chains[0].releases[0].verdict == Verdict::pass);
    CHECK(report.chains[0].releases[1].verdict == Verdict::fail);
    REQUIRE_FALSE(report.chains[0].releases[1].reasons.empty());
    CHECK(report.chains[0].releases[1].reasons[0]->id == "trust.root-usable");
    CHECK(report.verdict == Verdict::fail);

    const auto sound = testcerts::build(testcerts::good());
    site.trusted_hashes = {sound.root.sha256_fingerprint()};
    CHECK(rules::vet_offer(site, judge::bundle({sound.root, sound.issuing_ca}), {}).value().verdict == Verdict::pass);
    site.trusted_hashes.clear();
    CHECK(rules::vet_offer(site, judge::bundle({sound.root, sound.issuing_ca}), {}).value().verdict == Verdict::fail);
    CHECK(rules::vet_offer(site, judge::bundle({sound.issuing_ca}), {}).value().verdict == Verdict::fail);
    CHECK(rules::vet_offer(site, judge::bundle(sound.chain()), {}).error().kind == certlib::ErrorKind::usage);
}
