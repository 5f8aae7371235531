#include "support/judge.h"

#include <amtcert/rules/render.h>

namespace {

using rules::Severity;
using rules::Verdict;

/// long_key is the good hierarchy with a 4096-bit issuing CA: key.length fails at certificate 1, and nothing else does.
testcerts::Hierarchy long_key() {
    auto spec = testcerts::good();
    spec.issuing_ca.key = testcerts::Key::rsa4096;
    return testcerts::build(spec);
}

rules::SubjectReport judged(const rules::Policy& policy, const std::function<void(rules::Site&)>& adapt = {}) {
    static const auto hierarchy = long_key();
    auto site = judge::site(hierarchy);
    site.policy = policy;
    if (adapt) adapt(site);
    return judge::all(site, judge::bundle(hierarchy.chain()));
}

rules::Policy suppressing(const std::string& certificate = {}, const char* last_day = "2026-12-31") {
    return {
        .suppressions = {{"key.length", certificate, "the CA is replaced in January", certlib::parse_time(last_day).value()}}};
}

rules::Policy of_severity(const std::string& rule, Severity severity) { return {.severities = {{rule, severity}}}; }

}  // namespace

TEST_CASE("policy: a suppressed failure counts for nothing and stays visible with its reason") {
    CHECK(judged({}).verdict == Verdict::fail);
    const auto report = judged(suppressing());
    CHECK(report.verdict == Verdict::pass);
    CHECK(judge::failures(report) == std::vector<std::string>{"key.length"});
    CHECK_THAT(report.headline, Catch::StartsWith("accepted by the policy") && Catch::Contains("suppressed: key.length"));
    const auto text = rules::render_text({.subjects = {report}});
    CHECK_THAT(text, Catch::Contains("suppressed error: key has a length") &&
                         Catch::Contains("the CA is replaced in January (until 2026-12-31)"));
    const auto json = rules::render_json({.subjects = {report}});
    CHECK_THAT(json, Catch::Contains("\"suppressed\"") && Catch::Contains("\"until\": \"2026-12-31\""));
}

TEST_CASE("policy: the matrix tells what the firmware does, whatever the policy says") {
    const auto report = judged(suppressing(), [](rules::Site& site) {
        judge::on("5.2")(site);
        site.accept_undecided = {"link.signature-hash"};
    });
    REQUIRE(report.matrix.size() == 1);
    CHECK(report.matrix[0].verdict == Verdict::fail);
    CHECK(report.verdict == Verdict::pass);
}

TEST_CASE("policy: a suppression that ended suppresses nothing, and is a finding itself") {
    const auto report = judged(suppressing({}, "2026-11-23"));
    CHECK(report.verdict == Verdict::fail);
    CHECK(judge::failures(report) == std::vector<std::string>{"key.length", "policy.expired-suppression"});
}

TEST_CASE("policy: a suppression may name the certificate, by subject or by fingerprint") {
    const auto issuing_ca = long_key().issuing_ca;
    CHECK(judged(suppressing(issuing_ca.subject().to_string())).verdict == Verdict::pass);
    CHECK(judged(suppressing(certlib::to_hex(issuing_ca.sha256_fingerprint()))).verdict == Verdict::pass);
    CHECK(judged(suppressing(certlib::to_hex(issuing_ca.sha1_fingerprint()))).verdict == Verdict::pass);
    CHECK(judged(suppressing(long_key().leaf.subject().to_string())).verdict == Verdict::fail);
}

TEST_CASE("policy: severity by rule raises and lowers, and the report says what it was") {
    const auto lowered = judged(of_severity("key.length", Severity::warning));
    CHECK(lowered.verdict == Verdict::pass);
    CHECK_THAT(lowered.headline, Catch::StartsWith("accepted by the policy") && Catch::Contains("lowered: key.length"));
    CHECK_THAT(rules::render_text({.subjects = {lowered}}),
               Catch::Contains("the policy makes this warning; by itself it is error"));
    CHECK_THAT(rules::render_json({.subjects = {lowered}}), Catch::Contains("\"ownSeverity\": \"error\""));
    const auto aging = [](rules::Site& site) { site.at = certlib::parse_time("2035-12-20").value(); };
    auto both = of_severity("key.length", Severity::info);
    CHECK(judged(both, aging).verdict == Verdict::pass);
    both.severities["validity.expires-soon"] = Severity::error;
    CHECK(judged(both, aging).verdict == Verdict::fail);
}

TEST_CASE("policy: what was not decided is no pass but by acceptUndecided") {
    rules::Policy policy = suppressing();
    policy.severities["name.domain-suffix"] = Severity::info;
    policy.suppressions.push_back({"name.domain-suffix", {}, "nobody knows", certlib::parse_time("2027-01-01").value()});
    const auto no_suffix = [](rules::Site& site) { site.dns_suffixes.clear(); };
    const auto open = judged(policy, no_suffix);
    CHECK(open.verdict == Verdict::inconclusive);
    CHECK_THAT(open.headline, Catch::StartsWith("no other fault found; not decided: domain suffix"));
    const auto accepted = judged(policy, [](rules::Site& site) {
        site.dns_suffixes.clear();
        site.accept_undecided = {"name.domain-suffix"};
    });
    CHECK(accepted.verdict == Verdict::pass);
    CHECK_THAT(accepted.headline, Catch::Contains("accepted as not decided: domain suffix"));
}

TEST_CASE("policy: lowering a rule does not make it pass where it could not be decided") {
    auto policy = of_severity("key.length", Severity::info);
    CHECK(judged(policy, judge::on("22.0")).verdict == Verdict::inconclusive);
}
