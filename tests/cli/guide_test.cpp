#include <amtcert/rules/guide.h>

#include "support/samples.h"

namespace {

using Catch::Contains;

/// guide_of gives the guide's items of a JSON report by id.
nlohmann::json guide_of(const Run& run) {
    const auto report = nlohmann::json::parse(run.output);
    auto items = nlohmann::json::object();
    for (const auto& item : report.at("subjects").at(0).at("guide")) items[item.at("item").get<std::string>()] = item;
    return items;
}

}  // namespace

TEST_CASE("guide: shows every item, a rule's with its rule and the others to tick off") {
    const auto run = amtcert({"guide"});
    CHECK(run.exit == 0);
    for (const auto& item : rules::guide()) {
        const auto box = item.deciding_rules().empty() ? "[ ] " : " -  ";
        CHECK_THAT(run.output, Contains(box + std::string(item.id) + " "));
        for (const auto* rule : item.deciding_rules()) CHECK_THAT(run.output, Contains(std::string(rule->id)));
    }
    CHECK(run.output.find("stage 1: ") < run.output.find("stage 2: "));
}

TEST_CASE("guide: a stage, a component and an item in full") {
    for (int stage = 1; stage <= 7; ++stage) {
        const auto run = amtcert({"guide", std::to_string(stage)});
        CHECK(run.exit == 0);
        for (const auto& item : rules::guide())
            CHECK((run.output.find(" " + std::string(item.id) + " ") != std::string::npos) == item.stages.has(stage));
    }
    CHECK_THAT(amtcert({"guide", "ca"}).output, Contains("ca.crl-aia") && !Contains("client.hello"));
    const auto one = amtcert({"guide", "certificate.root-hash"});
    CHECK_THAT(one.output, Contains("rule: trust.root-hash") && Contains("look: ") && Contains("do:   ") && Contains("source: "));
}

TEST_CASE("guide: --by component keeps every item and groups it") {
    const auto run = amtcert({"guide", "--by", "component"});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Contains("component directory\n"));
    for (const auto& item : rules::guide()) CHECK_THAT(run.output, Contains(" " + std::string(item.id) + " "));
}

TEST_CASE("guide: --ids and --json for scripts") {
    const auto ids = amtcert({"guide", "--ids"}).output;
    CHECK(std::count(ids.begin(), ids.end(), '\n') == static_cast<std::ptrdiff_t>(rules::guide().size()));
    CHECK_THAT(ids, Catch::StartsWith("prerequisites.configmgr\n"));
    const auto items = nlohmann::json::parse(amtcert({"guide", "4", "--json"}).output).at("items");
    REQUIRE(items.size() == 3);
    CHECK(items[0]["id"] == "server.hotfixes");
    CHECK(items[0]["how"] == "manual");
    CHECK(items[0]["stages"] == nlohmann::json{1, 4});
}

TEST_CASE("guide: a stage that is none is refused with a hint") {
    for (const std::string stage : {"0", "8", "-1", "x", "33", "certificate.rot-hash"}) {
        const auto run = amtcert({"guide", stage});
        INFO(stage);
        CHECK(run.exit == 2);
        CHECK(run.output.empty());
        CHECK_THAT(run.errors, Contains("error: ") && Contains("hint: "));
    }
    CHECK_THAT(amtcert({"guide", "certificate.rot-hash"}).errors, Contains("did you mean certificate.root-hash?"));
}

TEST_CASE("check: the report says which items of the guide it decided, and what is left of the stage in question") {
    const auto run = samples::check(samples::named("key-length"));
    CHECK_THAT(run.output, Contains("fail          certificate.key-length\n"));
    CHECK_THAT(run.output, Contains("then to do by hand\nstage 3 (amtcert guide 3)\n") && Contains("  directory.objects "));
    CHECK_THAT(run.output, !Contains("  client.bios-amt ") && Contains("(amtcert guide STAGE)"));
    CHECK_THAT(samples::check(samples::named("key-length"), {"--verbose"}).output, Contains("  client.bios-amt "));
    CHECK_THAT(samples::check(samples::named("good"), {"--quiet"}).output, !Contains("by hand"));
}

TEST_CASE("check: a good certificate leaves no item of a stage to list, only their number") {
    const auto run = samples::check(samples::named("good"));
    CHECK_THAT(run.output, Contains("then to do by hand\n  items of stage 1: "));
    CHECK_THAT(run.output, Contains("\n  pass          ") && Contains("certificate.root-hash,"));
}

TEST_CASE("check: --by component groups findings and items by component, and decides the same") {
    const auto run = samples::check(samples::named("key-length"), {"--by", "component"});
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Contains("component  server                                     1 error\n"));
    CHECK_THAT(run.output, Contains("component  directory                                  not checked\n"));
    CHECK_THAT(run.output, Contains("component ca (amtcert guide ca)\n") && !Contains("\nstage 3 "));
    const std::vector<std::string> json{"--format", "json"};
    CHECK(samples::check(samples::named("key-length"), json).output ==
          samples::check(samples::named("key-length"), {"--format", "json", "--by", "component"}).output);
    CHECK(samples::check(samples::named("good"), {"--by", "colour"}).exit == 2);
}

TEST_CASE("check: JSON carries the guide's items") {
    const auto items = guide_of(samples::check(samples::named("key-length"), {"--format", "json"}));
    CHECK(items.at("certificate.key-length").at("result") == "fail");
    CHECK(items.at("certificate.key-length").at("byHand") == false);
    CHECK(items.at("certificate.root-hash").at("result") == "pass");
    CHECK(items.at("directory.objects").at("result") == "by-hand");
    CHECK_FALSE(items.contains("client.bios-amt"));
}

TEST_CASE("rules --symptom: names the rules, best first, with the reason") {
    const auto run =
        amtcert({"rules", "--symptom", "Certificate key size 1024 bits is below the minimum required 2048 bits for AMT"});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Contains("key.length") && Contains("source: "));
    const auto json = nlohmann::json::parse(amtcert({"rules", "--symptom", "TLS alert 46", "--json"}).output);
    CHECK(json.at("rules").at(0).at("id") == "key.length");
    CHECK(json.at("symptoms").size() == 1);
    for (const auto& rule : json.at("rules")) CHECK(rules::find_rule(rule.at("id").get<std::string>()) != nullptr);
}

TEST_CASE("rules --symptom: says when nothing fits, with exit 1, and refuses an empty text") {
    const auto run = amtcert({"rules", "--symptom", "the printer is on fire"});
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Contains("nothing in the table"));
    const auto json = amtcert({"rules", "--symptom", "\xff\xfe", "--json"});
    CHECK(json.exit == 1);
    CHECK(nlohmann::json::parse(json.output).at("rules").empty());
    CHECK(amtcert({"rules", "--symptom", " "}).exit == 2);
    CHECK(amtcert({"rules", "key.length", "--symptom", "x"}).exit == 2);
}

TEST_CASE("rules --symptom: a harmless line is called so") {
    const auto run = amtcert({"rules", "--symptom", "AMT Provision Worker: Wait 20 seconds..."});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Contains("harmless") && Contains("nothing to look at"));
}

TEST_CASE("rules: an explanation names the guide's items it decides, the releases and the roles") {
    const auto run = amtcert({"rules", "key.length"});
    for (const auto* line : {"guide     certificate.key-length\n", "releases  ", "roles     provisioning", "source    "})
        CHECK_THAT(run.output, Contains(line));
    const auto json = nlohmann::json::parse(amtcert({"rules", "key.length", "--json"}).output);
    CHECK(json.at("rules").at(0).at("guide") == nlohmann::json{"certificate.key-length"});
}
