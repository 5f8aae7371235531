// The traps that people fall into with other tools, each of which amtcert has to get right.
#include "support/samples.h"
#include "support/suite.h"

namespace {

std::vector<std::string> good_options() { return samples::options(samples::named("good")); }

Run check_file(const std::string& file, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"check", file, "--format", "json"};
    for (const auto& option : good_options()) arguments.push_back(option);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return amtcert(arguments);
}

std::string leaf_name(const Run& run) {
    return nlohmann::json::parse(run.output).at("subjects").at(0).at("leaf").at("commonName").get<std::string>();
}

}  // namespace

TEST_CASE("trap: a reversed bundle is judged by its leaf") {
    const TemporaryFolder place;
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto run = check_file(place.write("r.pem", testcerts::pem({hierarchy.root, hierarchy.issuing_ca, hierarchy.leaf})));
    CHECK(run.exit == 0);
    CHECK(leaf_name(run) == "provision.example.com");
    CHECK(samples::failed_rules(nlohmann::json::parse(run.output)) == std::set<std::string>{"load.bundle-order"});
}

TEST_CASE("trap: an intermediate in the same file is used") {
    const TemporaryFolder place;
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto file = place.write("full.pem", testcerts::pem({hierarchy.leaf, hierarchy.issuing_ca}));
    const auto run = check_file(file, {"--roots", samples::file("good/root.pem")});
    CHECK(run.exit == 0);
    CHECK(nlohmann::json::parse(run.output)["subjects"][0]["chains"][0]["certificates"].size() == 3);
}

TEST_CASE("trap: a leaf for clients with the AMT OID is not taken for a server's") {
    const TemporaryFolder place;
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::extended_key_usage(
        {std::string(certlib::oids::client_auth), std::string(certlib::oids::amt_provisioning)}));
    const auto run = check_file(place.write("c.pem", testcerts::pem(testcerts::build(spec).chain())));
    CHECK(run.exit == 1);
    CHECK(samples::failed_rules(nlohmann::json::parse(run.output)).contains("usage.server-auth"));
}

TEST_CASE("trap: an RC2 container with the right password opens and is named") {
    const auto run = samples::check(samples::named("load-pfx-algorithms"), {"--format", "json"});
    CHECK(run.exit == 0);
    CHECK_THAT(run.output, Catch::Contains("RC2-40-CBC"));
}

TEST_CASE("trap: the leaf of a PFX is the certificate of its key, not its first bag") {
    const TemporaryFolder place;
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto octets = testcerts::pfx({.certificates = {hierarchy.root, hierarchy.issuing_ca, hierarchy.leaf}, .key = testcerts::Key::leaf});
    const auto run = check_file(place.write("s.pfx", {reinterpret_cast<const char*>(octets.data()), octets.size()}),
                                {"--password-file", samples::file("password.txt")});
    CHECK(leaf_name(run) == "provision.example.com");
}

TEST_CASE("trap: nothing but the format is on standard output") {
    const TemporaryFolder place;
    place.write("notes.txt", "not a certificate");
    place.write("chain.pem", testcerts::pem(testcerts::build(testcerts::good()).chain()));
    const auto run = check_file(place.path());
    CHECK(run.exit == 0);
    CHECK_FALSE(run.errors.empty());
    CHECK_NOTHROW(nlohmann::json::parse(run.output));
}

TEST_CASE("trap: certificates come in on standard input") {
    const auto pem = testcerts::pem(testcerts::build(testcerts::good()).chain());
    std::vector<std::string> arguments{"check", "-", "--quiet"};
    for (const auto& option : good_options()) arguments.push_back(option);
    CHECK(amtcert(arguments, {.input = pem}).exit == 0);
}

TEST_CASE("trap: names that play tricks with the terminal are shown escaped") {
    const TemporaryFolder place;
    auto spec = testcerts::good();
    spec.leaf.set_common_name("evil\x1b[2J\xe2\x80\xae.example.com");
    const auto file = place.write("evil.pem", testcerts::pem(testcerts::build(spec).chain()));
    for (const std::string format : {"text", "json"}) {
        const auto run = amtcert({"check", file, "--format", format, "--color", "never", "--dns-suffix", "example.com"});
        CHECK(run.output.find('\x1b') == std::string::npos);
        CHECK(run.output.find("\xe2\x80\xae") == std::string::npos);
    }
}

TEST_CASE("trap: public test containers of RPS and Console are judged as a person would") {
    if (!suite::is_there("suites/amt/881a5f05ca5c.pfx")) return;
    const TemporaryFolder place;
    const auto failed = [&](const std::string& name, const std::string& password, const std::string& suffix) {
        const auto run = amtcert({"check", suite::path("suites/amt/" + name), "--format", "json", "--at", "2026-11-24", "--dns-suffix", suffix,
                                  "--password-file", place.write("pw", password)});
        CHECK(run.exit == 1);
        return samples::failed_rules(nlohmann::json::parse(run.output));
    };
    using Names = std::set<std::string>;
    CHECK(failed("881a5f05ca5c.pfx", "P@ssw0rd", "vprodemo.com") == Names{"revocation.aia-present", "revocation.cdp-present", "trust.root-hash"});
    CHECK(failed("a40136d2c13e.pfx", "Intel123!", "test.com") ==
          Names{"load.pfx-algorithms", "revocation.aia-present", "revocation.cdp-present", "trust.root-hash"});
    const Names self_signed{"trust.root-hash", "usage.amt-marker", "usage.leaf-is-ca", "usage.server-auth", "validity.expired"};
    CHECK(failed("33a6e6e01df6.pfx", "Intel123!", "intel.test.com") == self_signed);
    CHECK(failed("021c309d40c8.pfx", "P@ssw0rd", "test.vprodemo.com") == self_signed);
    CHECK(failed("cb08995dd222.pfx", "", "expired.example.com") == self_signed);
    const auto elliptic = failed("leaf03.chain", "", "csr.pem");
    CHECK(elliptic.contains("key.algorithm"));
    CHECK(elliptic.contains("link.issuer-found"));
}
