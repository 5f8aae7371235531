#include <amtcert/certlib/load.h>
#include <amtcert/rules/firmware.h>

#include "support/judge.h"
#include "support/suite.h"

namespace {

using rules::Result;

rules::Finding ask(const std::vector<certlib::Certificate>& certificates, std::string_view releases,
                   const std::vector<certlib::Certificate>& roots = {}) {
    rules::Site site;
    site.at = testcerts::sample_time();
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    const auto findings = judge::one("trust.root-usable", site, judge::bundle(certificates), roots);
    REQUIRE(findings.size() == 1);
    return findings[0];
}

testcerts::Hierarchy with_sha1_root() {
    auto spec = testcerts::good();
    spec.root.signing = testcerts::Signing::sha1;
    return testcerts::build(spec);
}

}  // namespace

TEST_CASE("trust.root-usable: a root of RSA 2048 signed with SHA-256 passes everywhere") {
    const auto hierarchy = testcerts::build(testcerts::good());
    for (const auto* release : {"", "11.8.50", "15H", "16.1", "22.0"})
        CHECK(ask(hierarchy.chain(), release).result == Result::pass);
}

TEST_CASE("trust.root-usable: a root signed with SHA-1 fails from AMT 15 (H) and 16 on") {
    const auto hierarchy = with_sha1_root();
    for (const auto* release : {"15H", "16.0", "16.1", "18.0.5", "21.0", "22.0"}) {
        const auto finding = ask(hierarchy.chain(), release);
        CHECK(finding.result == Result::fail);
        CHECK(finding.certificate == 2);
        CHECK_THAT(finding.evidence, Catch::Contains("self-signature with SHA-1, SHA-256 or newer required"));
    }
}

TEST_CASE("trust.root-usable: a root signed with SHA-1 passes on earlier releases") {
    const auto hierarchy = with_sha1_root();
    for (const auto* release : {"4.0", "11.8.50", "14.1.65", "15LP"})
        CHECK(ask(hierarchy.chain(), release).result == Result::pass);
}

TEST_CASE("trust.root-usable: the baseline passes a root signed with SHA-1 and says who cannot use it") {
    const auto finding = ask(with_sha1_root().chain(), "");
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("AMT 15 (H) and 16 on cannot use it"));
}

TEST_CASE("trust.root-usable: MD5 is older than SHA-1") {
    auto spec = testcerts::good();
    spec.root.signing = testcerts::Signing::md5;
    CHECK(ask(testcerts::build(spec).chain(), "16.1").result == Result::fail);
}

TEST_CASE("trust.root-usable: an RSA root of 1024 bits fails from AMT 16 on") {
    auto spec = testcerts::good();
    spec.root.key = testcerts::Key::rsa1024;
    const auto hierarchy = testcerts::build(spec);
    const auto finding = ask(hierarchy.chain(), "16.1");
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("RSA 1024 bits, 2048 required"));
    CHECK(ask(hierarchy.chain(), "14.1.65").result == Result::pass);
}

TEST_CASE("trust.root-usable: an EC root is not this rule's") {
    auto spec = testcerts::good();
    spec.root.key = testcerts::Key::ec_p384;
    spec.root.signing = testcerts::Signing::sha384;
    CHECK(ask(testcerts::build(spec).chain(), "16.1").result == Result::pass);
}

TEST_CASE("trust.root-usable: a chain without a root is skipped") {
    const auto hierarchy = with_sha1_root();
    CHECK(ask({hierarchy.leaf, hierarchy.issuing_ca}, "16.1").result == Result::skipped);
}

TEST_CASE("trust.root-usable: an anchor that is not self-signed is skipped") {
    const auto hierarchy = with_sha1_root();
    CHECK(ask({hierarchy.leaf}, "16.1", {hierarchy.issuing_ca}).result == Result::skipped);
}

TEST_CASE("trust.root-usable: of two real roots in the list, AMT 16 can use Go Daddy G2 and not Go Daddy Class 2") {
    if (!suite::is_there("spec/roots")) return;
    const auto root = [](const std::string& name) {
        return certlib::load_file(suite::path("spec/roots/" + name)).value().certificates;
    };
    CHECK(ask(root("Go_Daddy_Root_CA_G2.pem"), "16.1").result == Result::pass);
    CHECK(ask(root("Go_Daddy_Class_2_CA.pem"), "16.1").result == Result::fail);
    CHECK(ask(root("Go_Daddy_Class_2_CA.pem"), "11.8.50").result == Result::pass);
    CHECK(ask(root("VeriSign_Class_3_Primary_CA_G1.pem"), "16.1").result == Result::fail);
}
