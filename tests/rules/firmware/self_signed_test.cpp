#include <amtcert/rules/firmware.h>

#include "support/judge.h"

namespace {

using rules::Result;

rules::Finding ask(std::string_view releases) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    const auto findings = judge::one("firmware.self-signed", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

}  // namespace

TEST_CASE("firmware.self-signed: without a release it is skipped and names the option") {
    const auto finding = ask("");
    CHECK(finding.result == Result::skipped);
    CHECK_THAT(finding.evidence, Catch::Contains("--firmware"));
}

TEST_CASE("firmware.self-signed: 3.2.1 is a warning that does not blame the certificate") {
    const auto finding = ask("3.2.1");
    CHECK(finding.result == Result::fail);
    CHECK(!finding.severity);
    CHECK_THAT(finding.evidence, Catch::Contains("not the fault of the certificate judged here"));
}

TEST_CASE("firmware.self-signed: a range that holds 3.2.1 is information") {
    const auto finding = ask("3");
    CHECK(finding.result == Result::fail);
    CHECK(finding.severity == rules::Severity::info);
    CHECK_THAT(finding.evidence, Catch::Contains("if the device runs 3.2.1"));
}

TEST_CASE("firmware.self-signed: the neighbours of 3.2.1 pass") {
    for (const auto* release : {"3.2.0", "3.2.2", "2.6.0", "4.0", "16.1"}) {
        CAPTURE(release);
        CHECK(ask(release).result == Result::pass);
    }
}
