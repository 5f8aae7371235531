#include "support/judge.h"
#include "support/judge_path.h"

namespace {

constexpr auto rule = "link.second-opinion";

const certlib::EngineAnswer agrees{.accepted = true};

certlib::EngineAnswer refuses(std::string code) { return {.accepted = false, .code = std::move(code), .reason = "some reason"}; }

rules::Findings ask(const testcerts::HierarchySpec& spec, const certlib::EngineAnswer& openssl, const certlib::EngineAnswer& botan,
                    certlib::Time at = testcerts::sample_time()) {
    return judge::path(rule, testcerts::build(spec).chain(), at, {{"openssl", openssl}, {"botan", botan}});
}

}  // namespace

TEST_CASE("link.second-opinion: both engines really accept the good chain") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto findings = judge::one(rule, judge::site(hierarchy), judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::pass);
}

TEST_CASE("link.second-opinion: one refusal is a warning with its reason") {
    const auto findings = ask(testcerts::good(), agrees, refuses("POLICY_ERROR"));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence == "botan refuses the path: some reason (POLICY_ERROR)");
}

TEST_CASE("link.second-opinion: two refusals are errors") {
    const auto findings = ask(testcerts::good(), refuses("X509_V_ERR_INVALID_CA"), refuses("POLICY_ERROR"));
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].severity == rules::Severity::error);
    CHECK(findings[1].severity == rules::Severity::error);
}

TEST_CASE("link.second-opinion: a path refused here is skipped") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::basic_constraints(false));
    const auto findings = ask(spec, refuses("X509_V_ERR_INVALID_CA"), refuses("CA_CERT_NOT_FOR_CERT_ISSUER"));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::skipped);
}

TEST_CASE("link.second-opinion: nobody asked is skipped") {
    const auto findings = judge::path(rule, testcerts::build(testcerts::good()).chain(), testcerts::sample_time());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::skipped);
}

TEST_CASE("link.second-opinion: a chain that is not complete is skipped") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto findings = judge::one(rule, judge::site(hierarchy), judge::bundle({hierarchy.leaf, hierarchy.issuing_ca}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::skipped);
}

TEST_CASE("link.second-opinion: OpenSSL's view of the last second is information") {
    const auto spec = testcerts::good();
    const auto expired = refuses("X509_V_ERR_CERT_HAS_EXPIRED");
    const auto findings = ask(spec, expired, agrees, spec.leaf.not_after);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::info);
    // The same answer a second earlier is not explained by that.
    const auto earlier = ask(spec, expired, agrees, spec.leaf.not_after - std::chrono::seconds(1));
    REQUIRE(earlier.size() == 1);
    CHECK(earlier[0].severity == rules::Severity::warning);
}

TEST_CASE("link.second-opinion: OpenSSL really has that view") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto answer = certlib::openssl_opinion(hierarchy.chain(), hierarchy.leaf.not_after());
    CHECK(answer.code == "X509_V_ERR_CERT_HAS_EXPIRED");
}

TEST_CASE("link.second-opinion: a known divergence of one engine leaves the other's refusal a warning") {
    const auto spec = testcerts::good();
    const auto findings = ask(spec, refuses("X509_V_ERR_CERT_HAS_EXPIRED"), refuses("POLICY_ERROR"), spec.leaf.not_after);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].severity == rules::Severity::info);
    CHECK(findings[1].severity == rules::Severity::warning);
}

TEST_CASE("link.second-opinion: a reason that another rule reports is not repeated") {
    auto spec = testcerts::good();
    spec.leaf.add_key_identifiers = false;
    spec.leaf.set(testcerts::extension::authority_key_identifier(testcerts::Bytes{1, 2, 3}));
    const auto hierarchy = testcerts::build(spec);
    const auto answer = certlib::openssl_opinion(hierarchy.chain(), testcerts::sample_time());
    REQUIRE_FALSE(answer.accepted);
    const auto findings = ask(spec, answer, agrees);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::pass);
    CHECK(findings[0].evidence.ends_with("; rule link.key-identifiers reports it"));
}
