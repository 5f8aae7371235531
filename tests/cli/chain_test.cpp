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
    CHECK(amtcert(chain({"--roots", root, "--policy-oid", "any"})).exit == 2);
    CHECK(amtcert(chain({"--roots", root, "--host", "a.example.com", "--ip", "192.0.2.1"})).exit == 2);
}

TEST_CASE("chain: an explicit policy is demanded when asked for") {
    const TemporaryFolder place;
    const auto run = amtcert(chain({"--roots", root_file(place), "--explicit-policy"}));
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("link.policy"));
}
