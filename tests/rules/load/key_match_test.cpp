#include "support/judge.h"

using rules::Result;

namespace {

rules::Findings asked_with(const std::vector<certlib::PrivateKey>& keys) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.private_keys = keys;
    return judge::one("load.key-match", judge::site(hierarchy), bundle);
}

certlib::PrivateKey half_of(testcerts::Key key) {
    return {.algorithm = certlib::KeyAlgorithm::rsa, .public_key_info = testcerts::public_key_info(key)};
}

}  // namespace

TEST_CASE("load.key-match: the leaf's key passes, another one fails") {
    CHECK(asked_with({half_of(testcerts::Key::leaf)}).front().result == Result::pass);
    CHECK(asked_with({half_of(testcerts::Key::other_leaf)}).front().result == Result::fail);
}

TEST_CASE("load.key-match: without a key there is nothing to match") { CHECK(asked_with({}).front().result == Result::skipped); }

TEST_CASE("load.key-match: a locked key is undecided and says how to unlock it") {
    const auto findings = asked_with({certlib::PrivateKey{.locked = true}});
    CHECK(findings.front().result == Result::inconclusive);
    CHECK(findings.front().evidence.find("--password-file") != std::string::npos);
}

TEST_CASE("load.key-match: the evidence compares kinds of keys, of all that were found") {
    auto elliptic = half_of(testcerts::Key::ec_p256);
    elliptic.algorithm = certlib::KeyAlgorithm::ec;
    const auto finding = asked_with({half_of(testcerts::Key::other_leaf), elliptic}).front();
    CHECK(finding.evidence == "none of the 2 private keys (RSA, EC) belongs to the certificate's public key (RSA 2048 bits)");
}

TEST_CASE("load.key-match: a locked key beside a foreign one may still be the leaf's") {
    const auto findings = asked_with({half_of(testcerts::Key::other_leaf), certlib::PrivateKey{.locked = true}});
    CHECK(findings.front().result == Result::inconclusive);
}

TEST_CASE("load.key-match: the leaf's key among others passes") {
    CHECK(asked_with({half_of(testcerts::Key::other_leaf), half_of(testcerts::Key::leaf)}).front().result == Result::pass);
}
