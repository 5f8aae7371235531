#include <amtcert/testcerts/crl.h>

#include "support/samples.h"

namespace {

std::vector<std::string> chain(std::vector<std::string> more) {
    std::vector<std::string> arguments{"chain", samples::file("good/chain.pem"), "--at", "2026-11-24"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::string root_file(const TemporaryFolder& place) {
    return place.write("root.pem", testcerts::pem({testcerts::build(testcerts::good()).root}));
}

}  // namespace

TEST_CASE("chain: a good path is accepted, and shown with the engines' opinions") {
    const TemporaryFolder place;
    const auto run = amtcert(chain({"--roots", root_file(place), "--host", "provision.example.com", "--purpose", "serverAuth"}));
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::StartsWith("pass: "));
    for (const auto* words : {"accepted (anchored)", "opinion of openssl: accepts", "opinion of botan: accepts"})
        CHECK_THAT(run.output, Catch::Contains(words));
}

TEST_CASE("chain: another name, another purpose, too long a path: exit 1 with the reason") {
    const TemporaryFolder place;
    const auto root = root_file(place);
    for (const auto& [option, value, rule] :
         {std::tuple{"--host", "other.example.com", "name.peer"}, std::tuple{"--host", "", "name.peer"},
          std::tuple{"--purpose", "clientAuth", "usage.purpose"}, std::tuple{"--depth", "0", "link.depth"}}) {
        const auto run = amtcert(chain({"--roots", root, option, value}));
        CHECK(run.exit == 1);
        CHECK_THAT(run.output, Catch::Contains(rule));
    }
    CHECK(amtcert(chain({"--roots", root, "--depth", "255"})).exit == 0);
}

TEST_CASE("chain: without roots the paths are shown, the verdict is open, and the exit is 1") {
    const auto run = amtcert(chain({"--format", "json"}));
    CHECK(run.exit == 1);
    const auto report = nlohmann::json::parse(run.output);
    CHECK(report.at("verdict") == "inconclusive");
    CHECK(report["subjects"][0]["chains"][0]["refusals"][0]["rule"] == "trust.anchor");
}

TEST_CASE("chain: what cannot be decoded is not accepted, what is missing or empty is a usage error") {
    const TemporaryFolder place;
    const auto root = root_file(place);
    CHECK(amtcert({"chain", place.write("bad.pem", "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"),
                   "--roots", root})
              .exit == 1);
    CHECK(amtcert({"chain", place.write("text", "nothing here"), "--roots", root}).exit == 2);
    CHECK(amtcert({"chain", "/nonexistent", "--roots", root}).exit == 2);
    CHECK(amtcert(chain({"--roots", root, "--profile", "strict"})).exit == 2);
    for (const auto* policy : {"any", "1", "3.1", "1.40", "0.40.1", "1.2.", "2.5.29.32.00"}) {
        CAPTURE(policy);
        CHECK(amtcert(chain({"--roots", root, "--policy-oid", policy})).exit == 2);
    }
    std::string long_policy = "2.999";
    for (int arc = 0; arc < 50'000; ++arc) long_policy += ".1";
    CHECK(amtcert(chain({"--roots", root, "--policy-oid", long_policy})).exit == 0);
    CHECK(amtcert(chain({"--roots", root, "--policy-oid", long_policy + "."})).exit == 2);
    CHECK(amtcert(chain({"--roots", root, "--host", "a.example.com", "--ip", "192.0.2.1"})).exit == 2);
}

TEST_CASE("chain: an explicit policy is demanded when asked for") {
    const TemporaryFolder place;
    const auto run = amtcert(chain({"--roots", root_file(place), "--explicit-policy"}));
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("link.policy"));
}

namespace {

/// Lists are CRL files of the good sample's two CAs, current at the time the tests judge for.
struct Lists {
    TemporaryFolder place;
    testcerts::HierarchySpec spec = testcerts::good();
    std::string root = root_file(place);
    std::string root_list = place.write("root.crl", testcerts::crl_pem(testcerts::issue_crl({}, spec.root)));
    std::string clean = place.write("clean.crl", testcerts::crl_pem(testcerts::issue_crl({}, spec.issuing_ca)));
    std::string revoking = place.write(
        "revoking.crl",
        testcerts::crl_pem(testcerts::issue_crl({.revoked = {{spec.leaf.serial, testcerts::sample_time(), 1}}}, spec.issuing_ca)));

