#include "support/judge.h"

using rules::Result;

TEST_CASE("link.signature: a flipped bit is found, and only there") {
    const auto findings = judge::asked("link.signature", [](auto& spec) { spec.issuing_ca.break_signature = true; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 1);
    CHECK(findings[0].evidence.find("sha256WithRSAEncryption") != std::string::npos);
    CHECK(findings[0].evidence.find("CN=amtcert Sample Issuing CA") != std::string::npos);
    CHECK(findings[0].evidence.find("certificate 2, CN=amtcert Sample Root CA") != std::string::npos);
}

TEST_CASE("link.signature: an issuer of the right name with another key does not verify") {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    spec.issuing_ca.key = testcerts::Key::other_ca;
    const auto impostor = testcerts::issue(spec.issuing_ca, spec.root);
    const auto findings =
        judge::one("link.signature", judge::site(hierarchy), judge::bundle({hierarchy.leaf, impostor, hierarchy.root}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("link.signature: RSASSA-PSS verifies") {
    CHECK(judge::asked("link.signature", [](auto& spec) { spec.leaf.signing = testcerts::Signing::pss_sha256; }).front().result ==
          Result::pass);
}

TEST_CASE("link.signature: elliptic curve signatures verify") {
    CHECK(judge::asked("link.signature", [](auto& spec) { spec.issuing_ca.key = testcerts::Key::ec_p384; }).front().result ==
          Result::pass);
}

TEST_CASE("link.signature: a good chain passes") { CHECK(judge::asked("link.signature", {}).front().result == Result::pass); }

namespace {

/// asked_with_result asks about the good chain when the check of one signature ended so.
rules::Findings asked_with_result(std::size_t place, certlib::SignatureResult result) {
    const auto hierarchy = testcerts::build(testcerts::good());
    chainwalk::Chain chain{.ending = chainwalk::Ending::bad_signature};
    for (const auto& certificate : hierarchy.chain()) chain.links.push_back({.certificate = certificate, .signature = certlib::SignatureResult::valid});
    chain.links.at(place).signature = result;
    const chainwalk::Walk walk{.chains = {chain}};
    const auto site = judge::site(hierarchy);
    const auto bundle = judge::bundle(hierarchy.chain());
    return rules::find_rule("link.signature")->check({site, bundle, walk, walk.chains.front()});
}

}  // namespace

TEST_CASE("link.signature: an algorithm that cannot be checked is undecided, but not at the root") {
    CHECK(asked_with_result(0, certlib::SignatureResult::unsupported).front().result == Result::inconclusive);
    CHECK(asked_with_result(1, certlib::SignatureResult::unsupported).front().result == Result::inconclusive);
    CHECK(asked_with_result(2, certlib::SignatureResult::unsupported).front().result == Result::pass);
}

TEST_CASE("link.signature: a key of another kind than the signature is undecided") {
    const auto findings = asked_with_result(0, certlib::SignatureResult::bad_key);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK(findings[0].evidence.find("RSA 2048 bits") != std::string::npos);
}

TEST_CASE("link.signature: a root altered on its way is found") {
    const auto findings = judge::asked("link.signature", [](auto& spec) { spec.root.break_signature = true; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 2);
}

TEST_CASE("link.signature: a leaf without any issuer has no signature to check") {
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(judge::one("link.signature", judge::site(hierarchy), judge::bundle({hierarchy.leaf})).front().result == Result::skipped);
}
