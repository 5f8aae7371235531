#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/der.h"
#include "support/file_content.h"
#include "support/loopback_pki.h"
#include "support/responder_files.h"
#include "support/samples.h"
#include "support/schema.h"
#include "support/servers.h"

namespace {

using nlohmann::json;
namespace extension = testcerts::extension;

Run reach(const Pki& pki, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"reach", pki.chain()});
    return amtcert(more);
}

/// statuses are the words of a JSON answer, in their order.
std::vector<std::string> statuses(const Run& run) {
    std::vector<std::string> words;
    const auto document = json::parse(run.output);
    for (const auto& location : document.at("locations")) words.push_back(location.at("status"));
    return words;
}

}  // namespace

TEST_CASE("reach: one line a URL with status, size and dates, and exit 0 when all serve what they should") {
    servers::WebServer server;
    Pki pki;
    const auto crl = pki.crl();
    const auto url = server.put("issuing.crl", crl);
    pki.crls_at({{url}});
    pki.spec.leaf.set(extension::authority_info_access({server.put("issuing.cer", pki.issuer())}, {}));
    const auto run = reach(pki);
    CHECK(run.exit == 0);
    CHECK(run.errors.empty());
    CHECK(std::count(run.output.begin(), run.output.end(), '\n') == 2);
    CHECK_THAT(run.output, Catch::StartsWith("ok ") && Catch::Contains(url) &&
                               Catch::Contains(std::to_string(crl.size()) + " bytes") && Catch::Contains(" to "));
    const auto as_json = reach(pki, {"--format", "json"});
    const auto location = json::parse(as_json.output).at("locations").at(0);
    CHECK(location.at("kind") == "crl");
    CHECK(location.at("bytes") == crl.size());
    CHECK(location.at("nextUpdate") == certlib::format_time(*Pki::current().next_update));
    const auto fits = schema::validate("reach.schema.json", {pki.place.write("reach.json", as_json.output)});
    CHECK(fits.exit == 0);
    CHECK(fits.output.empty());
}

TEST_CASE("reach: what CRL locations serve instead, each with its word") {
    servers::WebServer server;
    Pki pki;
    auto stale = Pki::current();
    stale.next_update = Pki::now() - std::chrono::minutes{1};
    auto early = Pki::current();
    early.this_update = Pki::now() + std::chrono::hours{1};
    auto forged = Pki::current();
    forged.signed_with = testcerts::Key::other_ca;
    pki.crls_at(
        {{server.put("good.crl", pki.crl()), server.url("/none.crl"), server.put("page.crl", "<html>"),
          server.put("stale.crl", pki.crl(stale)), server.put("early.crl", pki.crl(early)),
          server.put("forged.crl", pki.crl(forged)), server.put("other.crl", testcerts::issue_crl(Pki::current(), pki.spec.root)),
          server.url("/loop"), server.url("/to-file")}});
    const auto run = reach(pki, {"--format", "json"});
    CHECK(run.exit == 1);
    CHECK(statuses(run) == std::vector<std::string>{"ok", "http-404", "not-a-crl", "stale", "not-yet-valid", "bad-signature",
                                                    "wrong-issuer", "too-many-redirects", "scheme-blocked"});
}

TEST_CASE("reach: each URL is asked once, however many certificates name it") {
    servers::WebServer server;
    Pki pki;
    pki.crls_at({{server.put("issuing.crl", pki.crl())}});
    auto second = pki.spec;
    second.leaf.serial.back() = 9;
    pki.place.write("second.pem", testcerts::pem(testcerts::build(second).chain()));
    const auto chain = pki.chain();
    CHECK(amtcert({"reach", pki.place.path()}).exit == 0);
    CHECK(server.requests("/issuing.crl") == 1);
}

TEST_CASE("reach: a directory, with its host or by --ldap-server") {
    Pki pki;
    const servers::Directory directory(
        {{"ca", {{"certificateRevocationList;binary", {pki.crl()}}, {"cACertificate;binary", {pki.issuer()}}}}});
    const auto path = "/" + servers::Directory::name_of("ca");
    pki.crls_at({{directory.address() + path + "?certificateRevocationList;binary",
                  "ldap://" + path + "?certificateRevocationList?base?objectClass=pkiCA"}});
    pki.spec.leaf.set(extension::authority_info_access({directory.address() + path + "?cACertificate;binary"}, {}));
    const auto run = reach(pki, {"--format", "json"});
    CHECK(run.exit == 3);
    CHECK(statuses(run) == std::vector<std::string>{"ok", "domain-only", "ok"});
    const auto with_server = reach(pki, {"--format", "json", "--ldap-server", directory.address()});
    CHECK(with_server.exit == 0);
    CHECK(statuses(with_server) == std::vector<std::string>{"ok", "ok", "ok"});
}