    [[nodiscard]] Run run(const std::vector<std::string>& crls, std::vector<std::string> more = {}) const {
        more.insert(more.end(), {"--roots", root});
        for (const auto& file : crls) more.insert(more.end(), {"--crls", file});
        return amtcert(chain(more));
    }
};

nlohmann::json first_chain(const Run& run) { return nlohmann::json::parse(run.output)["subjects"][0]["chains"][0]; }

}  // namespace

TEST_CASE("chain: with CRLs of every CA a good path is accepted, and each certificate's status is shown") {
    const Lists lists;
    const auto run = lists.run({lists.root_list, lists.clean}, {"--revocation", "require", "--format", "json"});
    CHECK(run.exit == 0);
    const auto certificates = first_chain(run).at("certificates");
    for (const auto* member : {"issuer", "thisUpdate", "nextUpdate"}) CHECK(certificates[0]["revocation"]["crl"].contains(member));
    CHECK(certificates[0]["revocation"]["status"] == "good");
    CHECK(certificates[1]["revocation"]["status"] == "good");
    CHECK_FALSE(certificates[2].contains("revocation"));
}

TEST_CASE("chain: a revoked certificate is refused with reason and date, unless revocation is off") {
    const Lists lists;
    const auto run = lists.run({lists.revoking}, {"--format", "json"});
    CHECK(run.exit == 1);
    const auto report = nlohmann::json::parse(run.output);
    CHECK(report.at("verdict") == "fail");
    const auto revocation = first_chain(run)["certificates"][0]["revocation"];
    CHECK(revocation.at("status") == "revoked");
    CHECK(revocation.at("reason") == "keyCompromise");
    CHECK(revocation.at("date") == "2026-11-24T00:00:00Z");
    CHECK_THAT(lists.run({lists.revoking}).output, Catch::Contains("keyCompromise") && Catch::Contains("revocation.not-revoked"));
    CHECK(lists.run({lists.revoking}, {"--revocation", "off"}).exit == 0);
}

TEST_CASE("chain: an unknown status is reported, and refuses only where revocation is required") {
    const Lists lists;
    const auto reported = lists.run({lists.clean});
    CHECK(reported.exit == 0);
    CHECK_THAT(reported.output, Catch::Contains("revocation of certificate 1: undetermined: no CRL at hand covers it"));
    const auto required = lists.run({lists.clean}, {"--revocation", "require", "--format", "json"});
    CHECK(required.exit == 1);
    CHECK(nlohmann::json::parse(required.output).at("verdict") == "inconclusive");
    CHECK(lists.run({}, {"--revocation", "require"}).exit == 1);
}

TEST_CASE("chain: of two paths the one that nobody revoked is taken") {
    // The issuing CA has two certificates for its key; the root has taken back the first.
    const Lists lists;
    auto second = lists.spec.issuing_ca;
    second.serial.back() = static_cast<std::uint8_t>(second.serial.back() + 1);
    const auto revoked = lists.place.write(
        "ca.crl", testcerts::crl_pem(testcerts::issue_crl({.revoked = {{lists.spec.issuing_ca.serial, testcerts::sample_time(), {}}}}, lists.spec.root)));
    CHECK(lists.run({revoked, lists.clean}, {"--revocation", "require"}).exit == 1);
    const auto other = lists.place.write("other.pem", testcerts::pem({testcerts::issue(second, lists.spec.root)}));
    const auto run = lists.run({revoked, lists.clean}, {"--revocation", "require", "--intermediates", other, "--format", "json"});
    CHECK(run.exit == 0);
    CHECK(first_chain(run)["certificates"][1]["origin"] == "--intermediates");
}

TEST_CASE("chain: CRLs come from files, folders and globs; what cannot be decoded is not accepted, what is missing is a usage error") {
    const Lists lists;
    const auto& place = lists.place;
    std::filesystem::create_directory(place.path("lists"));
    std::filesystem::copy(lists.revoking, place.path("lists/a.crl"));
    place.write("lists/readme", "nothing here");
    CHECK(lists.run({place.path("lists")}).exit == 1);
    CHECK(lists.run({place.path("lists/*.crl")}).exit == 1);
    CHECK(lists.run({place.write("bad.crl", "-----BEGIN X509 CRL-----\nMAMCAQE=\n-----END X509 CRL-----\n")}).exit == 1);
    CHECK(lists.run({lists.root}).exit == 2);
    CHECK(lists.run({"/nonexistent"}).exit == 2);
}

TEST_CASE("chain: delta CRLs are heard with --use-deltas") {
    const Lists lists;
    const auto base = testcerts::issue_crl({}, lists.spec.issuing_ca);
    const auto delta =
        testcerts::issue_crl({.revoked = {{lists.spec.leaf.serial, testcerts::sample_time(), {}}}, .base_number = 1}, lists.spec.issuing_ca);
    const auto file = lists.place.write("both.crl", testcerts::crl_pem(base) + testcerts::crl_pem(delta));
    CHECK(lists.run({file}).exit == 0);
    CHECK(lists.run({file}, {"--use-deltas"}).exit == 1);
}
