#include <amtcert/rules/compare.h>

#include <catch2/catch.hpp>

#include "support/judge.h"

namespace {

rules::Findings refuse_short_names(const rules::Context& context) {
    if (context.leaf().serial_hex() == "1001") return {rules::failed("serial 1001", 0)};
    return {rules::passed("another serial", 0)};
}

/// house_rule is a rule as a user of the library makes it, without the check of its path.
const rules::Rule house_rule{.id = "house.serial",
                             .title = "serial number is the house's first",
                             .stages = rules::stages(3),
                             .roles = rules::only(rules::Role::provisioning),
                             .what = "what",
                             .why = "why",
                             .fix = "Take another.",
                             .citation = "the house",
                             .check = refuse_short_names};

testcerts::Hierarchy hierarchy_with_serial(std::uint8_t last) {
    auto spec = testcerts::good();
    spec.leaf.serial = {0x10, last};
    return testcerts::build(spec);
}

rules::SubjectReport judged(const rules::Site& site, const testcerts::Hierarchy& hierarchy) {
    return rules::evaluate(site, judge::bundle(hierarchy.chain()), hierarchy.leaf, {});
}

}  // namespace

TEST_CASE("own rules: one of the library's user is asked after the catalogue's and decides the verdict as they do") {
    const auto first = hierarchy_with_serial(1);
    auto site = judge::site(first);
    CHECK(judged(site, first).verdict == rules::Verdict::pass);
    site.own_rules = {&house_rule};
    const auto report = judged(site, first);
    CHECK(report.verdict == rules::Verdict::fail);
    CHECK(report.results.back().rule == &house_rule);
    CHECK(judged(site, hierarchy_with_serial(2)).verdict == rules::Verdict::pass);
}

TEST_CASE("own rules: the policy knows them by id, and one that is required and not asked is undecided") {
    const auto first = hierarchy_with_serial(1);
    auto site = judge::site(first);
    site.own_rules = {&house_rule};
    site.policy.severities["house.serial"] = rules::Severity::warning;
    CHECK(judged(site, first).verdict == rules::Verdict::pass);
    site.required = {"house.serial"};
    site.role = rules::Role::issuing_ca;
    const auto report = judged(site, first);
    CHECK(std::find(report.undecided.begin(), report.undecided.end(), &house_rule) != report.undecided.end());
}

TEST_CASE("own rules: a renewal that cures one says so") {
    const auto old_one = hierarchy_with_serial(1);
    const auto new_one = hierarchy_with_serial(2);
    auto site = judge::site(old_one);
    site.own_rules = {&house_rule};
    const auto old_bundle = judge::bundle(old_one.chain());
    const auto new_bundle = judge::bundle(new_one.chain());
    const auto comparison = rules::compare(site, {old_bundle, old_one.leaf}, {new_bundle, new_one.leaf}, {});
    const auto cured = std::find_if(comparison.differences.begin(), comparison.differences.end(),
                                    [](const auto& one) { return one.kind->id == "compare.cured-rule"; });
    REQUIRE(cured != comparison.differences.end());
    CHECK(cured->evidence == "house.serial: serial number is the house's first");
}
