#include "support/judge_plain.h"
#include "support/locations.h"

using judge::Reachable;
using rules::Result;
using rules::Verdict;

namespace {

constexpr std::string_view id = "revocation.not-revoked";

}  // namespace

TEST_CASE("revocation.not-revoked: in no CRL of the chain") {
    const auto findings = Reachable().ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
    CHECK_THAT(findings[0].evidence, Catch::Contains("CRL of CN=amtcert Sample Issuing CA"));
}

TEST_CASE("revocation.not-revoked: a revoked leaf and a revoked issuing CA, with day and reason") {
    Reachable one;
    one.network.serve(judge::leaf_crl, testcerts::issue_crl(judge::revoking(one.spec.leaf), one.spec.issuing_ca));
    auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("revoked on 2026-11-22T00:00:00Z, reason keyCompromise"));
    CHECK(one.report().verdict == Verdict::fail);
    one.network.serve(judge::ca_crl, testcerts::issue_crl(judge::revoking(one.spec.issuing_ca, 2), one.spec.root));
    findings = one.ask(id);
    REQUIRE(findings.size() == 2);
    CHECK(findings[1].certificate == 1);
    CHECK_THAT(findings[1].evidence, Catch::Contains("cACompromise"));
}

TEST_CASE("revocation.not-revoked: only what is valid counts, for good or bad") {
    Reachable one;
    // Forged: it revokes the leaf, and is signed by another key. Nothing is known then.
    auto forged = judge::revoking(one.spec.leaf);
    forged.signed_with = testcerts::Key::other_ca;
    for (const auto& url : {judge::leaf_crl, judge::leaf_crl_too})
        one.network.serve(url, testcerts::issue_crl(forged, one.spec.issuing_ca));
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK(findings[0].certificate == 0);
}

TEST_CASE("revocation.not-revoked: a delta that a base names revokes, and takes back") {
    using testcerts::extension::freshest_crl;
    const std::string url = "http://one.example.com/delta.crl";
    Reachable one;
    auto base = testcerts::CrlSpec{.extensions = {freshest_crl(url)}, .number = 5};
    for (const auto& place : {judge::leaf_crl, judge::leaf_crl_too})
        one.network.serve(place, testcerts::issue_crl(base, one.spec.issuing_ca));
    auto delta = judge::revoking(one.spec.leaf);
    delta.number = 6;
    delta.base_number = 5;
    one.network.serve(url, testcerts::issue_crl(delta, one.spec.issuing_ca));
    const auto findings = one.ask(id);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("delta CRL"));
}

TEST_CASE("revocation.not-revoked: without valid data it is inconclusive, which counts under --revocation require alone") {
    Reachable one;
    one.network.answers.clear();
    CHECK(one.ask(id)[0].result == Result::inconclusive);
    CHECK(one.report().verdict == Verdict::pass);
    one.site.revocation = rules::RevocationMode::require;
    CHECK(one.report().verdict == Verdict::inconclusive);
    one.site.revocation = rules::RevocationMode::check;
    one.site.required = {std::string(id)};
    CHECK(one.report().verdict == Verdict::inconclusive);
}

TEST_CASE("revocation.not-revoked: CRLs given serve offline; without any it is skipped, unless it has to be known") {
    Reachable one;
    one.online = false;
    CHECK(one.ask(id)[0].result == Result::skipped);
    CHECK_THAT(one.ask(id)[0].evidence, Catch::Contains("--crls"));
    one.site.revocation = rules::RevocationMode::require;
    CHECK(one.report().verdict == Verdict::inconclusive);
    one.give({}, one.spec.issuing_ca);
    // The issuing CA's own status is still open.
    auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK(findings[0].certificate == 1);
    one.give({}, one.spec.root);
    CHECK(one.ask(id)[0].result == Result::pass);
    CHECK(one.report().verdict == Verdict::pass);
}

TEST_CASE("revocation.not-revoked: after un-provisioning it is not asked") {
    Reachable one;
    one.site.expect_revoked = true;
    CHECK(one.ask(id)[0].result == Result::skipped);
}

namespace {

using chainwalk::Revocation;
using chainwalk::RevocationStatus;
using rules::RevocationMode;

/// ask says what the rule finds when the CRLs say this of the leaf and of the issuing CA.
rules::Findings ask(RevocationMode demand, const std::vector<Revocation>& facts) {
    return judge::plain("revocation.not-revoked", testcerts::good(), {.revocation = demand}, facts);
}

const Revocation good{RevocationStatus::good, {}, {}, "CRL of CN=CA"};
const Revocation unknown{RevocationStatus::undetermined, {}, {}, "no CRL at hand covers it"};
const Revocation revoked{RevocationStatus::revoked, certlib::RevocationReason::key_compromise, testcerts::sample_time(), "CRL of CN=CA"};

}  // namespace

TEST_CASE("revocation.not-revoked: fails for each revoked certificate, with reason and date") {
    const auto findings = ask(RevocationMode::check, {good, revoked});
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].result == Result::pass);
    CHECK(findings[1].result == Result::fail);
    CHECK(findings[1].certificate == 1);
    CHECK(findings[1].evidence == "revoked on 2026-11-24T00:00:00Z, reason keyCompromise, says the CRL of CN=CA");
}

TEST_CASE("revocation.not-revoked: an unknown status is inconclusive, never a pass") {
    for (const auto demand : {RevocationMode::check, RevocationMode::require})
        CHECK(ask(demand, {unknown, good}).front().result == Result::inconclusive);
}

TEST_CASE("revocation.not-revoked: skipped where nothing is asked, or no CRL was given") {
    CHECK(ask(RevocationMode::off, {revoked, revoked}).front().result == Result::skipped);
    CHECK(ask(RevocationMode::check, {}).front().evidence == "no CRLs were given (--crls)");
}
