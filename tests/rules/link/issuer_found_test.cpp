#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding asked_about(const std::vector<certlib::Certificate>& certificates, const testcerts::Hierarchy& hierarchy) {
    return judge::one("link.issuer-found", judge::site(hierarchy), judge::bundle(certificates)).front();
}

}  // namespace

TEST_CASE("link.issuer-found: names the issuer, its key identifier and where to get it") {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::ca_issuers("http://pki.example.com/ca.crt"));
    const auto hierarchy = testcerts::build(spec);
    const auto finding = asked_about({hierarchy.leaf}, hierarchy);
    CHECK(finding.result == Result::fail);
    CHECK(finding.evidence.find("CN=amtcert Sample Issuing CA,O=Example") != std::string::npos);
    CHECK(finding.evidence.find(certlib::to_hex(*hierarchy.issuing_ca.decoded().subject_key_identifier)) != std::string::npos);
    CHECK(finding.fix.find("http://pki.example.com/ca.crt") != std::string::npos);
}

TEST_CASE("link.issuer-found: a missing private root is an error") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = asked_about({hierarchy.leaf, hierarchy.issuing_ca}, hierarchy);
    CHECK(finding.result == Result::fail);
    CHECK(finding.certificate == 1);
}

TEST_CASE("link.issuer-found: a missing root that is in the table leaves it undecided and names the root") {
    auto spec = testcerts::good();
    spec.root.subject = {{"2.5.4.6", "US"},
                         {"2.5.4.8", "Arizona"},
                         {"2.5.4.7", "Scottsdale"},
                         {"2.5.4.10", "GoDaddy.com, Inc."},
                         {"2.5.4.3", "Go Daddy Root Certificate Authority - G2"}};
    const auto hierarchy = testcerts::build(spec);
    const auto finding = asked_about({hierarchy.leaf, hierarchy.issuing_ca}, hierarchy);
    CHECK(finding.result == Result::inconclusive);
    CHECK(finding.evidence.find("Go Daddy Root CA-G2") != std::string::npos);
}

TEST_CASE("link.issuer-found: a whole chain passes, in any order") {
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(asked_about(hierarchy.chain(), hierarchy).result == Result::pass);
    CHECK(asked_about({hierarchy.leaf, hierarchy.root, hierarchy.issuing_ca}, hierarchy).result == Result::pass);
}
