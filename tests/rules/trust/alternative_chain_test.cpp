#include <amtcert/rules/firmware.h>

#include "support/judge.h"

namespace {

using certlib::Certificate;
using rules::Result;

/// TwoRoots is one issuing CA under a new root, which an old root has cross-certified:
/// leaf <- issuing CA <- new root, and leaf <- issuing CA <- cross <- old root (self-signed with SHA-1).
struct TwoRoots {
    Certificate leaf, issuing_ca, new_root, cross, old_root;
};

TwoRoots two_roots(testcerts::Signing old_signing = testcerts::Signing::sha1,
                   testcerts::Signing issuing_signing = testcerts::Signing::sha256) {
    auto spec = testcerts::good();
    spec.issuing_ca.signing = issuing_signing;
    auto old_root = spec.root;
    old_root.key = testcerts::Key::other_root;
    old_root.set_common_name("Old Root");
    old_root.signing = old_signing;
    auto cross = spec.root;
    cross.serial = {0x77};
    return {testcerts::issue(spec.leaf, spec.issuing_ca), testcerts::issue(spec.issuing_ca, spec.root),
            testcerts::issue(spec.root, spec.root), testcerts::issue(cross, old_root), testcerts::issue(old_root, old_root)};
}

rules::Site site_trusting(const std::vector<Certificate>& roots, std::string_view releases) {
    rules::Site site;
    site.at = testcerts::sample_time();
    for (const auto& root : roots) site.trusted_hashes.push_back(root.sha256_fingerprint());
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    return site;
}

rules::Finding ask(const rules::Site& site, const std::vector<Certificate>& certificates,
                   const std::vector<Certificate>& roots = {}) {
    const auto findings = judge::one("trust.alternative-chain", site, judge::bundle(certificates), roots);
    REQUIRE(findings.size() == 1);
    return findings[0];
}

std::string sha256(const Certificate& certificate) { return certlib::to_hex(certificate.sha256_fingerprint()); }

}  // namespace

TEST_CASE("trust.alternative-chain: one complete chain only is skipped") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = ask(judge::site(hierarchy), hierarchy.chain());
    CHECK(finding.result == Result::skipped);
    CHECK_THAT(finding.evidence, Catch::Contains("--intermediates"));
}

TEST_CASE("trust.alternative-chain: a chain that is not complete is skipped") {
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(ask(judge::site(hierarchy), {hierarchy.leaf, hierarchy.issuing_ca}).result == Result::skipped);
}

TEST_CASE("trust.alternative-chain: on AMT 16 the chain to the new root would do, and says what to drop") {
    const auto set = two_roots();
    const auto site = site_trusting({set.new_root, set.old_root}, "16.1");
    const auto finding = ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root});
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("works for AMT 16.1") && Catch::Contains("SHA-1"));
    CHECK_THAT(finding.fix,
               Catch::Contains("Drop") && Catch::Contains(sha256(set.cross)) && Catch::Contains(sha256(set.old_root)));
    CHECK_THAT(finding.fix, !Catch::Contains("Add") && !Catch::Contains(sha256(set.issuing_ca)));
}

TEST_CASE("trust.alternative-chain: a certificate that is not in the file is to be added") {
    const auto set = two_roots();
    const auto site = site_trusting({set.new_root, set.old_root}, "16.1");
    const auto finding = ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root}, {set.new_root});
    REQUIRE(finding.result == Result::fail);
    CHECK_THAT(finding.fix,
               Catch::Contains("Add to it: " + set.new_root.subject().to_string()) && Catch::Contains(sha256(set.new_root)));
}

TEST_CASE("trust.alternative-chain: a release that takes both chains has no need of another") {
    const auto set = two_roots();
    const auto site = site_trusting({set.new_root, set.old_root}, "11.8.50");
    CHECK(ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root}).result == Result::pass);
}

TEST_CASE("trust.alternative-chain: a chain to a root that is not trusted is none") {
    const auto set = two_roots();
    const auto site = site_trusting({set.old_root}, "16.1");
    CHECK(ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root}).result == Result::pass);
}

TEST_CASE("trust.alternative-chain: only the other root is trusted") {
    const auto set = two_roots();
    const auto site = site_trusting({set.new_root}, "11.8.50");
    const auto finding = ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root});
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("works for AMT 11.8.50"));
}

TEST_CASE("trust.alternative-chain: a SHA-1 signature below the root spoils the other chain on AMT 16") {
    const auto set = two_roots(testcerts::Signing::sha1, testcerts::Signing::sha1);
    const auto site = site_trusting({set.new_root, set.old_root}, "16.1");
    CHECK(ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root}).result == Result::pass);
}

TEST_CASE("trust.alternative-chain: without releases the roots are compared for AMT 15 (H) and 16 on") {
    const auto set = two_roots();
    const auto site = site_trusting({set.new_root, set.old_root}, "");
    const auto finding = ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root});
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("AMT 15 (H) and 16 on"));
}

TEST_CASE("trust.alternative-chain: without releases two usable roots need no choice") {
    const auto set = two_roots(testcerts::Signing::sha256);
    const auto site = site_trusting({set.new_root, set.old_root}, "");
    CHECK(ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root}).result == Result::pass);
}

TEST_CASE("trust.alternative-chain: without releases a root that no list trusts gives way to one that is") {
    const auto set = two_roots(testcerts::Signing::sha256);
    const auto site = site_trusting({set.new_root}, "");
    CHECK(ask(site, {set.leaf, set.issuing_ca, set.cross, set.old_root, set.new_root}).result == Result::fail);
}
