#include "../rules/support/policy.h"

#include "support/der.h"
#include "support/judge.h"
#include "support/judge_path.h"
#include "support/pkits.h"

namespace {

constexpr auto rule = "link.policy";
constexpr auto first = "1.3.6.1.4.1.99999.2.1";
constexpr auto second = "1.3.6.1.4.1.99999.2.2";

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path(rule, testcerts::build(spec).chain(), testcerts::sample_time());
}

/// An issuing CA that requires an explicit policy and has the first one.
testcerts::HierarchySpec explicit_policy() {
    auto spec = testcerts::good();
    auto required = testcerts::extension::policy_constraints(0, {});
    required.critical = true;
    spec.issuing_ca.set(required);
    spec.issuing_ca.set(testcerts::extension::policies({first}));
    return spec;
}

certlib::Oid pkits_oid(const std::string& name) {
    if (name == "anyPolicy") return certlib::Oid(std::string(certlib::oids::any_policy));
    // "NIST-test-policy-7"
    return certlib::Oid("2.16.840.1.101.3.2.1.48." + name.substr(name.rfind('-') + 1));
}

std::set<certlib::Oid> pkits_oids(const std::vector<std::string>& names) {
    std::set<certlib::Oid> ids;
    for (const auto& name : names) ids.insert(pkits_oid(name));
    return ids;
}

}  // namespace

TEST_CASE("link.policy: a chain without policies passes") { CHECK(ask(testcerts::good()).front().result == rules::Result::pass); }

TEST_CASE("link.policy: a required policy that the leaf has passes") {
    auto spec = explicit_policy();
    spec.leaf.set(testcerts::extension::policies({first}));
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.policy: a required policy that the leaf has not fails at the leaf") {
    auto spec = explicit_policy();
    spec.leaf.set(testcerts::extension::policies({second}));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK(findings[0].evidence == "an explicit policy is required, and no policy is valid down to this certificate");
}

TEST_CASE("link.policy: different policies pass while none is required") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::policies({first}));
    spec.leaf.set(testcerts::extension::policies({second}));
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.policy: a mapping to anyPolicy fails") {
    auto spec = testcerts::good();
    // SEQUENCE { 1.2.3, anyPolicy }
    const auto mapping = der::sequence({testcerts::Bytes{0x06, 0x02, 0x2a, 0x03}, testcerts::Bytes{0x06, 0x04, 0x55, 0x1d, 0x20, 0x00}});
    spec.issuing_ca.set({std::string(certlib::oids::policy_mappings), true, der::sequence({mapping})});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].evidence == "policyMappings maps to or from anyPolicy");
}

TEST_CASE("link.policy: an unknown qualifier fails in a critical extension only") {
    auto spec = testcerts::good();
    // SEQUENCE { SEQUENCE { 1.2.3, SEQUENCE { SEQUENCE { 1.2.4, NULL } } } }
    const auto qualifier = der::sequence({testcerts::Bytes{0x06, 0x02, 0x2a, 0x04}, testcerts::Bytes{0x05, 0x00}});
    const auto information = der::sequence({testcerts::Bytes{0x06, 0x02, 0x2a, 0x03}, der::sequence({qualifier})});
    spec.issuing_ca.set({std::string(certlib::oids::certificate_policies), true, der::sequence({information})});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "certificatePolicies is critical and holds the unknown qualifier 1.2.4");
    spec.issuing_ca.set({std::string(certlib::oids::certificate_policies), false, der::sequence({information})});
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.policy: policyConstraints that is not critical is a warning") {
    auto spec = testcerts::good();
    auto constraints = testcerts::extension::policy_constraints(5, {});
    constraints.critical = false;
    spec.issuing_ca.set(constraints);
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
}

TEST_CASE("link.policy: a policy extension that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.issuing_ca.set({std::string(certlib::oids::policy_constraints), true, {0x04, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::inconclusive);
}

TEST_CASE("process_policies: many policies mapped to each other at every level stay cheap") {
    // Every CA maps each of 40 policies to all of them: as a tree, the last level would have 40 to the 8th nodes.
    const auto spec = testcerts::good();
    std::vector<std::string> ids;
    std::vector<testcerts::Bytes> mappings;
    const auto oid = [](int i) { return testcerts::Bytes{0x06, 0x03, 0x2a, 0x03, static_cast<std::uint8_t>(i)}; };
    for (int i = 0; i < 40; ++i) {
        ids.push_back("1.2.3." + std::to_string(i));
        for (int j = 0; j < 40; ++j) mappings.push_back(der::sequence({oid(i), oid(j)}));
    }
    std::vector<certlib::Certificate> path;
    auto issuer = spec.root;
    for (std::uint8_t i = 0; i < 8; ++i) {
        auto ca = spec.issuing_ca;
        ca.set_common_name("CA " + std::to_string(i));
        ca.serial = {0x50, i};
        ca.set(testcerts::extension::policies(ids));
        ca.set({std::string(certlib::oids::policy_mappings), true, der::sequence(mappings)});
        path.insert(path.begin(), testcerts::issue(ca, issuer));
        issuer = ca;
    }
    auto leaf = spec.leaf;
    leaf.set(testcerts::extension::policies(ids));
    path.insert(path.begin(), testcerts::issue(leaf, issuer));
    const auto outcome = rules::process_policies(path, {.initial_explicit_policy = true});
    CHECK(outcome.accepted);
    CHECK(outcome.user_constrained_policies.size() == 40);
}

TEST_CASE("process_policies: PKITS 4.8 to 4.12, with the resulting policies") {
    if (!suite::is_there(pkits::folder)) return;
    for (const auto* section : {"4.8.", "4.9.", "4.10.", "4.11.", "4.12."})
        for (const auto& one : pkits::section(section)) {
            INFO(one.id);
            const auto path = std::span(one.path).first(one.path.size() - 1);
            const auto outcome = rules::process_policies(path, {.user_initial_policies = pkits_oids(one.initial_policies),
                                                                .initial_explicit_policy = one.explicit_policy,
                                                                .initial_policy_mapping_inhibit = one.mapping_inhibit,
                                                                .initial_any_policy_inhibit = one.any_policy_inhibit});
            CHECK(outcome.accepted == one.should_validate);
            CHECK((outcome.user_constrained_policies == pkits_oids(one.constrained_policies)));
        }
}
