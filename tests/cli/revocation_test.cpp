// check against locations that real servers serve.
#include "support/file_content.h"
#include "support/loopback_pki.h"
#include "support/responder_files.h"
#include "support/samples.h"
#include "support/schema.h"
#include "support/servers.h"

namespace {

using nlohmann::json;
namespace extension = testcerts::extension;

/// check judges the chain as of now, its root being trusted.
Run check(const Pki& pki, std::vector<std::string> more = {}) {
    const std::vector<std::string> always{"check",          pki.chain(),
                                          "--dns-suffix",   "example.com",
                                          "--trusted-hash", certlib::to_hex(pki.made().root.sha256_fingerprint()),
                                          "--format",       "json"};
    more.insert(more.begin(), always.begin(), always.end());
    return amtcert(more);
}

json subject(const Run& run) { return json::parse(run.output).at("subjects").at(0); }

/// results lists what a rule came to, each finding once.
std::vector<std::string> results(const Run& run, const std::string& rule) {
    std::vector<std::string> all;
    const auto report = subject(run);
    for (const auto& result : report.at("results"))
        if (result.at("rule") == rule) all.push_back(result.at("result"));
    return all;
}

std::string evidence(const Run& run, const std::string& rule) {
    const auto report = subject(run);
    for (const auto& result : report.at("results"))
        if (result.at("rule") == rule) return result.at("evidence");
    return "no such rule";
}

using Words = std::vector<std::string>;

testcerts::CrlSpec revoking(const testcerts::CertificateSpec& certificate) {
    auto list = Pki::current();
    list.revoked = {{.serial = certificate.serial, .date = list.this_update, .reason = 1}};
    return list;
}

servers::ResponderSpec responder_for(const Pki& pki, const std::string& index) {
    return {.index = index,
            .ca_pem = testcerts::pem({pki.made().issuing_ca}),
            .signer_pem = testcerts::pem({pki.made().issuing_ca}),
            .signer_key_pem = testcerts::private_key_pem(testcerts::Key::issuing_ca)};
}

}  // namespace

TEST_CASE("check: locations are asked unless told otherwise, and stand in the report") {
    servers::WebServer server;
    Pki pki;
    const auto url = server.put("issuing.crl", pki.crl());
    pki.crls_at({{url}});
    const auto run = check(pki);
    CHECK(run.exit == 0);
    const auto location = subject(run).at("locations").at(0);
    CHECK(location.at("url") == url);
    CHECK(location.at("status") == "ok");
    CHECK(location.at("certificate") == 0);
    CHECK(subject(run).at("forecast").at("what") == "CRL of CN=amtcert Sample Issuing CA,O=Example expires");
    CHECK(schema::validate("report.schema.json", {pki.place.write("report.json", run.output)}).output.empty());
    for (const auto& option : {Words{"--offline"}, Words{"--revocation", "off"}}) {
        const auto before = server.requests("/issuing.crl");
        CHECK(results(check(pki, option), "revocation.crl-reachable") == Words{"skipped"});
        CHECK(server.requests("/issuing.crl") == before);
    }
}

TEST_CASE("check: a revoked leaf and a revoked intermediate fail, with day and reason") {
    servers::WebServer server;
    Pki pki;
    pki.crls_at({{server.put("issuing.crl", pki.crl(revoking(pki.spec.leaf)))}});
    auto run = check(pki);
    CHECK(run.exit == 1);
    CHECK_THAT(evidence(run, "revocation.not-revoked"), Catch::Contains("reason keyCompromise"));
    pki.spec.issuing_ca.set(extension::crl_distribution_points(
        {{server.put("root.crl", testcerts::issue_crl(revoking(pki.spec.issuing_ca), pki.spec.root))}}));
    run = check(pki);
    CHECK(results(run, "revocation.not-revoked") == Words{"fail", "fail"});
}

TEST_CASE("check: an indirect CRL by the root speaks for the issuing CA's certificates") {
    servers::WebServer server;
    Pki pki;
    auto list = Pki::current();
    list.extensions = {extension::indirect_crl()};
    const auto serve = [&] { return server.put("indirect.crl", testcerts::issue_crl(list, pki.spec.root)); };
    pki.spec.leaf.set(extension::indirect_crl_point(serve(), pki.spec.root.subject));
    const auto run = check(pki, {"--revocation", "require"});
    CHECK(run.exit == 0);
    CHECK(results(run, "revocation.crl-reachable").front() == "pass");
    // The serial alone is the root's; the leaf's issuer has to be named.
    list.revoked = {{.serial = pki.spec.leaf.serial, .date = list.this_update, .reason = 1}};
    serve();
    CHECK(check(pki).exit == 0);
    list.revoked[0].certificate_issuer = pki.spec.issuing_ca.subject;
    serve();
    CHECK(check(pki).exit == 1);
}

