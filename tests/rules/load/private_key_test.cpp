#include "support/judge.h"

using rules::Result;

namespace {

rules::Findings asked_with_keys(std::size_t count, certlib::Format format, bool require_key, bool locked = false) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.format = format;
    bundle.private_keys.resize(count);
    for (auto& key : bundle.private_keys) key.locked = locked;
    auto site = judge::site(hierarchy);
    site.require_key = require_key;
    return judge::one("load.private-key", site, bundle);
}

}  // namespace

TEST_CASE("load.private-key: a PFX needs exactly one key") {
    CHECK(asked_with_keys(1, certlib::Format::pkcs12, false).front().result == Result::pass);
    CHECK(asked_with_keys(0, certlib::Format::pkcs12, false).front().result == Result::fail);
    CHECK(asked_with_keys(2, certlib::Format::pkcs12, false).front().result == Result::fail);
}

TEST_CASE("load.private-key: a PEM file needs one only with --require-key") {
    CHECK(asked_with_keys(0, certlib::Format::pem, false).front().result == Result::skipped);
    CHECK(asked_with_keys(0, certlib::Format::pem, true).front().result == Result::fail);
    CHECK(asked_with_keys(1, certlib::Format::pem, true).front().result == Result::pass);
}

TEST_CASE("load.private-key: a locked key leaves a required one undecided") {
    CHECK(asked_with_keys(1, certlib::Format::pem, true, true).front().result == Result::inconclusive);
}

TEST_CASE("load.private-key: a locked key that nobody required passes and says that it was not opened") {
    const auto finding = asked_with_keys(1, certlib::Format::pem, false, true).front();
    CHECK(finding.result == Result::pass);
    CHECK(finding.evidence.find("encrypted") != std::string::npos);
}

TEST_CASE("load.private-key: a foreign key is a key; whose it is, is not judged here") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.format = certlib::Format::pkcs12;
    bundle.private_keys.push_back({.algorithm = certlib::KeyAlgorithm::rsa,
                                   .public_key_info = testcerts::public_key_info(testcerts::Key::other_leaf)});
    CHECK(judge::one("load.private-key", judge::site(hierarchy), bundle).front().result == Result::pass);
}

TEST_CASE("load.private-key: the key of a living store has to be reachable; what Windows hides is not decided") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.format = certlib::Format::windows_store;
    const auto asked = [&] { return judge::one("load.private-key", judge::site(hierarchy), bundle).front(); };
    CHECK(asked().result == Result::fail);
    CHECK(asked().evidence == "no private key belongs to it in the store, exactly one required");
    bundle.store_facts.push_back({.certificate = 0, .key_provider = certlib::KeyProvider{"Provider", "box", 1, 1}});
    auto& provider = *bundle.store_facts.front().key_provider;
    provider.access = certlib::KeyAccess::reachable;
    provider.exportable = false;
    CHECK(asked().result == Result::pass);
    CHECK_THAT(asked().evidence, Catch::Contains("container \"box\", reachable, not exportable"));
    provider.exportable.reset();
    provider.obstacle = "in the system's words";
    for (const auto access : {certlib::KeyAccess::absent_or_hidden, certlib::KeyAccess::denied, certlib::KeyAccess::unavailable}) {
        provider.access = access;
        CHECK(asked().result == Result::inconclusive);
        CHECK_THAT(asked().evidence, Catch::Contains("in the system's words"));
        CHECK_FALSE(asked().fix.empty());
    }
}

TEST_CASE("load.private-key: a key on the machine that a store was exported from is told, and is none in the file") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.format = certlib::Format::serialized_store;
    bundle.store_facts.push_back({.certificate = 0, .key_provider = certlib::KeyProvider{"Provider", "box", 1, 1}});
    auto site = judge::site(hierarchy);
    const auto told = judge::one("load.private-key", site, bundle).front();
    CHECK(told.result == Result::skipped);
    CHECK_THAT(told.evidence, Catch::Contains("private key in provider \"Provider\", container \"box\", not in this file"));
    site.require_key = true;
    const auto asked = judge::one("load.private-key", site, bundle).front();
    CHECK(asked.result == Result::fail);
    CHECK_THAT(asked.evidence, Catch::Contains("container \"box\", not in this file"));
    CHECK_FALSE(asked.fix.empty());
    // The key of another certificate is not the leaf's.
    bundle.store_facts.front().certificate = 1;
    CHECK(judge::one("load.private-key", site, bundle).front().evidence == "0 private keys, exactly one required");
}
