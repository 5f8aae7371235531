#include "support/judge.h"

using rules::Result;
using rules::Severity;

namespace {

rules::Finding asked_with_root_outside(std::set<rules::Console> consoles) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.consoles = std::move(consoles);
    return judge::one("load.root-missing", site, judge::bundle({hierarchy.leaf, hierarchy.issuing_ca}), {hierarchy.root}).front();
}

}  // namespace

TEST_CASE("load.root-missing: a root from --roots is a warning, for RPS an error") {
    CHECK(asked_with_root_outside({}).severity == Severity::warning);
    CHECK(asked_with_root_outside({rules::Console::rps}).severity == Severity::error);
}

TEST_CASE("load.root-missing: a root in the file passes") {
    CHECK(judge::asked("load.root-missing", {}).front().result == Result::pass);
}

TEST_CASE("load.root-missing: without any root the missing issuer is the fault") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto findings = judge::one("load.root-missing", judge::site(hierarchy), judge::bundle({hierarchy.leaf}));
    CHECK(findings.front().result == Result::skipped);
}

TEST_CASE("load.root-missing: a root from --intermediates is outside the file as well") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto report = judge::all(judge::site(hierarchy), judge::bundle({hierarchy.leaf, hierarchy.issuing_ca}),
                                   {.intermediates = {hierarchy.root}});
    const auto found = std::find_if(report.results.begin(), report.results.end(),
                                    [](const auto& result) { return result.rule->id == "load.root-missing"; });
    REQUIRE(found != report.results.end());
    CHECK(found->finding.severity == Severity::warning);
    CHECK(found->finding.evidence.find("--intermediates") != std::string::npos);
}
