#include "support/samples.h"

#include <amtcert/rules/rule.h>

TEST_CASE("check: each sample is found by exactly its rule, with its exit code") {
    for (const auto& one : testcerts::cases()) {
        INFO(one.name);
        const auto run = samples::check(one, {"--format", "json"});
        CHECK(run.exit == one.exit);
        CHECK(run.errors.empty());
        const auto report = nlohmann::json::parse(run.output);
        REQUIRE(report.at("subjects").size() == 1);
        const auto expected = one.rule.empty() ? std::set<std::string>{} : std::set<std::string>{one.rule};
        CHECK(samples::failed_rules(report) == expected);
    }
}

TEST_CASE("testcerts: every rule has a sample, and every sample a rule") {
    std::set<std::string> with_sample;
    for (const auto& one : testcerts::cases())
        if (!one.rule.empty()) with_sample.insert(one.rule);
    std::set<std::string> rules;
    // Samples are vetted with `check`, which does not ask the rules that only the plain validator has.
    for (const auto* rule : rules::catalogue())
        if ((rule->roles.bits & rules::all_roles.bits) != 0) rules.emplace(rule->id);
    // A hash of something else than the root leaves the root untrusted as well: there is no sample with this one fault.
    rules.erase("trust.hash-of-what");
    CHECK(with_sample == rules);
}

TEST_CASE("testcerts: writes folders, a README and a manifest that scripts can follow") {
    const TemporaryFolder place;
    const auto run = amtcert({"testcerts", place.path("out")});
    CHECK(run.exit == 0);
    std::ifstream stream(place.path("out/manifest.json"));
    const auto manifest = nlohmann::json::parse(stream);
    CHECK(manifest.at("cases").size() == testcerts::cases().size());
    for (const auto& one : manifest.at("cases")) {
        CHECK(std::filesystem::exists(place.path("out/" + one.at("file").get<std::string>())));
        CHECK(one.at("options").is_array());
        CHECK(one.at("exit").is_number_integer());
        CHECK(one.at("rule").is_string());
    }
    CHECK(std::filesystem::exists(place.path("out/README.md")));
    CHECK(amtcert({"testcerts", "/proc/nowhere"}).exit == 2);
}