TEST_CASE("check: a CRL and the delta it names, both from a server") {
    servers::WebServer server;
    Pki pki;
    auto delta = revoking(pki.spec.leaf);
    delta.number = 6;
    delta.base_number = 5;
    auto base = Pki::current();
    base.number = 5;
    base.extensions = {extension::freshest_crl(server.put("delta.crl", pki.crl(delta)))};
    pki.crls_at({{server.put("base.crl", pki.crl(base))}});
    const auto run = check(pki);
    CHECK(run.exit == 1);
    CHECK_THAT(evidence(run, "revocation.not-revoked"), Catch::Contains("delta CRL"));
}

TEST_CASE("check: a CRL location that is gone fails, and with nobody there at all nothing is decided") {
    Pki pki;
    {
        servers::WebServer server;
        pki.crls_at({{server.url("/gone.crl")}});
        CHECK(check(pki).exit == 1);
    }
    CHECK(check(pki).exit == 1);  // a port that refuses is somebody who answers
    pki.crls_at({{"http://no-such-host.invalid/issuing.crl"}});
    const auto run = check(pki);
    CHECK(run.exit == 0);
    CHECK(results(run, "revocation.crl-reachable") == Words{"inconclusive"});
    CHECK_THAT(evidence(run, "revocation.crl-reachable"), Catch::Contains("no network here"));
    CHECK(check(pki, {"--revocation", "require"}).exit == 3);
}

TEST_CASE("check: CRLs at hand decide offline, and under --revocation require have to be there for every certificate") {
    Pki pki;
    const auto issuing = pki.place.write("issuing.pem", testcerts::crl_pem(pki.crl()));
    const auto root = pki.place.write("root.pem", testcerts::crl_pem(testcerts::issue_crl(Pki::current(), pki.spec.root)));
    const auto run = check(pki, {"--offline", "--crls", issuing, "--crls", root, "--revocation", "require"});
    CHECK(run.exit == 0);
    CHECK(results(run, "revocation.not-revoked") == Words{"pass"});
    CHECK(check(pki, {"--offline", "--crls", issuing, "--revocation", "require"}).exit == 3);
    CHECK(check(pki, {"--offline", "--crls", issuing}).exit == 0);
    CHECK(check(pki, {"--offline", "--revocation", "require"}).exit == 3);
    const auto none = check(pki, {"--crls", pki.place.write("empty.crl", "nothing")});
    CHECK(none.exit == 2);
    CHECK(none.output.empty());
    CHECK_THAT(none.errors, Catch::StartsWith("error: --crls: "));
}

TEST_CASE("check: --expect-revoked turns the question round") {
    Pki pki;
    const auto listed = pki.place.write("listed.pem", testcerts::crl_pem(pki.crl(revoking(pki.spec.leaf))));
    const auto unlisted = pki.place.write("unlisted.pem", testcerts::crl_pem(pki.crl()));
    CHECK(check(pki, {"--offline", "--expect-revoked", "--crls", listed}).exit == 0);
    CHECK(check(pki, {"--offline", "--expect-revoked", "--crls", unlisted}).exit == 1);
    CHECK(check(pki, {"--offline", "--expect-revoked"}).exit == 3);
    CHECK(check(pki, {"--offline", "--crls", listed}).exit == 1);
}

TEST_CASE("check: OCSP good, revoked, unknown, and from a responder that is down") {
    Pki pki;
    const auto ask = [&](const std::string& index) {
        const servers::Responder responder(responder_for(pki, index));
        pki.spec.leaf.set(extension::authority_info_access({}, {responder.url()}));
        return check(pki);
    };
    auto run = ask(ca_index(pki.made().leaf));
    CHECK(run.exit == 0);
    CHECK(results(run, "revocation.ocsp") == Words{"pass"});
    // The issuing CA has neither a CRL nor a responder.
    CHECK(results(run, "revocation.not-revoked") == Words{"inconclusive"});
    run = ask(ca_index(pki.made().leaf, "261101000000Z,keyCompromise"));
    CHECK(run.exit == 1);
    CHECK_THAT(evidence(run, "revocation.not-revoked"),
               Catch::Contains("revoked on 2026-11-01T00:00:00Z, reason keyCompromise, says the OCSP answer"));
    run = ask("");
    CHECK(run.exit == 0);
    CHECK(results(run, "revocation.ocsp") == Words{"fail"});
    CHECK_THAT(evidence(run, "revocation.ocsp"), Catch::Contains("does not know the certificate"));
    run = check(pki);  // nobody is there any more
    CHECK(results(run, "revocation.ocsp") == Words{"fail"});
    CHECK(run.exit == 0);
}

