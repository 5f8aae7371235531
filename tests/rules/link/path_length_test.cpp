#include "support/judge.h"
#include "support/judge_path.h"
#include "support/pkits.h"

namespace {

constexpr auto rule = "link.path-length";

/// A root, CAs below it with a pathLenConstraint or none each, the highest first, and a leaf.
std::vector<certlib::Certificate> path_through(const std::vector<std::optional<unsigned>>& limits) {
    const auto spec = testcerts::good();
    std::vector<certlib::Certificate> path{testcerts::issue(spec.root, spec.root)};
    auto issuer = spec.root;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        auto ca = spec.issuing_ca;
        ca.set_common_name("CA " + std::to_string(i));
        ca.serial = {0x20, static_cast<std::uint8_t>(i)};
        ca.set(testcerts::extension::basic_constraints(true, limits[i]));
        path.insert(path.begin(), testcerts::issue(ca, issuer));
        issuer = ca;
    }
    path.insert(path.begin(), testcerts::issue(spec.leaf, issuer));
    return path;
}

rules::Findings ask(const std::vector<certlib::Certificate>& path) { return judge::path(rule, path, testcerts::sample_time()); }

}  // namespace

TEST_CASE("link.path-length: a CA with pathLenConstraint 0 may issue the leaf") {
    CHECK(ask(path_through({0})).front().result == rules::Result::pass);
}

TEST_CASE("link.path-length: a CA below pathLenConstraint 0 fails") {
    const auto findings = ask(path_through({0, std::nullopt}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 1);
    CHECK(findings[0].evidence == "certificate 2 has pathLenConstraint 0, and this is one CA more below it");
}

TEST_CASE("link.path-length: a larger constraint further down does not widen the first") {
    CHECK(judge::refuses(ask(path_through({1, 5, std::nullopt}))));
    CHECK_FALSE(judge::refuses(ask(path_through({2, 5, std::nullopt}))));
}

TEST_CASE("link.path-length: a self-issued CA is not counted") {
    const auto spec = testcerts::good();
    auto ca = spec.issuing_ca;
    ca.set(testcerts::extension::basic_constraints(true, 0));
    auto renewed = ca;
    renewed.key = testcerts::Key::other_ca;
    renewed.serial = {0x30, 0x01};
    CHECK_FALSE(judge::refuses(ask({testcerts::issue(spec.leaf, renewed), testcerts::issue(renewed, ca), testcerts::issue(ca, spec.root),
                                    testcerts::issue(spec.root, spec.root)})));
}

TEST_CASE("link.path-length: the root's own constraint is not applied") {
    auto spec = testcerts::good();
    spec.root.set(testcerts::extension::basic_constraints(true, 0));
    CHECK(ask(testcerts::build(spec).chain()).front().result == rules::Result::pass);
}

TEST_CASE("link.path-length: a constraint on a leaf with cA false is a warning") {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::basic_constraints(false, 0));
    const auto findings = ask(testcerts::build(spec).chain());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("link.path-length: a constraint on a CA without keyCertSign is a warning") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::basic_constraints(true, 0));
    spec.issuing_ca.set(testcerts::extension::key_usage({6}));
    const auto findings = ask(testcerts::build(spec).chain());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence == "pathLenConstraint without keyCertSign in keyUsage");
}

TEST_CASE("link.path-length: basicConstraints that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.issuing_ca.set({std::string(certlib::oids::basic_constraints), true, {0x04, 0x00}});
    CHECK(ask(testcerts::build(spec).chain()).front().result == rules::Result::inconclusive);
}

TEST_CASE("link.path-length: PKITS 4.6.5 to 4.6.17") {
    if (!suite::is_there(pkits::folder)) return;
    for (const auto& one : pkits::section("4.6.")) {
        if (one.id < "4.6.5" && one.id.size() == 5) continue;
        INFO(one.id);
        CHECK(judge::refuses(ask(one.path)) == !one.should_validate);
    }
}
