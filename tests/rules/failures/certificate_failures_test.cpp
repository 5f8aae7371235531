// Failures whose cause is the certificate, its key or its file; and those that no certificate tool can decide.
#include "rules/failures/cause.h"

#include <amtcert/certlib/load.h>
#include <amtcert/rules/render.h>

using namespace cause;
using testcerts::Key;
using testcerts::Signing;

TEST_CASE("F06: host-based setup refused although all looks right: amtcert finds nothing but the root that was not sent") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto judged = rules::evaluate(judge::site(hierarchy), judge::bundle({hierarchy.leaf, hierarchy.issuing_ca}),
                                        hierarchy.leaf, {.roots = {hierarchy.root}});
    CHECK(no_error(judged));
    CHECK(shown(judged, "load.root-missing").result == Result::fail);
    CHECK(judged.stages.at(2).verdict == rules::StageVerdict::pass);
}

TEST_CASE("F09: a free CA's PFX: an elliptic key, no marker, a root no device holds") {
    const auto judged = report(
        [](testcerts::HierarchySpec& spec) {
            spec.leaf.key = Key::ec_p256;
            forget_marker(spec);
        },
        [](rules::Site& site) { site.trusted_hashes.clear(); });
    for (const auto* rule : {"key.algorithm", "usage.amt-marker", "trust.root-hash"})
        CHECK(shown(judged, rule).result == Result::fail);
}

TEST_CASE("F10: a SHA-384 certificate is fine for the firmware; signing the nonce with SHA-384 was the console's fault") {
    const auto judged = report(
        [](testcerts::HierarchySpec& spec) {
            spec.leaf.signing = Signing::sha384;
            spec.issuing_ca.signing = Signing::sha384;
        },
        judge::on("18.0.5"));
    CHECK(judged.verdict == Verdict::pass);
    CHECK(shown(judged, "link.signature-hash").result == Result::pass);
}

TEST_CASE("F11: a wildcard from a CA in the list is no provisioning certificate without the Intel OID") {
    const auto judged = report([](testcerts::HierarchySpec& spec) {
        call_leaf(spec, "*.example.com");
        forget_marker(spec);
    });
    CHECK(shown(judged, "usage.amt-marker").result == Result::fail);
    CHECK_THAT(shown(judged, "usage.amt-marker").text, Catch::Contains("2.16.840.1.113741.1.2.3"));
}

TEST_CASE("F12: a public CA's certificate with the Intel OID works and cannot be had again") {
    const auto judged = report(
        [](testcerts::HierarchySpec& spec) {
            constexpr unsigned printable_string = 19;
            spec.root.subject = {{"2.5.4.6", "US", printable_string},
                                 {"2.5.4.10", "DigiCert Inc", printable_string},
                                 {"2.5.4.11", "www.digicert.com", printable_string},
                                 {"2.5.4.3", "DigiCert Global Root G2", printable_string}};
        },
        [](rules::Site& site) { site.at = certlib::parse_time("2027-06-01").value(); });
    CHECK(no_error(judged));
    const auto last = shown(judged, "usage.public-ca-policy");
    CHECK(last.result == Result::fail);
    CHECK_THAT(last.text, Catch::Contains("serverAuth alone") && Catch::Contains("in writing"));
}

TEST_CASE("F13: admin mode refused for a reason the report never gave: amtcert decides each stage, and says what is open") {
    const auto judged = report({}, [](rules::Site& site) {
        site.firmware = rules::parse_releases("16.1.27").value();
        site.dns_suffixes.clear();
    });
    CHECK(no_error(judged));
    CHECK(judged.verdict == Verdict::inconclusive);
    CHECK(judged.stages.at(2).verdict == rules::StageVerdict::inconclusive);
    CHECK_THAT(judged.headline, Catch::Contains("not decided: domain suffix"));
}

TEST_CASE("F17: a certificate without its chain is not passed over in silence") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto judged = judge::all(judge::site(hierarchy), judge::bundle({hierarchy.leaf}));
    CHECK(judged.verdict == Verdict::fail);
    CHECK_THAT(shown(judged, "link.issuer-found").text, Catch::Contains("amtcert Sample Issuing CA"));
}

TEST_CASE("F19: key values mismatch: the PFX is in reverse order, its key is the leaf's") {
    auto chain = testcerts::build(testcerts::good()).chain();
    const auto leaf = chain.front();
    std::reverse(chain.begin(), chain.end());
    const auto octets = testcerts::pfx({.certificates = chain, .key = Key::leaf});
    const auto bundle = certlib::load(
        octets, "server.pfx", {.password = [](std::string_view) { return certlib::Secret(std::string_view("amtcert")); }});
    REQUIRE(bundle.has_value());
    const auto subjects = rules::subjects_of(*bundle);
    REQUIRE(subjects.size() == 1);
    CHECK(subjects.front() == leaf);
    auto site = judge::site(testcerts::build(testcerts::good()));
    site.consoles = {rules::Console::meshcentral};
    const auto judged = rules::evaluate(site, *bundle, leaf, {});
    CHECK(shown(judged, "load.key-match").result == Result::pass);
    CHECK(shown(judged, "load.bundle-order").result == Result::fail);
}

TEST_CASE("F24: a good certificate is told to be one, rule by rule") {
    const auto judged = report({}, judge::on("16.1"));
    CHECK(judged.verdict == Verdict::pass);
    const auto text = rules::render_text({.subjects = {judged}}, {.verbose = true});
    CHECK_THAT(text, Catch::Contains("works on AMT 16.1") && Catch::Contains("extendedKeyUsage has 2.16.840.1.113741.1.2.3"));
    for (const auto* rule : {"link.issuer-found", "trust.root-hash", "name.domain-suffix"})
        CHECK(shown(judged, rule).result == Result::pass);
}

TEST_CASE("F25: RSA 3072 before AMT 22 is a warning, since devices refused such a certificate") {
    const auto warned = shown(report([](auto& spec) { spec.leaf.key = Key::rsa3072; }, judge::on("16.1")), "key.length");
    CHECK(warned.result == Result::fail);
    CHECK(warned.severity == Severity::warning);
    CHECK_THAT(warned.text, Catch::Contains("3072"));
}

TEST_CASE("F26: on AMT 19 the client refused the device's own certificate; the provisioning certificate is fine") {
    const auto judged = report({}, judge::on("19.0"));
    CHECK(judged.verdict == Verdict::pass);
}
