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
