#include "support/locations.h"

namespace {

using rules::Result;
using std::chrono::days;
using std::chrono::seconds;

/// with_leaf has a leaf of that lifetime, of which so much is left at sample_time.
testcerts::HierarchySpec with_leaf(seconds lifetime, seconds left) {
    auto spec = testcerts::good();
    spec.leaf.not_after = testcerts::sample_time() + left;
    spec.leaf.not_before = spec.leaf.not_after - lifetime;
    return spec;
}

rules::Findings ask(const testcerts::HierarchySpec& spec, std::optional<int> fail_days = {}, int warn_days = 30) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.fail_days = fail_days;
    site.warn_days = warn_days;
    return judge::one("validity.expires-soon", site, judge::bundle(hierarchy.chain()));
}

}  // namespace

TEST_CASE("validity.expires-soon: the good chain passes with one finding") {
    const auto findings = ask(testcerts::good());
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::pass);
}

TEST_CASE("validity.expires-soon: fewer days left than --warn-days is a warning, exactly as many is not") {
    CHECK(ask(with_leaf(days{365}, days{30}))[0].result == Result::pass);
    const auto findings = ask(with_leaf(days{365}, days{30} - seconds{1}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(!findings[0].severity);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("29 days left") && Catch::Contains("30 wanted (--warn-days)"));
}

TEST_CASE("validity.expires-soon: a short lifetime warns in its last quarter only") {
    CHECK(ask(with_leaf(days{40}, days{11}))[0].result == Result::pass);
    const auto findings = ask(with_leaf(days{40}, days{9}));
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("less than a quarter of its 40 days"));
}

TEST_CASE("validity.expires-soon: --warn-days moves the warning") {
    CHECK(ask(with_leaf(days{365}, days{50}), {}, 60)[0].result == Result::fail);
    CHECK(ask(with_leaf(days{365}, days{1}), {}, 0)[0].result == Result::pass);
}

TEST_CASE("validity.expires-soon: fewer days left than --fail-days is an error") {
    const auto findings = ask(with_leaf(days{365}, days{6}), 7);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].severity == rules::Severity::error);
    CHECK_THAT(findings[0].evidence, Catch::Contains("7 required (--fail-days)"));
}

TEST_CASE("validity.expires-soon: as many days left as --fail-days is a warning") {
    const auto findings = ask(with_leaf(days{365}, days{7}), 7);
    CHECK(findings[0].result == Result::fail);
    CHECK(!findings[0].severity);
}

TEST_CASE("validity.expires-soon: an expired certificate is not reported again") {
    CHECK(ask(with_leaf(days{365}, -seconds{1}))[0].result == Result::pass);
}

TEST_CASE("validity.expires-soon: the last second is soon") {
    CHECK(ask(with_leaf(days{365}, seconds{0}))[0].result == Result::fail);
}

TEST_CASE("validity.expires-soon: each certificate of the chain is looked at") {
    auto spec = testcerts::good();
    spec.issuing_ca.not_after = testcerts::sample_time() + days{3};
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].certificate == 1);
}

namespace {

/// with_crl asks about the good chain whose issuing CA serves such a CRL at both its locations.
rules::Findings with_crl(const testcerts::CrlSpec& crl) {
    judge::Reachable one;
    for (const auto& url : {judge::leaf_crl, judge::leaf_crl_too}) one.network.serve(url, testcerts::issue_crl(crl, one.spec.issuing_ca));
    return one.ask("validity.expires-soon");
}

testcerts::CrlSpec list(seconds age, seconds left) {
    return {.this_update = testcerts::sample_time() - age, .next_update = testcerts::sample_time() + left};
}

}  // namespace

TEST_CASE("validity.expires-soon: a CRL with less than a tenth of its period left") {
    CHECK(with_crl(list(days{9}, days{1}))[0].result == Result::pass);
    const auto findings = with_crl(list(days{9}, days{1} - seconds{11}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK_THAT(findings[0].evidence, Catch::Contains("CRL of CN=amtcert Sample Issuing CA,O=Example: nextUpdate 2026-11-24T23:59:49Z, 23 hours left of 239"));
    CHECK_THAT(findings[0].fix, Catch::Contains("publish a new CRL"));
}

TEST_CASE("validity.expires-soon: a CRL made for months, as of an offline root, warns by --warn-days") {
    CHECK(with_crl(list(days{80}, days{30}))[0].result == Result::pass);
    CHECK(with_crl(list(days{80}, days{30} - seconds{1}))[0].result == Result::fail);
    CHECK(with_crl(list(days{60}, days{29}))[0].result == Result::pass);
}

TEST_CASE("validity.expires-soon: a CRL served after its next one was due (Microsoft Next CRL Publish)") {
    const auto published_next = [](std::string_view time) {
        auto crl = list(days{5}, days{5});
        testcerts::Bytes value{0x17, 0x0d};
        value.insert(value.end(), time.begin(), time.end());
        crl.extensions = {{std::string(certlib::oids::microsoft_next_crl_publish), false, value}};
        return crl;
    };
    CHECK(with_crl(published_next("261124000000Z"))[0].result == Result::pass);
    const auto findings = with_crl(published_next("261123235959Z"));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("was to be published on 2026-11-23T23:59:59Z"));
    // One that was given says nothing of what is served.
    judge::Reachable one;
    one.online = false;
    one.give(published_next("261123235959Z"), one.spec.issuing_ca);
    CHECK(one.ask("validity.expires-soon")[0].result == Result::pass);
}

TEST_CASE("validity.expires-soon: the forecast is the first of certificates and CRLs to end") {
    judge::Reachable one;
    one.online = false;
    CHECK(one.report().forecast->what == "certificate CN=provision.example.com,O=Example expires");
    one.give({}, one.spec.issuing_ca);
    CHECK(one.report().forecast->what == "CRL of CN=amtcert Sample Issuing CA,O=Example expires");
    CHECK(one.report().forecast->first == testcerts::sample_time() + days{30});
}
