#include "support/judge.h"

namespace {

using rules::Result;

constexpr auto marker = "Intel(R) Client Setup Certificate";
constexpr auto organizational_unit = "2.5.4.11";

rules::Findings ask(const testcerts::HierarchySpec& spec, std::set<rules::Console> consoles = {}) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.consoles = std::move(consoles);
    return judge::one("usage.oid-only-consoles", site, judge::bundle(hierarchy.chain()));
}

/// with_units has serverAuth alone, and these OUs in the subject, in that order.
testcerts::HierarchySpec with_units(const std::vector<std::string>& units) {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::extended_key_usage({"1.3.6.1.5.5.7.3.1"}));
    for (const auto& unit : units) spec.leaf.subject.push_back({organizational_unit, unit});
    return spec;
}

}  // namespace

TEST_CASE("usage.oid-only-consoles: the OID passes, whatever the OUs are") {
    auto spec = testcerts::good();
    spec.leaf.subject.push_back({organizational_unit, "IT"});
    spec.leaf.subject.push_back({organizational_unit, marker});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("usage.oid-only-consoles: without any marker it is skipped") {
    const auto findings = ask(with_units({"IT"}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::skipped);
}

TEST_CASE("usage.oid-only-consoles: the OU alone is refused by RPS") {
    const auto findings = ask(with_units({marker}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("RPS refuses"));
}

TEST_CASE("usage.oid-only-consoles: RPS is not reported again when it is the console asked about") {
    const auto findings = ask(with_units({marker}), {rules::Console::rps});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("usage.oid-only-consoles: a marker that is not the first OU is refused by MeshCentral") {
    const auto findings = ask(with_units({"IT", marker}), {rules::Console::rps});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("OU 2 of 2") && Catch::Contains("MeshCentral"));
}

TEST_CASE("usage.oid-only-consoles: both consoles may refuse") { CHECK(ask(with_units({"IT", marker})).size() == 2); }
