#include <amtcert/testcerts/crl.h>

#include "support/samples.h"
#include "support/schema.h"

namespace {

Run validate(const std::vector<std::string>& documents) { return schema::validate("report.schema.json", documents); }

}  // namespace

TEST_CASE("json: every report fits the published schema") {
    const TemporaryFolder place;
    std::vector<std::string> documents;
    for (const auto& one : testcerts::cases())
        documents.push_back(place.write(one.name + ".json", samples::check(one, {"--format", "json"}).output));
    documents.push_back(place.write("survey.json", samples::check(samples::named("good"), {"--format", "json", "--firmware", "all"}).output));
    documents.push_back(place.write("partly.json", amtcert({"check", samples::file("good/chain.pem"), "/none", "--format", "json"}).output));
    documents.push_back(place.write("chain.json", amtcert({"chain", samples::file("good/chain.pem"), "--format", "json"}).output));
    const auto spec = testcerts::good();
    const auto root = place.write("root.pem", testcerts::pem({testcerts::build(spec).root}));
    const auto lists = place.write("lists.pem", testcerts::crl_pem(testcerts::issue_crl({.revoked = {{spec.leaf.serial, testcerts::sample_time(), {}}}}, spec.issuing_ca)));
    documents.push_back(place.write("revoked.json", amtcert({"chain", samples::file("good/chain.pem"), "--roots", root, "--crls", lists,
                                                             "--at", "2026-11-24", "--format", "json"})
                                                        .output));
    const auto run = validate(documents);
    CHECK(run.exit == 0);
    CHECK(run.output.empty());
    CHECK(run.errors.empty());
}

TEST_CASE("json: the schema refuses a report that is wrong") {
    const TemporaryFolder place;
    auto report = nlohmann::json::parse(samples::check(samples::named("good"), {"--format", "json"}).output);
    report["subjects"][0]["verdict"] = "maybe";
    CHECK_FALSE(validate({place.write("wrong.json", report.dump())}).output.empty());
}

TEST_CASE("json: names that are no UTF-8 still give a valid document") {
    const TemporaryFolder place;
    auto spec = testcerts::good();
    spec.leaf.set_common_name(std::string("a\0b\xff\xfe.example.com", 17));
    const auto run = amtcert({"check", place.write("x.pem", testcerts::pem(testcerts::build(spec).chain())), "--format", "json"});
    CHECK(run.exit == 1);
    CHECK(nlohmann::json::accept(run.output));
    CHECK(validate({place.write("x.json", run.output)}).output.empty());
}

TEST_CASE("json: the values of the leaf are the certificate's") {
    const auto report = nlohmann::json::parse(samples::check(samples::named("good"), {"--format", "json"}).output);
    CHECK(report["time"] == "2026-11-24T00:00:00Z");
    CHECK(report["verdict"] == "pass");
    const auto& leaf = report["subjects"][0]["leaf"];
    CHECK(leaf["subject"] == "CN=provision.example.com,O=Example");
    CHECK(leaf["issuer"] == "CN=amtcert Sample Issuing CA,O=Example");
    CHECK(leaf["serial"] == "6e1740b908c59203");
    CHECK(leaf["notAfter"] == "2035-12-31T00:00:00Z");
    CHECK(leaf["key"]["type"] == "RSA");
    CHECK(leaf["key"]["bits"] == 2048);
    CHECK(leaf["dnsNames"] == nlohmann::json{"provision.example.com"});
    CHECK(leaf["extendedKeyUsage"] == nlohmann::json{"1.3.6.1.5.5.7.3.1", "2.16.840.1.113741.1.2.3"});
    const auto& forecast = report["subjects"][0]["forecast"];
    CHECK(forecast["first"] == "2035-12-31T00:00:00Z");
}

TEST_CASE("json: both engines' opinions stand with the chain") {
    const auto report = nlohmann::json::parse(samples::check(samples::named("link-second-opinion"), {"--format", "json"}).output);
    const auto& opinions = report["subjects"][0]["chains"][0]["opinions"];
    REQUIRE(opinions.size() == 2);
    CHECK(opinions[0]["engine"] == "openssl");
    CHECK(opinions[0]["accepted"] == false);
    CHECK(opinions[0]["code"] == "X509_V_ERR_CERT_HAS_EXPIRED");
    CHECK(opinions[1]["engine"] == "botan");
    CHECK(opinions[1]["accepted"] == true);
}
