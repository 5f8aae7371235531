#include "support/locations.h"

using judge::Reachable;
using rules::Result;
using rules::Verdict;

namespace {

constexpr std::string_view id = "revocation.expect-revoked";

Reachable unprovisioned() {
    Reachable one;
    one.online = false;
    one.site.expect_revoked = true;
    return one;
}

}  // namespace

TEST_CASE("revocation.expect-revoked: not asked without the option") { CHECK(Reachable().ask(id)[0].result == Result::skipped); }

TEST_CASE("revocation.expect-revoked: in a valid CRL it passes, whatever its dates") {
    auto one = unprovisioned();
    one.spec.leaf.not_after = testcerts::sample_time() - std::chrono::days{10};
    one.give(judge::revoking(one.spec.leaf, 5), one.spec.issuing_ca);
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
    CHECK_THAT(findings[0].evidence, Catch::Contains("cessationOfOperation"));
    CHECK(judge::failures(one.report()).empty());
    CHECK(one.report().verdict == Verdict::pass);
}

TEST_CASE("revocation.expect-revoked: absent from a valid CRL it fails") {
    auto one = unprovisioned();
    one.give({}, one.spec.issuing_ca);
    CHECK(one.ask(id)[0].result == Result::fail);
    CHECK(one.report().verdict == Verdict::fail);
}

TEST_CASE("revocation.expect-revoked: without a valid CRL the verdict is inconclusive") {
    auto one = unprovisioned();
    CHECK(one.report().verdict == Verdict::inconclusive);
    auto forged = judge::revoking(one.spec.leaf);
    forged.signed_with = testcerts::Key::other_ca;
    one.give(forged, one.spec.issuing_ca);
    CHECK(one.ask(id)[0].result == Result::inconclusive);
    CHECK(one.report().verdict == Verdict::inconclusive);
    one.site.revocation = rules::RevocationMode::off;
    CHECK(one.report().verdict == Verdict::inconclusive);
}
