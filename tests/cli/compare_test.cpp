#include "support/loopback_pki.h"
#include "support/samples.h"
#include "support/schema.h"
#include "support/servers.h"

namespace {

const std::string at = "2027-01-10";

std::string root_hash() { return certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint()); }

/// successor writes a renewal of the good sample that differs in what `change` does.
std::string successor(const TemporaryFolder& place, const std::function<void(testcerts::HierarchySpec&)>& change = {}) {
    auto spec = testcerts::good();
    spec.leaf.serial = {0x10, 0x02};
    spec.leaf.key = testcerts::Key::other_leaf;
    spec.leaf.not_before += std::chrono::days{300};
    spec.leaf.not_after += std::chrono::days{300};
    if (change) change(spec);
    return place.write("new.pem", testcerts::pem(testcerts::build(spec).chain()));
}

Run compare(const std::string& after, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{
        "compare",  samples::file("good/chain.pem"), after, "--at", at, "--dns-suffix", "example.com", "--trusted-hash",
        root_hash()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return amtcert(arguments);
}

void without_oid(testcerts::HierarchySpec& spec) {
    spec.leaf.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)}));
}

}  // namespace

TEST_CASE("compare command: a sound renewal is exit 0, and says what is as before") {
    const TemporaryFolder place;
    const auto run = compare(successor(place));
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::StartsWith("pass: NEW loses nothing against OLD"));
    CHECK_THAT(run.output, Catch::Contains("as before: names, DNS suffixes, marker"));
    CHECK(run.errors.empty());
}

TEST_CASE("compare command: a loss is exit 1, with what it is and what to do") {
    const TemporaryFolder place;
    const auto run = compare(successor(place, without_oid));
    CHECK(run.exit == 1);
    CHECK_THAT(run.output,
               Catch::Contains("compare.lost-marker") && Catch::Contains("was OID, is none") && Catch::Contains("fix: "));
}

TEST_CASE("compare command: a long title stands apart from its id") {
    const auto run = compare(samples::file("good/leaf.pem"));
    CHECK_THAT(run.output, Catch::Contains("are missing from the file  compare.lost-chain\n"));
}

TEST_CASE("compare command: --fail-on warning counts lost days") {
    const TemporaryFolder place;
    const auto shorter = successor(place, [](testcerts::HierarchySpec& spec) { spec.leaf.not_after -= std::chrono::days{30}; });
    CHECK(compare(shorter).exit == 0);
    CHECK(compare(shorter, {"--fail-on", "warning"}).exit == 1);
}

TEST_CASE("compare command: --warn-days and --fail-days judge what is left of NEW") {
    const TemporaryFolder place;
    const auto file = successor(place);
    CHECK(compare(file, {"--fail-days", "4000"}).exit == 1);
    CHECK_THAT(compare(file, {"--fail-days", "4000"}).output, Catch::Contains("validity.expires-soon"));
}

TEST_CASE("compare command: what is not decided is exit 3") {
    const TemporaryFolder place;
    const auto file = successor(place);
    const auto run = amtcert({"compare", samples::file("good/chain.pem"), file, "--at", at, "--trusted-hash", root_hash()});
    CHECK(run.exit == 3);
    CHECK_THAT(run.output, Catch::StartsWith("inconclusive: ") && Catch::Contains("not decided"));
}

TEST_CASE("compare command: JSON fits the published schema, and says the same") {
    const TemporaryFolder place;
    std::vector<std::string> documents;
    const auto lost = compare(successor(place, without_oid), {"--format", "json"});
    CHECK(lost.exit == 1);
    documents.push_back(place.write("lost.json", lost.output));
    documents.push_back(place.write("kept.json", compare(successor(place), {"--format", "json"}).output));
    documents.push_back(place.write("rows.json", compare(successor(place), {"--format", "json", "--firmware", "22"}).output));
    const auto run = schema::validate("compare.schema.json", documents);
    CHECK(run.exit == 0);
    CHECK(run.output + run.errors == "");
    const auto report = nlohmann::json::parse(lost.output);
    CHECK(report["verdict"] == "fail");
    CHECK(report["differences"][0]["id"] == "compare.lost-marker");

    auto wrong = report;
    wrong["differences"][0]["id"] = "compare.unheard-of";
    CHECK_FALSE(schema::validate("compare.schema.json", {place.write("wrong.json", wrong.dump())}).output.empty());
}

TEST_CASE("compare command: each side is one file with one certificate that can be meant") {
    const TemporaryFolder place;
    const auto file = successor(place);
    const auto none = amtcert({"compare", "/none", file});
    CHECK(none.exit == 2);
    CHECK(none.output.empty());
    CHECK_THAT(none.errors, Catch::Equals("error: /none: no such file or folder\n"));
    auto other = testcerts::good();
    other.leaf.serial = {0x55};
    const auto two =
        place.write("two.pem", testcerts::pem({testcerts::build(testcerts::good()).leaf, testcerts::build(other).leaf}));
    const auto run = amtcert({"compare", two, file});
    CHECK(run.exit == 2);
    CHECK_THAT(run.errors, Catch::Contains("holds 2 certificates that could be meant"));
}

TEST_CASE("compare command: -o writes the whole document, and none on a usage error") {
    const TemporaryFolder place;
    const auto target = place.path() + "/answer.txt";
    CHECK(amtcert({"compare", "/none", successor(place), "-o", target}).exit == 2);
    CHECK_FALSE(std::filesystem::exists(target));
    CHECK(compare(successor(place), {"-o", target}).output.empty());
    CHECK(std::filesystem::exists(target));
}

TEST_CASE("compare command: a NEW that is revoked does not pass, by a CRL given or by its location") {
    servers::WebServer server;
    Pki pki;
    pki.crls_at({{server.put("issuing.crl", pki.crl())}});
    const auto before = pki.place.write("old.pem", testcerts::pem(pki.made().chain()));
    pki.spec.leaf.serial = {0x10, 0x02};
    pki.spec.leaf.key = testcerts::Key::other_leaf;
    const auto gate = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"compare", before, pki.chain(), "--dns-suffix", "example.com", "--trusted-hash",
                                   certlib::to_hex(pki.made().root.sha256_fingerprint())});
        return amtcert(more);
    };
    CHECK(gate({}).exit == 0);
    auto list = Pki::current();
    list.revoked = {{.serial = pki.spec.leaf.serial, .date = list.this_update, .reason = 1}};
    const auto given = pki.place.write("given.crl", testcerts::crl_pem(pki.crl(list)));
    CHECK(gate({"--offline", "--crls", given}).exit == 1);
    CHECK(gate({"--offline"}).exit == 0);
    server.put("issuing.crl", pki.crl(list));
    const auto record = pki.place.path("record");
    const auto run = gate({"--record", record});
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("revocation.not-revoked"));
    server.stop();
    CHECK(gate({"--replay", record}).output == run.output);
}
