#include <amtcert/rules/firmware.h>

#include "support/judge.h"

namespace {

using rules::Result;

rules::Finding ask(std::string_view releases) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    const auto findings = judge::one("firmware.ws-man-translator", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

}  // namespace

TEST_CASE("firmware.ws-man-translator: without a release it is skipped and names the option") {
    const auto finding = ask("");
    CHECK(finding.result == Result::skipped);
    CHECK_THAT(finding.evidence, Catch::Contains("--firmware"));
}

TEST_CASE("firmware.ws-man-translator: a release before 3.2.1 needs it") {
    for (const auto* release : {"2.6.0", "3.0", "3.2.0"}) {
        CAPTURE(release);
        const auto finding = ask(release);
        CHECK(finding.result == Result::fail);
        CHECK_THAT(finding.evidence, Catch::Contains("is needed") && !Catch::Contains("if the device"));
    }
}

TEST_CASE("firmware.ws-man-translator: a range that begins before 3.2.1 may need it") {
    const auto finding = ask("3");
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("if the device runs a release before 3.2.1"));
}

TEST_CASE("firmware.ws-man-translator: 3.2.1 and later do without") {
    for (const auto* release : {"3.2.1", "3.2.2", "4.0", "16.1"}) {
        CAPTURE(release);
        CHECK(ask(release).result == Result::pass);
    }
}

TEST_CASE("firmware.ws-man-translator: a release without remote configuration is skipped") {
    CHECK(ask("2.1").result == Result::skipped);
}
