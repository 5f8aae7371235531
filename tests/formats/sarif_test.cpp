#include "support/foreign.h"
#include "support/samples.h"
#include "support/suite.h"

namespace {

using nlohmann::json;

json results_of(const json& log) { return log.at("runs").at(0).at("results"); }

json sarif(const std::string& name, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"--format", "sarif"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return json::parse(samples::check(samples::named(name), arguments).output);
}

std::set<std::string> fingerprints(const json& log) {
    std::set<std::string> found;
    for (const auto& result : results_of(log))
        found.insert(result.at("partialFingerprints").at("amtcertFinding/v1").get<std::string>());
    return found;
}

}  // namespace

TEST_CASE("sarif: every sample's log fits the schema of SARIF 2.1.0") {
    if (!suite::is_there("suites/sarif-2.1.0.json")) return;
    const TemporaryFolder place;
    std::vector<std::string> logs;
    for (const auto& one : testcerts::cases())
        logs.push_back(place.write(one.name + ".sarif", samples::check(one, {"--format", "sarif"}).output));
    logs.push_back(
        place.write("partly", amtcert({"check", samples::file("good/chain.pem"), "/a b\xff", "--format", "sarif"}).output));
    const auto schema = suite::path("suites/sarif-2.1.0.json");
    CHECK(foreign::sarif(schema, logs) == "");

    auto wrong = sarif("good");
    wrong["runs"][0]["results"][0]["kind"] = "perhaps";
    CHECK(foreign::sarif(schema, {place.write("wrong", wrong.dump())}) != "");
}

TEST_CASE("sarif: the kinds are those of the JSON report, result by result") {
    for (const std::string name : {"good", "key-length", "link-second-opinion"}) {
        const auto report = json::parse(samples::check(samples::named(name), {"--format", "json"}).output);
        const auto& expected = report.at("subjects").at(0).at("results");
        const auto results = results_of(sarif(name));
        REQUIRE(results.size() == expected.size());
        const std::map<std::string, std::string> kinds{
            {"pass", "pass"}, {"fail", "fail"}, {"skipped", "notApplicable"}, {"inconclusive", "open"}};
        for (std::size_t i = 0; i < results.size(); ++i) {
            CHECK(results[i].at("ruleId") == expected[i].at("rule"));
            CHECK(results[i].at("kind") == kinds.at(expected[i].at("result")));
        }
    }
}

TEST_CASE("sarif: what fails has its level, file, certificate, message with a fix, and a rule with help") {
    const auto log = sarif("key-length");
    const auto results = results_of(log);
    const auto failure = std::find_if(results.begin(), results.end(), [](const json& one) { return one.at("kind") == "fail"; });
    REQUIRE(failure != results.end());
    CHECK(failure->at("ruleId") == "key.length");
    CHECK(failure->at("level") == "error");
    CHECK(failure->at("locations")[0].at("physicalLocation").at("artifactLocation").at("uri") ==
          "file://" + samples::file("key-length/chain.pem"));
    CHECK(failure->at("locations")[0].at("logicalLocations")[0].at("name") == "certificate 1");
    CHECK_THAT(failure->at("message").at("text").get<std::string>(),
               Catch::Contains("RSA 4096 bits, at most 2048 allowed") && Catch::Contains("Fix: "));
    const auto& rules = log.at("runs")[0].at("tool").at("driver").at("rules");
    for (const auto& result : results) CHECK(rules.at(result.at("ruleIndex").get<std::size_t>()).at("id") == result.at("ruleId"));
    for (const auto& rule : rules) CHECK_THAT(rule.at("help").at("text").get<std::string>(), Catch::Contains("Fix: "));
}

TEST_CASE("sarif: a warning is one, and what the verdict hangs on is open") {
    for (const auto& result : results_of(sarif("validity-expires-soon")))
        if (result.at("kind") == "fail") CHECK(result.at("level") == "warning");
    const auto log =
        json::parse(amtcert({"check", samples::file("good/chain.pem"), "--at", "2026-11-24", "--format", "sarif"}).output);
    for (const auto& result : results_of(log))
        if (result.at("ruleId") == "name.domain-suffix") CHECK(result.at("kind") == "open");
}

TEST_CASE("sarif: fingerprints are one for each result, and stay the same from day to day") {
    const std::vector<std::string> several{"--firmware", "11.8,16.1", "--dns-suffix", "example.org"};
    const auto log = sarif("validity-expires-soon", several);
    CHECK(fingerprints(log).size() == results_of(log).size());
    auto next_day = several;
    next_day.insert(next_day.end(), {"--warn-days", "31"});
    const auto later = sarif("validity-expires-soon", next_day);
    REQUIRE(log != later);
    CHECK(fingerprints(log) == fingerprints(later));
}

TEST_CASE("sarif: a file is named by a URI, relative where the name is, with everything unusual encoded") {
    const TemporaryFolder place;
    const auto pem = testcerts::pem(testcerts::build(testcerts::good()).chain());
    const auto absolute = place.write("a b#\xff.pem", pem);
    const auto log = json::parse(amtcert({"check", absolute, "--format", "sarif"}).output);
    CHECK(log.at("runs")[0].at("artifacts")[0].at("location").at("uri") == "file://" + place.path("a%20b%23%FF.pem"));
    const auto relative =
        run_command({"/bin/sh", "-c", "cd '" + place.path() + "' && '" AMTCERT_BINARY "' check a* --format sarif"});
    CHECK(json::parse(relative.output).at("runs")[0].at("artifacts")[0].at("location").at("uri") == "a%20b%23%FF.pem");
}

TEST_CASE("sarif: what could not be read is a notification, and the run was not a success") {
    const auto log = json::parse(amtcert({"check", samples::file("good/chain.pem"), "/none", "--format", "sarif"}).output);
    const auto& invocation = log.at("runs")[0].at("invocations")[0];
    CHECK(invocation.at("executionSuccessful") == false);
    CHECK(invocation.at("exitCode") == 2);
    CHECK(invocation.at("toolExecutionNotifications")[0].at("message").at("text") == "/none: no such file or folder");
    CHECK(sarif("good").at("runs")[0].at("invocations")[0].at("executionSuccessful") == true);
}

TEST_CASE("sarif: what a policy suppresses is marked, with the reason") {
    const TemporaryFolder place;
    const auto policy = place.write(
        "policy.json", R"({"suppressions": [{"rule": "key.length", "reason": "replaced in January", "until": "2027-01-31"}]})");
    std::size_t suppressed = 0;
    for (const auto& result : results_of(sarif("key-length", {"--policy", policy})))
        if (result.contains("suppressions")) {
            ++suppressed;
            CHECK(result.at("suppressions")[0].at("justification") == "replaced in January (until 2027-01-31)");
        }
    CHECK(suppressed == 1);
}

TEST_CASE("sarif: a name that looks like a link does not become one") {
    const TemporaryFolder place;
    auto spec = testcerts::good();
    spec.leaf.set_common_name("[see](https://evil.example.com)");
    const auto run =
        amtcert({"check", place.write("x.pem", testcerts::pem(testcerts::build(spec).chain())), "--format", "sarif"});
    const auto results = results_of(json::parse(run.output));
    for (const auto& result : results) CHECK_THAT(result.at("message").at("text").get<std::string>(), !Catch::Contains("see]("));
}
