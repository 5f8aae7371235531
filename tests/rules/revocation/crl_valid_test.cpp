#include "support/locations.h"

using judge::Reachable;
using rules::Result;

namespace {

constexpr std::string_view id = "revocation.crl-valid";

const auto at = testcerts::sample_time();
using std::chrono::days;

}  // namespace

TEST_CASE("revocation.crl-valid: CRLs given that are valid, and those of other CAs, pass") {
    Reachable one;
    one.online = false;
    CHECK(one.ask(id)[0].result == Result::skipped);
    one.give({}, one.spec.issuing_ca);
    auto other = one.spec.root;
    other.set_common_name("Another Root");
    one.give({.next_update = at - days{1}}, other);
    const auto findings = one.ask(id);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("revocation.crl-valid: out of date, not yet valid, signed by another key") {
    struct Fault {
        testcerts::CrlSpec crl;
        const char* words;
    };
    for (const auto& [crl, words] : {Fault{{.this_update = at - days{9}, .next_update = at - days{2}}, "stale since 2026-11-22"},
                                     Fault{{.this_update = at + days{1}}, "not yet valid"},
                                     Fault{{.signed_with = testcerts::Key::other_ca}, "not signed by a key of its issuer"}}) {
        Reachable one;
        one.online = false;
        one.give(crl, one.spec.issuing_ca);
        const auto findings = one.ask(id);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].result == Result::fail);
        CHECK(findings[0].certificate == 0);
        CHECK_THAT(findings[0].evidence, Catch::Contains(words));
        CHECK(one.report().verdict == rules::Verdict::fail);
    }
}

TEST_CASE("revocation.crl-valid: an old one beside a valid one does no harm, given or served") {
    Reachable one;
    one.give({.this_update = at - days{9}, .next_update = at - days{2}}, one.spec.issuing_ca);
    CHECK(one.ask(id)[0].result == Result::pass);
    one.online = false;
    CHECK(one.ask(id)[0].result == Result::fail);
    one.give({}, one.spec.issuing_ca);
    CHECK(one.ask(id)[0].result == Result::pass);
}