TEST_CASE("reach: an OCSP responder is asked, and its answer judged") {
    Pki pki;
    const auto ask = [&](const servers::ResponderSpec& spec) {
        const servers::Responder responder(spec);
        pki.spec.leaf.set(extension::authority_info_access({}, {responder.url()}));
        return reach(pki, {"--format", "json"});
    };
    servers::ResponderSpec spec{.index = ca_index(pki.made().leaf),
                                .ca_pem = testcerts::pem({pki.made().issuing_ca}),
                                .signer_pem = testcerts::pem({pki.made().issuing_ca}),
                                .signer_key_pem = testcerts::private_key_pem(testcerts::Key::issuing_ca)};
    CHECK(statuses(ask(spec)) == std::vector<std::string>{"ok"});
    spec.signer_pem = testcerts::pem({pki.made().root});
    spec.signer_key_pem = testcerts::private_key_pem(testcerts::Key::root);
    const auto forged = ask(spec);
    CHECK(forged.exit == 1);
    CHECK(statuses(forged) == std::vector<std::string>{"bad-signature"});
}

TEST_CASE("reach: an issuer that is not at hand is fetched, so that what it signed can be verified") {
    servers::WebServer server;
    Pki pki;
    pki.crls_at({{server.put("issuing.crl", pki.crl())}});
    const auto leaf_alone = [&] {
        return amtcert({"reach", pki.place.write("leaf.pem", testcerts::pem({pki.made().leaf})), "--format", "json"});
    };
    const auto unverified = leaf_alone();
    CHECK(unverified.exit == 3);
    CHECK_THAT(unverified.output, Catch::Contains("signature not checked"));
    pki.spec.leaf.set(extension::authority_info_access({server.put("issuing.cer", pki.issuer())}, {}));
    CHECK(leaf_alone().exit == 0);
}

TEST_CASE("reach: no network is not found out, a closed port is a failure, no location is nothing to fail") {
    Pki pki;
    CHECK(reach(pki).exit == 0);
    pki.crls_at({{"http://no-such-host.invalid/a.crl"}});
    CHECK(reach(pki).exit == 3);
    pki.crls_at({{"http://127.0.0.1:" + std::to_string(servers::free_port()) + "/a.crl"}});
    CHECK(reach(pki).exit == 1);
}

TEST_CASE("reach: what cannot be read is exit 2, and so is wrong usage") {
    for (const auto& arguments : {std::vector<std::string>{"reach", "/nonexistent"},
                                  {"reach"},
                                  {"reach", "x", "--ldap-server", "http://x"},
                                  {"reach", "x", "--at", "noon"}}) {
        const auto run = amtcert(arguments);
        CHECK(run.exit == 2);
        CHECK(run.output.empty());
        CHECK_THAT(run.errors, Catch::StartsWith("error: "));
    }
}

TEST_CASE("reach: a record gives the same answer again without the servers") {
    Pki pki;
    const auto record = pki.place.path("record");
    std::string before;
    {
        servers::WebServer server;
        pki.crls_at({{server.put("issuing.crl", pki.crl()), server.url("/none.crl")}});
        before = reach(pki, {"--format", "json", "--record", record}).output;
    }
    CHECK(reach(pki, {"--format", "json", "--replay", record}).output == before);
    CHECK(reach(pki).exit == 1);
    // A record that was changed is no record: neither its objects nor what it says of them.
    const auto index = record + "/record.json";
    const auto object = std::find_if(std::filesystem::directory_iterator(record), std::filesystem::directory_iterator{}, [](const auto& file) {
                            return file.path().filename() != "record.json";
                        })->path();
    const auto kept = text_of(object);
    std::ofstream(object, std::ios::binary) << "something else";
    CHECK_THAT(reach(pki, {"--replay", record}).errors, Catch::Contains("changed since it was recorded"));
    std::ofstream(object, std::ios::binary) << kept;
    auto document = json::parse(text_of(index));
    for (auto& location : document["locations"]) location["objects"] = json::array();
    std::ofstream(index) << document;
    CHECK(statuses(reach(pki, {"--format", "json", "--replay", record})).front() == "not-a-crl");
    const auto sound = document;
    for (const json& time : {json(-1), json(1e30), json(1ULL << 63U), json("2")}) {
        document["locations"][0]["milliseconds"] = time;
        std::ofstream(index) << document;
        CHECK(reach(pki, {"--replay", record}).exit == 2);
    }
    for (const auto* member : {"objects", "url"}) {
        document = sound;
        document["locations"][0][member] = nullptr;
        std::ofstream(index) << document;
        CHECK(reach(pki, {"--replay", record}).exit == 2);
    }
    document["locations"] = json::object();
    std::ofstream(index) << document;
    CHECK(reach(pki, {"--replay", record}).exit == 2);
    std::ofstream(index) << "[]";
    const auto no_record = reach(pki, {"--replay", record});
    CHECK(no_record.exit == 2);
    CHECK_THAT(no_record.errors, Catch::Contains("damaged, or no record"));
    std::filesystem::remove(index);
    const auto broken = reach(pki, {"--replay", record});
    CHECK(broken.exit == 2);
    CHECK_THAT(broken.errors, Catch::StartsWith("error: --replay: "));
}

