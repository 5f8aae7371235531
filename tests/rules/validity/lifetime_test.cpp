#include <amtcert/certlib/load.h>

#include "support/judge.h"
#include "support/suite.h"

namespace {

using rules::Result;
using std::chrono::days;
using std::chrono::seconds;

certlib::Time date(const std::string& text) { return certlib::parse_time(text).value(); }

/// under_public_name has a root that is called like one of the table. The leaf runs from `since` for `lifetime`, both ends
/// counted.
testcerts::HierarchySpec under_public_name(certlib::Time since, seconds lifetime) {
    auto spec = testcerts::good();
    spec.root.subject = {{"2.5.4.6", "US", 19},
                         {"2.5.4.10", "DigiCert Inc"},
                         {"2.5.4.11", "www.digicert.com"},
                         {"2.5.4.3", "DigiCert Global Root G2"}};
    spec.leaf.not_before = since;
    spec.leaf.not_after = since + lifetime - seconds{1};
    return spec;
}

rules::Finding ask_chain(const std::vector<certlib::Certificate>& chain) {
    rules::Site site;
    site.at = testcerts::sample_time();
    const auto findings = judge::one("validity.lifetime", site, judge::bundle(chain));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

rules::Finding ask(const std::string& since, seconds lifetime) {
    return ask_chain(testcerts::build(under_public_name(date(since), lifetime)).chain());
}

}  // namespace

TEST_CASE("validity.lifetime: a private root is skipped") {
    CHECK(ask_chain(testcerts::build(testcerts::good()).chain()).result == Result::skipped);
}

TEST_CASE("validity.lifetime: a period that ends before it begins is skipped") {
    CHECK(ask("2026-04-01", -days{3}).result == Result::skipped);
}

TEST_CASE("validity.lifetime: nothing is known for a notBefore before July 2012") {
    CHECK(ask("2012-06-30", days{3650}).result == Result::pass);
}

TEST_CASE("validity.lifetime: 60 months from 2012-07-01 are calendar months") {
    const auto allowed = date("2017-07-01") - date("2012-07-01");
    CHECK(ask("2012-07-01", allowed).result == Result::pass);
    CHECK(ask("2012-07-01", allowed + seconds{1}).result == Result::fail);
}

TEST_CASE("validity.lifetime: 39 months from 2015-04-01, ending on the last day of a shorter month") {
    const auto allowed = date("2019-02-28") - date("2015-11-30");
    CHECK(ask("2015-11-30", allowed).result == Result::pass);
    CHECK(ask("2015-11-30", allowed + days{1}).result == Result::fail);
}

TEST_CASE("validity.lifetime: the limit in days follows the notBefore, and both ends count") {
    struct Row {
        std::string since;
        int days_allowed;
    };
    for (const auto& row :
         {Row{"2018-03-01", 825}, Row{"2020-08-31", 825}, Row{"2020-09-01", 398}, Row{"2026-03-14", 398}, Row{"2026-03-15", 200},
          Row{"2027-03-14", 200}, Row{"2027-03-15", 100}, Row{"2029-03-14", 100}, Row{"2029-03-15", 47}}) {
        CAPTURE(row.since);
        CHECK(ask(row.since, days{row.days_allowed}).result == Result::pass);
        CHECK(ask(row.since, days{row.days_allowed} + seconds{1}).result == Result::fail);
    }
}

TEST_CASE("validity.lifetime: evidence compares the days, counting a begun one, and tells how the root was known") {
    const auto finding = ask("2026-04-01", days{200} + seconds{1});
    CHECK(finding.certificate == 0);
    CHECK_THAT(finding.evidence, Catch::Contains("lifetime 201 days, at most 200 days since 2026-03-15 (stated)"));
    CHECK_THAT(finding.evidence, Catch::Contains("DigiCert Global Root G2 (told by its name only)"));
}

TEST_CASE("validity.lifetime: a missing public root is told by the name of the issuer") {
    const auto hierarchy = testcerts::build(under_public_name(date("2026-04-01"), days{300}));
    const auto finding = ask_chain({hierarchy.leaf, hierarchy.issuing_ca});
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("told by the issuer's name"));
}

TEST_CASE("validity.lifetime: a root of the table is told by its hash") {
    if (!suite::is_there("spec/roots")) return;
    // The root itself stands in for a leaf here: from 2013 to 2038 is more than 60 months.
    const auto finding =
        ask_chain(certlib::load_file(suite::path("spec/roots/DigiCert_Global_Root_G2.pem")).value().certificates);
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("told by its hash") && Catch::Contains("60 months since 2012-07-01 (observed)"));
}
