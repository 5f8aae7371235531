#include "support/locations.h"

using chainwalk::LocationState;
using judge::Reachable;
using rules::Result;

namespace {

constexpr std::string_view id = "revocation.ocsp";
const std::string responder = "http://one.example.com/ocsp";

Reachable with_responder() {
    return Reachable([](testcerts::HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::authority_info_access({judge::leaf_aia}, {responder}));
    });
}

}  // namespace

TEST_CASE("revocation.ocsp: no certificate names a responder") { CHECK(Reachable().ask(id)[0].result == Result::skipped); }

TEST_CASE("revocation.ocsp: one that does not answer, or answers something else, is a warning; the CRL decides") {
    auto one = with_responder();
    one.network.fail(responder, {LocationState::refused});
    auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains(responder + ": refused"));
    CHECK(one.report().verdict == rules::Verdict::pass);
    one.network.serve(responder, certlib::as_bytes("<html>"));
    CHECK_THAT(one.ask(id)[0].evidence, Catch::Contains("not-an-ocsp-response"));
    CHECK(one.ask("revocation.not-revoked")[0].result == Result::pass);
}

TEST_CASE("revocation.ocsp: no network is inconclusive") {
    auto one = with_responder();
    one.network.answers.clear();
    CHECK(one.ask(id)[0].result == Result::inconclusive);
}
