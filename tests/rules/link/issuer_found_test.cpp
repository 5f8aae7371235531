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

namespace {

/// asked_about_ending asks about these certificates as a path that ends so.
rules::Finding asked_about_ending(const std::vector<certlib::Certificate>& certificates, chainwalk::Ending ending,
                                  const std::string& limit = {}) {
    chainwalk::Chain chain{.ending = ending};
    for (const auto& certificate : certificates) chain.links.push_back({certificate});
    const chainwalk::Walk walk{.chains = {chain}, .cut_short = !limit.empty(), .limit = limit};
    rules::Site site;
    site.at = testcerts::sample_time();
    const auto bundle = judge::bundle(certificates);
    return rules::find_rule("link.issuer-found")->check({site, bundle, walk, walk.chains.front()}).front();
}

}  // namespace

TEST_CASE("link.issuer-found: a search cut short is undecided and names the limit") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = asked_about_ending({hierarchy.leaf}, chainwalk::Ending::limit, "depth: 1");
    CHECK(finding.result == Result::inconclusive);
    CHECK(finding.evidence.find("depth: 1") != std::string::npos);
}

TEST_CASE("link.issuer-found: issuers that lead back are an error") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = asked_about_ending({hierarchy.leaf, hierarchy.issuing_ca}, chainwalk::Ending::loop);
    CHECK(finding.result == Result::fail);
    CHECK(finding.evidence.find("lead back") != std::string::npos);
}

TEST_CASE("link.issuer-found: behind a bad signature the end of the path still decides") {
    using chainwalk::Ending;
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(asked_about_ending(hierarchy.chain(), Ending::bad_signature).result == Result::pass);
    const auto missing = asked_about_ending({hierarchy.leaf, hierarchy.issuing_ca}, Ending::bad_signature);
    CHECK(missing.result == Result::fail);
    CHECK(missing.evidence.find("issuer is missing") == 0);
    CHECK(asked_about_ending({hierarchy.leaf, hierarchy.issuing_ca}, Ending::bad_signature, "depth: 2").result == Result::inconclusive);
}

TEST_CASE("link.issuer-found: two CAs that signed each other are a loop, also behind a bad signature") {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    const auto back = testcerts::issue(spec.root, spec.issuing_ca);
    const auto finding = asked_about_ending({hierarchy.leaf, hierarchy.issuing_ca, back}, chainwalk::Ending::bad_signature);
    CHECK(finding.result == Result::fail);
    CHECK(finding.evidence.find("lead back") != std::string::npos);
}

TEST_CASE("link.issuer-found: a CA renewed with its former key misses the certificate of that key") {
    auto spec = testcerts::good();
    auto former = spec.root;
    former.key = testcerts::Key::other_root;
    const auto renewed = testcerts::issue(spec.root, former);
    const auto hierarchy = testcerts::build(spec);
    const auto finding = asked_about({hierarchy.leaf, hierarchy.issuing_ca, renewed}, hierarchy);
    CHECK(finding.result == Result::fail);
    CHECK(finding.evidence.find("self-issued, but its own key did not sign it") == 0);
    const auto& wanted = renewed.decoded().authority_key_identifier->key_identifier;
    CHECK(finding.evidence.find(certlib::to_hex(wanted.value())) != std::string::npos);
}
