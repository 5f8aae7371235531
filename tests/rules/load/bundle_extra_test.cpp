#include "support/judge.h"

using rules::Result;

TEST_CASE("load.bundle-extra: a certificate on no path is named") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto stranger = testcerts::good().root;
    stranger.key = testcerts::Key::other_root;
    stranger.set_common_name("Stranger");
    auto chain = hierarchy.chain();
    chain.push_back(testcerts::issue(stranger, stranger));
    const auto findings = judge::one("load.bundle-extra", judge::site(hierarchy), judge::bundle(chain));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].evidence.find("on no path from the leaf: certificate 4 of the file, CN=Stranger") == 0);
}

TEST_CASE("load.bundle-extra: a duplicate is named") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto chain = hierarchy.chain();
    chain.push_back(hierarchy.issuing_ca);
    const auto findings = judge::one("load.bundle-extra", judge::site(hierarchy), judge::bundle(chain));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence.find("more than once in the file: certificate 4 of the file") != std::string::npos);
}

TEST_CASE("load.bundle-extra: many are summed up in one line") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto chain = hierarchy.chain();
    for (int i = 0; i < 20; ++i) {
        auto stranger = testcerts::good().root;
        stranger.set_common_name("Stranger " + std::to_string(i));
        chain.push_back(testcerts::issue(stranger, stranger));
    }
    const auto findings = judge::one("load.bundle-extra", judge::site(hierarchy), judge::bundle(chain));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence.find("CN=Stranger 3") != std::string::npos);
    CHECK(findings[0].evidence.find("and 16 more") != std::string::npos);
}

TEST_CASE("load.bundle-extra: another leaf and its CA are not called unneeded, unless the key says which one is meant") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto other = testcerts::good().leaf;
    other.key = testcerts::Key::other_leaf;
    auto chain = hierarchy.chain();
    chain.push_back(testcerts::issue(other, testcerts::good().issuing_ca));
    auto bundle = judge::bundle(chain);
    CHECK(judge::one("load.bundle-extra", judge::site(hierarchy), bundle).front().result == Result::skipped);
    bundle.private_keys.push_back({.public_key_info = {hierarchy.leaf.public_key_info().begin(), hierarchy.leaf.public_key_info().end()}});
    CHECK(judge::one("load.bundle-extra", judge::site(hierarchy), bundle).front().result == Result::fail);
}

TEST_CASE("load.bundle-extra: the bare chain passes") {
    CHECK(judge::asked("load.bundle-extra", {}).front().result == Result::pass);
}

TEST_CASE("load.bundle-extra: a search that was cut short leaves open what is on no path") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto site = judge::site(hierarchy);
    const auto bundle = judge::bundle(hierarchy.chain());
    const chainwalk::Chain chain{.links = {{hierarchy.leaf}}, .ending = chainwalk::Ending::limit};
    const chainwalk::Walk walk{.chains = {chain}, .cut_short = true, .limit = "depth: 1"};
    const rules::Context context{site, bundle, walk, walk.chains.front()};
    const auto findings = rules::find_rule("load.bundle-extra")->check(context);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK(findings[0].evidence.find("depth: 1") != std::string::npos);
}
