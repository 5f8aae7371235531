#include "support/judge_plain.h"

namespace {

using chainwalk::Revocation;
using chainwalk::RevocationStatus;
using rules::RevocationDemand;
using rules::Result;

/// ask says what the rule finds when the CRLs say this of the leaf and of the issuing CA.
rules::Findings ask(RevocationDemand demand, const std::vector<Revocation>& facts) {
    return judge::plain("revocation.not-revoked", testcerts::good(), {.revocation = demand}, facts);
}

const Revocation good{RevocationStatus::good, {}, {}, "CRL of CN=CA"};
const Revocation unknown{RevocationStatus::undetermined, {}, {}, "no CRL at hand covers it"};
const Revocation revoked{RevocationStatus::revoked, certlib::RevocationReason::key_compromise, testcerts::sample_time(), "CRL of CN=CA"};

}  // namespace

TEST_CASE("revocation.not-revoked: fails for each revoked certificate, with reason and date") {
    const auto findings = ask(RevocationDemand::check, {good, revoked});
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].result == Result::pass);
    CHECK(findings[1].result == Result::fail);
    CHECK(findings[1].certificate == 1);
    CHECK(findings[1].evidence == "revoked on 2026-11-24T00:00:00Z, keyCompromise: CRL of CN=CA");
}

TEST_CASE("revocation.not-revoked: an unknown status is inconclusive, never a pass") {
    for (const auto demand : {RevocationDemand::check, RevocationDemand::require})
        CHECK(ask(demand, {unknown, good}).front().result == Result::inconclusive);
}

TEST_CASE("revocation.not-revoked: skipped where nothing is asked, or no CRL was given") {
    CHECK(ask(RevocationDemand::off, {revoked, revoked}).front().result == Result::skipped);
    CHECK(ask(RevocationDemand::check, {}).front().evidence == "no CRLs were given (--crls)");
}
