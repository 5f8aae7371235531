#include <amtcert/rules/firmware.h>

#include "support/judge.h"

namespace {

using rules::Result;

rules::Finding ask(std::string_view releases) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    const auto findings = judge::one("firmware.supports-pki", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

}  // namespace

TEST_CASE("firmware.supports-pki: without a release it is skipped and names the option") {
    const auto finding = ask("");
    CHECK(finding.result == Result::skipped);
    CHECK_THAT(finding.evidence, Catch::Contains("--firmware"));
}

TEST_CASE("firmware.supports-pki: AMT 2.0, 2.1 and 2.5 fail") {
    for (const auto* release : {"2.0", "2.1", "2.5"}) {
        CAPTURE(release);
        CHECK(ask(release).result == Result::fail);
    }
}

TEST_CASE("firmware.supports-pki: a release that no source speaks of is undecided") {
    for (const auto* release : {"23", "23.1", "99"}) {
        CAPTURE(release);
        CHECK(ask(release).result == Result::inconclusive);
        CHECK_THAT(ask(release).evidence, Catch::Contains(release));
    }
}

TEST_CASE("firmware.supports-pki: AMT 2.2, 2.6 and later pass") {
    for (const auto* release : {"2.2", "2.6.0", "3.2.1", "11.8.50", "16.1", "22.0"}) {
        CAPTURE(release);
        CHECK(ask(release).result == Result::pass);
    }
}
