#include <amtcert/rules/roots.h>
#include <amtcert/rules/rule.h>

#include "support/samples.h"
#include "support/suite.h"

TEST_CASE("rules: lists the whole catalogue, as text and as JSON") {
    const auto text = amtcert({"rules"});
    CHECK(text.exit == 0);
    const auto json = nlohmann::json::parse(amtcert({"rules", "--json"}).output);
    CHECK(json.at("rules").size() == rules::catalogue().size());
    for (const auto* rule : rules::catalogue()) CHECK_THAT(text.output, Catch::Contains(std::string(rule->id)));
}

TEST_CASE("rules: explains one with its source and how sure it is") {
    const auto run = amtcert({"rules", "name.domain-suffix"});
    CHECK(run.exit == 0);
    for (const auto* word : {"what ", "why ", "fix ", "stage     3", "source ", "second-hand"}) CHECK_THAT(run.output, Catch::Contains(word));
    const auto json = nlohmann::json::parse(amtcert({"rules", "name.domain-suffix", "--json"}).output);
    REQUIRE(json.at("rules").size() == 1);
    CHECK(json["rules"][0]["id"] == "name.domain-suffix");
    CHECK(json["rules"][0]["grade"] == "second-hand");
}

TEST_CASE("rules: an unknown one is refused with the nearest") {
    const auto run = amtcert({"rules", "key.lenght"});
    CHECK(run.exit == 2);
    CHECK_THAT(run.errors, Catch::Contains("did you mean key.length?"));
}

TEST_CASE("roots: shows every root of the table") {
    const auto run = amtcert({"roots"});
    CHECK(run.exit == 0);
    for (const auto& root : rules::roots()) CHECK_THAT(run.output, Catch::Contains(std::string(root.sha256)));
    CHECK(nlohmann::json::parse(amtcert({"roots", "--json"}).output).at("roots").size() == 29);
}

TEST_CASE("roots: --import tells what a device holds and lacks") {
    if (!suite::is_there("spec/fixtures/rpc-amtinfo-cert-2025.txt")) return;
    const auto file = suite::path("spec/fixtures/rpc-amtinfo-cert-2025.txt");
    const auto run = amtcert({"roots", "--import", file});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::Contains("22 entries"));
    CHECK_THAT(run.output, Catch::Contains("example.com") && Catch::Contains("not in the table"));
    const auto json = nlohmann::json::parse(amtcert({"roots", "--import", file, "--json"}).output);
    CHECK(json.at("held").size() == 22);
    const auto missing = json.at("missing").get<std::vector<std::string>>();
    CHECK(std::find(missing.begin(), missing.end(), "VeriSign Class 3 Primary CA-G1") != missing.end());
}

TEST_CASE("roots: a file without hashes is refused") {
    CHECK(amtcert({"roots", "--import", samples::file("README.md")}).exit == 2);
    CHECK(amtcert({"roots", "--import", "/nonexistent"}).exit == 2);
}

TEST_CASE("roots: --firmware and --name leave those that fit") {
    const auto named = nlohmann::json::parse(amtcert({"roots", "--name", "digicert global", "--json"}).output).at("roots");
    CHECK(named.size() == 3);
    const auto held = nlohmann::json::parse(amtcert({"roots", "--firmware", "11.8.50", "--json"}).output).at("roots");
    CHECK(held.size() == 19);
    for (const auto& root : held) CHECK(root.at("heldBy").at("11.8.50") == "observed");
    const auto text = amtcert({"roots", "--firmware", "16.1", "--name", "DIGICERT GLOBAL ROOT G2"});
    CHECK(text.exit == 0);
    CHECK_THAT(text.output, Catch::Contains("held by AMT 16.1: likely") && !Catch::Contains("DigiCert Global Root CA"));
    CHECK_THAT(amtcert({"roots", "--name", "no such root"}).output, Catch::Contains("no root of the table fits"));
    CHECK(amtcert({"roots", "--firmware", "xx"}).exit == 2);
}

TEST_CASE("roots: --import lacks only what the release is known to hold, and shows only what is named") {
    const TemporaryFolder place;
    // Go Daddy Root CA-G2, in the list of 11.8.50, and a root of one's own.
    const auto file = place.write("list.txt", "45140b3247eb9cc8c5b4f0d7b53091f73292089e6e5a63e2749dd3aca9198eda\n" + std::string(64, 'a') + " Example Root\n");
    const auto imported = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"roots", "--import", file, "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return nlohmann::json::parse(amtcert(arguments).output);
    };
    CHECK(imported({}).at("missing").size() == 28);
    CHECK(imported({"--firmware", "11.8.50"}).at("missing").size() == 18);
    CHECK(imported({"--firmware", "11.8.50"}).at("held").size() == 2);
    CHECK(imported({"--name", "example"}).at("held").size() == 1);
    CHECK(imported({"--name", "example"}).at("missing").empty());
}

TEST_CASE("help: every command has one, with its options") {
    for (const std::string command : {"check", "chain", "guide", "rules", "roots", "testcerts"}) CHECK(amtcert({command, "--help"}).exit == 0);
    CHECK_THAT(amtcert({"--version"}).output, Catch::StartsWith("amtcert "));
}
