#include <amtcert/testcerts/crl.h>

#include "support/file_content.h"
#include "support/samples.h"
#include "support/schema.h"
#include "support/windows_store.h"

namespace store = windows_store;

namespace {

/// exported is a store with the good chain in it, the leaf with all that a store keeps.
certlib::Bytes exported() {
    const auto chain = testcerts::build(testcerts::good()).chain();
    return store::file({store::certificate(chain[2]), store::certificate(chain[1]),
                        store::element(store::friendly_name_id, store::wide(u"AMT \u00e9\u202e2026")),
                        store::key_provider(u"{box}", u"Microsoft Software Key Storage Provider", 0, 0),
                        store::element(store::archived_id, {}), store::certificate(chain[0])});
}

Run check(const std::string& file, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"check", file, "--at", "2026-11-24", "--offline"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return amtcert(arguments);
}

}  // namespace

TEST_CASE("windows store: check shows the friendly name and where the key is") {
    const TemporaryFolder place;
    const auto file = place.write("named.pem", as_text(exported()));
    const auto run = check(file);
    CHECK(run.exit != 2);
    CHECK_THAT(run.output,
               Catch::Contains("\n  in the store: friendly name \"AMT \u00e9\\e2\\80\\ae2026\"; private key in provider "
                               "\"Microsoft Software Key Storage Provider\", container \"{box}\", not in this file; archived"));
    CHECK_THAT(check(file, {"--format", "html"}).output, Catch::Contains("In the store"));
    const auto asked = check(file, {"--require-key"});
    CHECK(asked.exit == 1);
    CHECK_THAT(asked.output,
               Catch::Contains("load.private-key") && Catch::Contains("0 private keys, exactly one required: private key in"));
}

TEST_CASE("windows store: the report in JSON has what the store keeps, by its schema") {
    const TemporaryFolder place;
    const auto run = check(place.write("exported.sst", as_text(exported())), {"--format", "json"});
    const auto leaf = nlohmann::json::parse(run.output)["subjects"][0]["leaf"];
    CHECK_THAT(leaf["friendlyName"].get<std::string>(), Catch::StartsWith("AMT "));
    CHECK(leaf["keyProvider"] ==
          nlohmann::json{
              {"name", "Microsoft Software Key Storage Provider"}, {"container", "{box}"}, {"type", 0}, {"keySpec", "cng"}});
    CHECK(leaf["archived"] == true);
    const auto faults = schema::validate("report.schema.json", {place.write("report.json", run.output)});
    CHECK(faults.exit == 0);
    CHECK(faults.output.empty());
    const auto plain = check(samples::file("good/chain.pem"), {"--format", "json"});
    CHECK_FALSE(nlohmann::json::parse(plain.output)["subjects"][0]["leaf"].contains("friendlyName"));
}

TEST_CASE("windows store: a registry export is judged as the chain in it") {
    const TemporaryFolder place;
    auto text = std::string(store::first_line);
    for (const auto& one : testcerts::build(testcerts::good()).chain())
        text += std::string(store::element_key) + store::registry_value(store::certificate(one));
    const auto options = std::vector<std::string>{"--dns-suffix", "example.com", "--quiet"};
    const auto run = check(place.write("my.reg", store::utf16(text)), options);
    const auto as_pem = check(samples::file("good/chain.pem"), options);
    CHECK(run.exit == as_pem.exit);
    CHECK(run.output.substr(run.output.find(".reg: ") + 6) == as_pem.output.substr(as_pem.output.find(".pem: ") + 6));
}

TEST_CASE("windows store: damage is one clear line") {
    const TemporaryFolder place;
    const auto whole = as_text(exported());
    const auto run = check(place.write("cut.sst", whole.substr(0, whole.size() - 20)));
    CHECK(run.exit == 2);
    CHECK(run.output.empty());
    CHECK_THAT(run.errors,
               Catch::StartsWith("error: ") && Catch::Contains("cut.sst: serialized store: truncated: element of type 32"));
    CHECK(std::count(run.errors.begin(), run.errors.end(), '\n') == 1);
}

TEST_CASE("windows store: where there is no Windows a store is one clear line, and so is one that cannot be meant") {
    for (const auto* source : {"winstore:LocalMachine/My", "winstore:CurrentUser/My?role=provisioning"}) {
        const auto run = amtcert({"check", source});
        CHECK(run.exit == 2);
        CHECK(run.output.empty());
        CHECK_THAT(run.errors,
                   Catch::StartsWith("error: " + std::string(source) + ": a Windows store is read on its own machine") &&
                       Catch::Contains("hint: there: reg export"));
    }
    CHECK_THAT(amtcert({"check", "winstore:My"}).errors, Catch::Contains("names no store"));
    CHECK_THAT(amtcert({"check", "winstore:LocalMachine/My?role=ca"}).errors, Catch::Contains("write ?role=provisioning"));
    const auto roots = amtcert({"check", samples::file("good/chain.pem"), "--console-store", "winstore:LocalMachine/Root"});
    CHECK(roots.exit == 2);
    CHECK_THAT(roots.errors, Catch::Contains("winstore:LocalMachine/Root: a Windows store"));
}

TEST_CASE("windows store: --crls takes the CRLs of an export") {
    const TemporaryFolder place;
    const auto spec = testcerts::good();
    const auto list = testcerts::issue_crl({.revoked = {{spec.leaf.serial, testcerts::sample_time(), {}}}}, spec.issuing_ca);
    const auto elements = store::element(store::crl_id, list);
    const auto text = std::string(store::first_line) +
                      "[HKEY_CURRENT_USER\\Software\\Microsoft\\SystemCertificates\\CA\\CRLs\\00AA]\r\n" +
                      store::registry_value(elements);
    for (const auto& file :
         {place.write("ca.sst", as_text(store::file({elements}))), place.write("ca.reg", store::utf16(text))}) {
        const auto run = check(samples::file("good/chain.pem"), {"--crls", file, "--format", "json"});
        CHECK(run.exit == 1);
        CHECK(samples::failed_rules(nlohmann::json::parse(run.output)).contains("revocation.not-revoked"));
    }
}
