#include <amtcert/certlib/write_pem.h>

#include "support/locations.h"

using chainwalk::LocationState;
using judge::Reachable;
using rules::Result;

namespace {

constexpr std::string_view id = "revocation.aia-reachable";

}  // namespace

TEST_CASE("revocation.aia-reachable: the issuer is served, as DER or PEM, alone or among others") {
    Reachable one;
    CHECK(one.ask(id)[0].result == Result::pass);
    const auto made = one.made();
    const auto both = testcerts::pem({made.leaf, made.issuing_ca});
    one.network.serve(judge::leaf_aia, certlib::as_bytes(both));
    CHECK(one.ask(id)[0].result == Result::pass);
}

TEST_CASE("revocation.aia-reachable: another name, or the same name with another key, is not the issuer") {
    Reachable one;
    one.network.serve(judge::leaf_aia, one.made().root.der());
    auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("wrong-issuer") && Catch::Contains("Sample Root CA"));
    // A CA renewed with a new key, its certificate under the old name.
    auto renewed = one.spec.issuing_ca;
    renewed.key = testcerts::Key::other_ca;
    one.network.serve(judge::leaf_aia, testcerts::issue(renewed, one.spec.root).der());
    findings = one.ask(id);
    CHECK_THAT(findings[0].evidence, Catch::Contains("bad-signature"));
    CHECK(one.report().verdict == rules::Verdict::fail);
}

TEST_CASE("revocation.aia-reachable: a cross-certificate of the issuer counts") {
    Reachable one;
    auto other_root = one.spec.root;
    other_root.set_common_name("Another Root");
    other_root.key = testcerts::Key::other_root;
    one.network.serve(judge::leaf_aia, testcerts::issue(one.spec.issuing_ca, other_root).der());
    CHECK(one.ask(id)[0].result == Result::pass);
}

TEST_CASE("revocation.aia-reachable: what is no certificate, and what is not there, fails") {
    Reachable one;
    one.network.serve(judge::leaf_aia, certlib::as_bytes("<html>"));
    CHECK_THAT(one.ask(id)[0].evidence, Catch::Contains("not-a-certificate"));
    one.network.fail(judge::leaf_aia, {LocationState::http, 404});
    CHECK_THAT(one.ask(id)[0].evidence, Catch::Contains("http-404"));
}

TEST_CASE("revocation.aia-reachable: an OCSP location is none") {
    Reachable one([](testcerts::HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::authority_info_access({}, {"http://one.example.com/ocsp"}));
        spec.issuing_ca.remove(certlib::oids::authority_info_access);
    });
    CHECK(one.ask(id)[0].result == Result::skipped);
}