TEST_CASE("check: a record gives the same report octet for octet, for the same time, and holds no secret") {
    Pki pki;
    const auto record = pki.place.path("record");
    std::string before;
    {
        servers::WebServer server;
        const servers::Responder responder(responder_for(pki, ca_index(pki.made().leaf)));
        pki.crls_at({{server.put("issuing.crl", pki.crl()), server.url("/gone.crl")}});
        pki.spec.leaf.set(extension::authority_info_access({server.put("issuing.cer", pki.issuer())}, {responder.url()}));
        before = check(pki, {"--record", record}).output;
        CHECK_THAT(before, Catch::Contains("\"status\": \"http-404\""));
    }
    const auto again = check(pki, {"--replay", record});
    CHECK(again.exit == 0);
    CHECK(again.output == before);
    CHECK(check(pki, {"--replay", record, "--at", "2030-01-01"}).output != before);
    CHECK(check(pki, {"--replay", pki.place.path("none")}).exit == 2);
    CHECK(check(pki, {"--replay", record, "--record", record}).exit == 2);
}

TEST_CASE("check: file locations when allowed") {
    Pki pki;
    pki.crls_at({{"file://" + pki.place.write("issuing.crl", as_text(pki.crl()))}});
    CHECK(results(check(pki), "revocation.crl-reachable") == Words{"inconclusive"});
    CHECK(results(check(pki, {"--allow-file-urls"}), "revocation.crl-reachable") == Words{"pass"});
}

TEST_CASE("check: the locations of a folder are asked side by side, each once") {
    const servers::OddServer odd;
    Pki pki;
    for (int i = 0; i < 8; ++i) {
        auto one = pki.spec;
        one.leaf.set(extension::crl_distribution_points({{odd.url("/sleep/1/" + std::to_string(i))}}));
        pki.place.write(std::to_string(i) + ".pem", testcerts::pem(testcerts::build(one).chain()));
    }
    const auto start = std::chrono::steady_clock::now();
    const auto run = amtcert({"check", pki.place.path(), "--dns-suffix", "example.com", "--format", "json"});
    CHECK(json::parse(run.output).at("subjects").size() == 8);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{6});
}

TEST_CASE("check: revocation options stand in the site file too") {
    Pki pki;
    const auto listed = pki.place.write("listed.crl", testcerts::crl_pem(pki.crl(revoking(pki.spec.leaf))));
    const auto site = pki.place.write("site.json", R"({"crls": "listed.crl", "offline": true, "revocation": "require"})");
    CHECK(check(pki, {"--site", site}).exit == 1);
    CHECK(check(pki, {"--site", pki.place.write("never.json", R"({"revocation": "never"})")}).exit == 2);
}

TEST_CASE("check: a delta that the certificate itself names revokes; one that is gone is a warning") {
    servers::WebServer server;
    Pki pki;
    auto base = Pki::current();
    base.number = 5;
    pki.crls_at({{server.put("base.crl", pki.crl(base))}});
    pki.spec.leaf.set(extension::freshest_crl(server.url("/delta.crl")));
    auto run = check(pki);
    CHECK(run.exit == 0);
    CHECK_THAT(evidence(run, "revocation.crl-reachable"), Catch::Contains("delta CRL: ") && Catch::Contains("http-404"));
    auto delta = revoking(pki.spec.leaf);
    delta.number = 6;
    delta.base_number = 5;
    server.put("delta.crl", pki.crl(delta));
    run = check(pki);
    CHECK(run.exit == 1);
    CHECK_THAT(evidence(run, "revocation.not-revoked"), Catch::Contains("delta CRL"));
}

