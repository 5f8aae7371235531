#include <amtcert/rules/guide.h>

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "support/judge.h"

namespace {

/// report_of is a report in which each of some rules says one thing.
rules::SubjectReport report_of(rules::Role role, const std::vector<std::pair<std::string_view, rules::Finding>>& said) {
    const auto hierarchy = testcerts::build(testcerts::good());
    rules::SubjectReport report{.source = "test.pem", .leaf = hierarchy.leaf, .role = role};
    for (const auto& [id, finding] : said) report.results.push_back({rules::find_rule(id), finding, {}, {}});
    return report;
}

rules::GuideResult result_for(const rules::SubjectReport& report, std::string_view item) {
    for (const auto& result : rules::guide_results(report))
        if (result.item->id == item) return result;
    FAIL("no guide item is called " << item);
    return {};
}

rules::Role first_role(const rules::GuideItem& item, const rules::Rule& rule) {
    for (const auto role :
         {rules::Role::provisioning, rules::Role::web_server, rules::Role::issuing_ca, rules::Role::console_client})
        if (item.roles.has(role) && rule.roles.has(role)) return role;
    FAIL(item.id << " and " << rule.id << " have no role in common");
    return {};
}

/// The rows of the troubleshooting guide that a certificate rule decides, and which one.
const std::map<std::string, std::set<std::string>> rows_decided_by_rules{
    {"ca.web-server-template", {"usage.server-auth", "usage.template"}},
    {"ca.issue-and-manage", {"revocation.expect-revoked"}},
    {"network.shared-namespace", {"name.server-domain"}},
    {"certificate.procured", {"load.private-key", "link.issuer-found"}},
    {"network.option-15", {"name.domain-suffix"}},
    {"server.ws-man-translator", {"firmware.ws-man-translator"}},
    {"certificate.server-auth", {"usage.server-auth"}},
    {"certificate.amt-marker", {"usage.amt-marker"}},
    {"certificate.accepted", {"usage.amt-marker", "name.server-domain"}},
    {"certificate.root-hash", {"trust.root-hash"}},
    {"certificate.domain", {"name.domain-suffix", "name.server-fqdn"}},
    {"certificate.chain", {"link.issuer-found"}},
    {"certificate.dates", {"validity.expired", "validity.not-yet-valid"}},
    {"certificate.key-length", {"key.length"}},
    {"certificate.child-domains", {"name.domain-suffix"}},
    {"client.self-signed", {"firmware.self-signed"}},
    {"ca.issuing-chain", {"link.issuer-found"}},
    {"ca.issuing-dates", {"validity.expired", "validity.not-yet-valid"}},
    {"ca.crl-aia", {"revocation.crl-reachable", "revocation.crl-valid", "revocation.aia-reachable"}},
    {"client.fqdn-characters", {"name.fqdn-characters"}},
    {"console.trusted-roots", {"trust.console-store"}},
    {"other.web-ui-url", {"name.host", "name.host-is-address"}},
    {"directory.dn-length", {"name.dn-length"}},
    {"unprovision.revoked", {"revocation.expect-revoked"}},
};

}  // namespace

TEST_CASE("guide: each row that a rule decides names it, and no other row names one") {
    for (const auto& item : rules::guide()) {
        INFO(item.id);
        const std::set<std::string> named(item.rules.begin(), item.rules.end());
        const auto row = rows_decided_by_rules.find(std::string(item.id));
        CHECK(named == (row == rows_decided_by_rules.end() ? std::set<std::string>{} : row->second));
    }
    for (const auto& [id, deciding] : rows_decided_by_rules) CHECK(rules::find_guide_item(id) != nullptr);
}

TEST_CASE("guide: each row with a rule is decided by that rule, when it fails, passes or is left open") {
    for (const auto& [id, deciding] : rows_decided_by_rules) {
        const auto& item = *rules::find_guide_item(id);
        for (const auto* rule : item.deciding_rules()) {
            INFO(id << " by " << rule->id);
            const auto role = first_role(item, *rule);
            const auto say = [&](const rules::Finding& about_rule) {
                std::vector<std::pair<std::string_view, rules::Finding>> said;
                for (const auto* other : item.deciding_rules())
                    said.emplace_back(other->id, other == rule ? about_rule : rules::passed("holds"));
                return result_for(report_of(role, said), id);
            };
            CHECK(say(rules::passed("holds")).outcome == rules::GuideOutcome::pass);
            CHECK(say(rules::failed_as(rules::Severity::error, "does not hold")).outcome == rules::GuideOutcome::fail);
            CHECK(say(rules::failed_as(rules::Severity::warning, "does not hold")).outcome == rules::GuideOutcome::fail);
            CHECK(say(rules::inconclusive("not known")).outcome == rules::GuideOutcome::inconclusive);
            const auto skipped = say(rules::skipped("no --option"));
            const bool other_is_enough = item.alternatives && item.deciding_rules().size() > 1;
            CHECK(skipped.outcome == (other_is_enough ? rules::GuideOutcome::pass : rules::GuideOutcome::by_hand));
            CHECK(skipped.why == (other_is_enough ? "" : "no --option"));
        }
    }
}

TEST_CASE("guide: a finding of severity info asks a person to look") {
    const auto report = report_of(rules::Role::provisioning,
                                  {{"firmware.ws-man-translator", rules::failed_as(rules::Severity::info, "AMT 3.0 needs it")}});
    const auto result = result_for(report, "server.ws-man-translator");
    CHECK(result.outcome == rules::GuideOutcome::by_hand);
    CHECK(result.why == "AMT 3.0 needs it");
}

TEST_CASE("guide: an item of another role is left, whatever the rule says here") {
    const auto report = report_of(rules::Role::provisioning, {{"link.issuer-found", rules::passed("found")}});
    CHECK(result_for(report, "certificate.chain").outcome == rules::GuideOutcome::pass);
    CHECK(result_for(report, "ca.issuing-chain").outcome == rules::GuideOutcome::by_hand);
}

TEST_CASE("guide: a whole run decides the items of its faults") {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::extended_key_usage({"1.3.6.1.5.5.7.3.1"}));
    const auto hierarchy = testcerts::build(spec);
    const auto report = judge::all(judge::site(hierarchy), judge::bundle(hierarchy.chain()));
    CHECK(result_for(report, "certificate.amt-marker").outcome == rules::GuideOutcome::fail);
    CHECK(result_for(report, "certificate.root-hash").outcome == rules::GuideOutcome::pass);
    CHECK(result_for(report, "certificate.domain").outcome == rules::GuideOutcome::pass);
    CHECK(result_for(report, "certificate.procured").outcome == rules::GuideOutcome::by_hand);
    CHECK(rules::stage_in_question(report) == 3);
}

TEST_CASE("guide: the order is cumulative, ids are unique, and every item says what to look at and what to do") {
    std::set<std::string_view> ids;
    int stage = 1;
    for (const auto& item : rules::guide()) {
        INFO(item.id);
        CHECK(ids.insert(item.id).second);
        int first = 1;
        while (!item.stages.has(first)) ++first;
        CHECK(first >= stage);
        stage = first;
        CHECK_FALSE(item.check.empty());
        CHECK_FALSE(item.look.empty());
        CHECK_FALSE(item.action.empty());
    }
    CHECK(ids.size() == 69);
}
