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
    CHECK(findings[0].evidence.find("certificate 4 of the file, CN=Stranger") == 0);
}

TEST_CASE("load.bundle-extra: a duplicate is named") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto chain = hierarchy.chain();
    chain.push_back(hierarchy.issuing_ca);
    const auto findings = judge::one("load.bundle-extra", judge::site(hierarchy), judge::bundle(chain));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence.find("twice") != std::string::npos);
}

TEST_CASE("load.bundle-extra: the bare chain passes") {
    CHECK(judge::asked("load.bundle-extra", {}).front().result == Result::pass);
}