TEST_CASE("reach: the cache keeps a valid CRL until its nextUpdate, and nothing else") {
    servers::WebServer server;
    Pki pki;
    const auto cache = pki.place.path("cache");
    auto forged = Pki::current();
    forged.signed_with = testcerts::Key::other_ca;
    pki.crls_at({{server.put("issuing.crl", pki.crl()), server.put("forged.crl", pki.crl(forged))}});
    for (int run = 0; run < 3; ++run)
        CHECK(statuses(reach(pki, {"--format", "json", "--cache", cache})) == std::vector<std::string>{"ok", "bad-signature"});
    CHECK(server.requests("/issuing.crl") == 1);
    CHECK(server.requests("/forged.crl") == 3);
    // Past its nextUpdate it is asked for again.
    const auto later = certlib::format_time(*Pki::current().next_update + std::chrono::days{1});
    (void)reach(pki, {"--cache", cache, "--at", later});
    CHECK(server.requests("/issuing.crl") == 2);
    // A file that somebody damaged is as good as none.
    for (const auto& file : std::filesystem::directory_iterator(cache)) std::filesystem::resize_file(file.path(), 10);
    CHECK(statuses(reach(pki, {"--format", "json", "--cache", cache})).front() == "ok");
    CHECK(server.requests("/issuing.crl") == 3);
    // One that cannot be used is said, and changes nothing.
    const auto unusable = reach(pki, {"--format", "json", "--cache", pki.chain()});
    CHECK(statuses(unusable).front() == "ok");
    CHECK_THAT(unusable.errors, Catch::Contains("note: --cache: "));
}

TEST_CASE("reach: an issuer that a directory holds in a cross-certificate pair is found, and by default looked for there") {
    Pki pki;
    servers::WebServer server;
    pki.crls_at({{server.put("issuing.crl", pki.crl())}});
    const auto pair = der::sequence({der::element(0xa0, pki.issuer())});
    const servers::Directory directory({{"ca", {{"crossCertificatePair;binary", {pair}}}}});
    const auto ask = [&](const std::string& attribute) {
        const auto url = directory.address() + "/" + servers::Directory::name_of("ca") + attribute;
        pki.spec.leaf.set(extension::authority_info_access({url}, {}));
        return amtcert({"reach", pki.place.write("leaf.pem", testcerts::pem({pki.made().leaf})), "--format", "json"});
    };
    for (const auto* attribute : {"?crossCertificatePair;binary", "?crossCertificatePair", ""}) {
        INFO(attribute);
        const auto run = ask(attribute);
        CHECK(run.exit == 0);
        CHECK(statuses(run) == std::vector<std::string>{"ok", "ok"});
    }
    CHECK(statuses(ask("?cACertificate;binary")) == std::vector<std::string>{"ok", "not-a-certificate"});
}

TEST_CASE("reach: where a certificate itself says its deltas are is asked too") {
    servers::WebServer server;
    Pki pki;
    pki.crls_at({{server.put("base.crl", pki.crl())}});
    pki.spec.leaf.set(extension::freshest_crl(server.url("/delta.crl")));
    auto run = reach(pki, {"--format", "json"});
    CHECK(run.exit == 1);
    CHECK(statuses(run) == std::vector<std::string>{"ok", "http-404"});
    auto delta = Pki::current();
    delta.number = 2;
    delta.base_number = 1;
    server.put("delta.crl", pki.crl(delta));
    run = reach(pki, {"--format", "json"});
    CHECK(run.exit == 0);
    CHECK(statuses(run) == std::vector<std::string>{"ok", "ok"});
}
