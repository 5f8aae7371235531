#include "support/locations.h"

using rules::Console;
using rules::Result;
using rules::Severity;

namespace {

void without(testcerts::HierarchySpec& spec) {
    spec.leaf.remove(certlib::oids::crl_distribution_points);
    spec.issuing_ca.remove(certlib::oids::crl_distribution_points);
}

}  // namespace

TEST_CASE("revocation.cdp-present: every certificate but the root has one, also offline") {
    judge::Reachable one;
    one.online = false;
    const auto findings = one.ask("revocation.cdp-present");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("revocation.cdp-present: one line for the chain, as a warning") {
    const auto findings = judge::Reachable(without).ask("revocation.cdp-present");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].severity == Severity::warning);
    CHECK_THAT(findings[0].evidence,
               Catch::Contains("certificate 0 (CN=provision") && Catch::Contains("1 (CN=amtcert Sample Issuing CA"));
}

TEST_CASE("revocation.cdp-present: information where only consoles are used that look at no CRL") {
    judge::Reachable one(without);
    one.site.consoles = {Console::rps, Console::meshcentral, Console::rpc};
    CHECK(one.ask("revocation.cdp-present")[0].severity == Severity::info);
    one.site.consoles.insert(Console::ema);
    CHECK(one.ask("revocation.cdp-present")[0].severity == Severity::warning);
}