TEST_CASE("check and chain: CRLs in the source itself count as if given, are verified as those are, and are spoken of") {
    Pki pki;
    const auto with = [&](const certlib::Bytes& list) {
        return pki.place.write("with.pem", testcerts::pem(pki.made().chain()) + testcerts::crl_pem(list));
    };
    const auto judge = [&](const std::string& file, std::vector<std::string> more) {
        more.insert(more.begin(), {"check", file, "--dns-suffix", "example.com", "--trusted-hash",
                                   certlib::to_hex(pki.made().root.sha256_fingerprint()), "--offline"});
        return amtcert(more);
    };
    const auto revoked = with(pki.crl(revoking(pki.spec.leaf)));
    CHECK(judge(revoked, {}).exit == 1);
    CHECK_THAT(judge(revoked, {}).output,
               Catch::Contains("note: The source holds a CRL itself; it is asked as if given with --crls."));
    CHECK(judge(revoked, {"--revocation", "off"}).exit == 0);
    CHECK_THAT(judge(revoked, {"--revocation", "off"}).output, !Catch::Contains("The source holds a CRL"));
    const auto root = pki.place.write("root.pem", testcerts::pem({pki.made().root}));
    const auto now = certlib::format_time(Pki::now());
    CHECK(amtcert({"chain", revoked, "--roots", root, "--at", now}).exit == 1);
    CHECK(amtcert({"chain", revoked, "--roots", root, "--at", now, "--revocation", "off"}).exit == 0);
    CHECK_THAT(amtcert({"chain", revoked, "--roots", root, "--at", now}).output,
               Catch::Contains("note: The source holds a CRL itself"));
    // In PKCS#7, as Windows exports it.
    const auto pkcs7 = pki.place.path("with.p7b");
    REQUIRE(run_command({"openssl", "crl2pkcs7", "-in",
                         pki.place.write("list.pem", testcerts::crl_pem(pki.crl(revoking(pki.spec.leaf)))), "-certfile",
                         pki.chain(), "-outform", "DER", "-out", pkcs7})
                .exit == 0);
    CHECK_THAT(evidence(judge(pkcs7, {"--format", "json"}), "revocation.not-revoked"), Catch::Contains("reason keyCompromise"));
    auto forged = revoking(pki.spec.leaf);
    forged.signed_with = testcerts::Key::other_ca;
    const auto unsigned_list = judge(with(pki.crl(forged)), {"--format", "json"});
    CHECK(results(unsigned_list, "revocation.not-revoked") == Words{"inconclusive", "inconclusive"});
    CHECK(results(unsigned_list, "revocation.crl-valid") == Words{"fail"});
    CHECK(judge(with({0x30, 0x00}), {}).exit == 2);
}

TEST_CASE("check: what an appointed OCSP responder says counts for good only when it is known not to be revoked itself") {
    Pki pki;
    auto appointed = pki.spec.leaf;
    appointed.set_common_name("Responder");
    appointed.key = testcerts::Key::other_leaf;
    appointed.serial = {0x77};
    appointed.set(extension::extended_key_usage({std::string(certlib::oids::ocsp_signing)}));
    const auto ask = [&](const std::string& index, const std::vector<std::string>& more) {
        auto spec = responder_for(pki, index);
        spec.signer_pem = testcerts::pem({testcerts::issue(appointed, pki.spec.issuing_ca)});
        spec.signer_key_pem = testcerts::private_key_pem(appointed.key);
        const servers::Responder responder(spec);
        pki.spec.leaf.set(extension::authority_info_access({}, {responder.url()}));
        return check(pki, more);
    };
    const auto status = [](const Run& run) { return subject(run).at("locations").at(0).at("status").get<std::string>(); };
    const auto good = ca_index(pki.made().leaf);
    const auto bad = ca_index(pki.made().leaf, "261101000000Z,keyCompromise");
    const auto clean = pki.place.write("clean.pem", testcerts::crl_pem(pki.crl()));
    const auto listing = pki.place.write("listing.pem", testcerts::crl_pem(pki.crl(revoking(appointed))));

    auto run = ask(good, {});  // nothing says whether it is revoked
    CHECK(status(run) == "ok");
    CHECK(results(run, "revocation.ocsp") == Words{"inconclusive"});
    CHECK_THAT(evidence(run, "revocation.ocsp"),
               Catch::Contains("Responder") && Catch::Contains("whether that is revoked is not known"));
    CHECK(results(run, "revocation.not-revoked") == Words{"inconclusive", "inconclusive"});
    run = ask(bad, {});  // nor may what it says be passed over
    CHECK(run.exit == 1);
    CHECK_THAT(evidence(run, "revocation.not-revoked"), Catch::Contains("says the OCSP answer"));

    CHECK(results(ask(good, {"--crls", clean}), "revocation.ocsp") == Words{"pass"});
    run = ask(bad, {"--crls", listing});
    CHECK(status(run) == "bad-signature");
    CHECK(results(run, "revocation.ocsp") == Words{"fail"});
    CHECK_THAT(evidence(run, "revocation.ocsp"), Catch::Contains("which is revoked, says the CRL of"));
    // By the same CRL the leaf is good, whatever the revoked responder says.
    CHECK(results(run, "revocation.not-revoked") == Words{"inconclusive"});

    appointed.extensions.push_back({std::string(certlib::oids::ocsp_no_check), false, {0x05, 0x00}});
    run = ask(good, {});
    CHECK(results(run, "revocation.ocsp") == Words{"pass"});
    CHECK(results(run, "revocation.not-revoked") == Words{"inconclusive"});  // the issuing CA, of which nobody speaks
}
