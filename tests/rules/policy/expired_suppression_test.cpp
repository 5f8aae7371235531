#include "support/judge.h"

namespace {

rules::Findings with(std::vector<rules::Suppression> suppressions, const char* at = "2026-11-24") {
    return judge::asked("policy.expired-suppression", {}, [&](rules::Site& site) {
        site.at = certlib::parse_time(at).value();
        site.policy.suppressions = suppressions;
    });
}

rules::Suppression until(const char* day) {
    return {.rule = "key.length", .reason = "the old CA goes in autumn", .last_day = certlib::parse_time(day).value()};
}

}  // namespace

TEST_CASE("policy.expired-suppression: without suppressions there is nothing to judge") {
    CHECK(with({}).at(0).result == rules::Result::skipped);
}

TEST_CASE("policy.expired-suppression: the last day still counts, the next does not") {
    CHECK(with({until("2026-11-24")}).at(0).result == rules::Result::pass);
    CHECK(with({until("2026-11-24")}, "2026-11-24T23:59:59Z").at(0).result == rules::Result::pass);
    CHECK(with({until("2026-11-24")}, "2026-11-25T00:00:00Z").at(0).result == rules::Result::fail);
}

TEST_CASE("policy.expired-suppression: each one that ended is named with its day and its reason") {
    const auto findings = with({until("2026-10-31"), until("2027-01-01"), until("2026-01-31")});
    REQUIRE(findings.size() == 2);
    CHECK_THAT(findings[0].evidence, Catch::Contains("key.length ended on 2026-10-31") && Catch::Contains("the old CA goes in autumn"));
    CHECK_THAT(findings[1].evidence, Catch::Contains("2026-01-31"));
}
