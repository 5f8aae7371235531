#include <amtcert/certlib/load.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/file_content.h"
#include "support/loopback_pki.h"
#include "support/samples.h"
#include "support/servers.h"

namespace {

namespace fs = std::filesystem;

/// Fleet is a file with two chains for one leaf, and the private key with them.
struct Fleet {
    testcerts::Hierarchy old_chain;
    certlib::Certificate cross;
    certlib::Certificate new_root;

    std::vector<std::string> trust() const {
        return {"--trusted-hash", certlib::to_hex(old_chain.root.sha256_fingerprint()), "--trusted-hash",
                certlib::to_hex(new_root.sha256_fingerprint())};
    }
};

Fleet fleet() {
    auto spec = testcerts::good();
    spec.root.signing = testcerts::Signing::sha1;
    auto new_root = testcerts::good().root;
    new_root.key = testcerts::Key::rsa4096;
    new_root.set_common_name("amtcert Sample New Root CA");
    auto cross = spec.root;
    cross.signing = testcerts::Signing::sha256;
    cross.serial.back() = 0x22;
    return {testcerts::build(spec), testcerts::issue(cross, new_root), testcerts::issue(new_root, new_root)};
}

std::string source(const TemporaryFolder& place, const Fleet& made) {
    auto certificates = made.old_chain.chain();
    certificates.push_back(made.cross);
    certificates.push_back(made.new_root);
    return place.write("all.pem", testcerts::private_key_pem(testcerts::Key::leaf) + testcerts::pem(certificates));
}

Run bundle(const std::string& file, const std::string& folder, const Fleet& made, std::vector<std::string> more) {
    std::vector<std::string> arguments{"bundle", file, "-o", folder, "--at", "2026-11-24", "--dns-suffix", "example.com"};
    for (const auto& option : made.trust()) arguments.push_back(option);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return amtcert(arguments);
}

std::set<std::string> names_in(const std::string& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
    return names;
}

}  // namespace

TEST_CASE("bundle command: the source is not written over, and a path is shown without its control characters") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto file = source(place, made);
    std::filesystem::create_directory(place.path("send"));
    std::filesystem::rename(file, place.path("send/chain.pem"));
    const auto before = text_of(place.path("send/chain.pem"));
    const auto refused = bundle(place.path("send/chain.pem"), place.path("send"), made, {"--firmware", "16.1"});
    CHECK(refused.exit == 2);
    CHECK_THAT(refused.errors, Catch::Contains("would be written over"));
    CHECK(text_of(place.path("send/chain.pem")) == before);
    const auto odd = bundle(place.path("send/chain.pem"), place.path("a\x1b[31m\nb"), made, {"--firmware", "16.1"});
    CHECK(odd.exit == 0);
    CHECK(odd.output.find('\x1b') == std::string::npos);
}

TEST_CASE("bundle command: one file per group of releases, each as check judges it") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto folder = place.path() + "/send";
    const auto run = bundle(source(place, made), folder, made, {"--firmware", "5.2,16.1"});
    // No source shows AMT 5.2 accepting the SHA-256 signatures of the leaf.
    CHECK(run.exit == 3);
    CHECK(run.errors.empty());
    CHECK(names_in(folder) == std::set<std::string>{"chain_5.2.pem", "chain_16.1.pem"});
    CHECK_THAT(run.output, Catch::Contains("chain_16.1.pem") && Catch::Contains("why not the chain to"));
    for (const auto* release : {"5.2", "16.1"}) {
        const auto file = folder + "/chain_" + release + ".pem";
        std::vector<std::string> arguments{"check",        file,          "--at",       "2026-11-24",
                                           "--dns-suffix", "example.com", "--firmware", release};
        for (const auto& option : made.trust()) arguments.push_back(option);
        CHECK(amtcert(arguments).exit == (release == std::string("5.2") ? 3 : 0));
        CHECK(certlib::load_file(file).value().certificates.front() == made.old_chain.leaf);
    }
}

TEST_CASE("bundle command: no octet of the private key gets into a file or onto the screen") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto folder = place.path() + "/send";
    const auto file = place.write("all.pfx", [&] {
        auto certificates = made.old_chain.chain();
        certificates.push_back(made.cross);
        certificates.push_back(made.new_root);
        const auto pfx = testcerts::pfx({.certificates = certificates, .key = testcerts::Key::leaf});
        return std::string(pfx.begin(), pfx.end());
    }());
    const auto run = bundle(file, folder, made, {"--firmware", "5.2,16.1", "--password-file", place.write("pw", "amtcert\n")});
    REQUIRE(run.exit == 3);
    const auto& key = testcerts::private_key_pkcs8(testcerts::Key::leaf);
    // The private numbers begin behind the modulus; wherever a piece of them starts, it would be seen as such or in base64.
    const auto pem = testcerts::private_key_pem(testcerts::Key::leaf);
    std::vector<std::string> pieces;
    for (std::size_t at = 320; at + 16 <= key.size(); at += 16) pieces.emplace_back(key.begin() + at, key.begin() + at + 16);
    for (auto at = pem.find('\n', 460) + 1; at + 16 <= pem.rfind("-----END"); at += 65) pieces.push_back(pem.substr(at, 16));
    REQUIRE(pieces.size() > 40);
    std::string all = run.output + run.errors;
    for (const auto& name : names_in(folder)) all += text_of(folder + "/" + name);
    CHECK(all.find("PRIVATE") == std::string::npos);
    for (const auto& piece : pieces) CHECK(all.find(piece) == std::string::npos);
    // The search would have found it.
    const auto given = text_of(source(place, made));
    CHECK(given.find(pieces.back()) != std::string::npos);
}

TEST_CASE("bundle command: nothing is written when nothing will do, and it says why") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto folder = place.path() + "/send";
    const auto lonely = place.write("leaf.pem", testcerts::pem({made.old_chain.leaf}));
    const auto run = bundle(lonely, folder, made, {"--firmware", "16.1"});
    CHECK(run.exit == 1);
    CHECK_FALSE(fs::exists(folder));
    CHECK_THAT(run.output,
               Catch::StartsWith("nothing written") && Catch::Contains("link.issuer-found") && Catch::Contains("fix: "));
}

TEST_CASE("bundle command: a release that is not served is exit 1, one that is in doubt exit 3") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto old_only = place.write("old.pem", testcerts::pem(made.old_chain.chain()));
    const auto run = bundle(old_only, place.path() + "/a", made, {"--firmware", "14,16.1"});
    CHECK(run.exit == 1);
    CHECK(names_in(place.path() + "/a") == std::set<std::string>{"chain.pem"});
    CHECK_THAT(run.output, Catch::Contains("no chain for AMT 16.1") && Catch::Contains("trust.root-usable"));
    CHECK(bundle(source(place, made), place.path() + "/b", made, {"--firmware", "22"}).exit == 3);
}

TEST_CASE("bundle command: without releases, every generation's chain") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto run = bundle(source(place, made), place.path() + "/send", made, {});
    CHECK(run.exit == 0);
    CHECK(names_in(place.path() + "/send").size() == 2);
    CHECK_THAT(run.output, Catch::Contains("no remote configuration"));
}

TEST_CASE("bundle command: a folder that cannot be made is exit 2") {
    const TemporaryFolder place;
    const auto made = fleet();
    const auto run = bundle(source(place, made), place.write("file", "x") + "/send", made, {"--firmware", "16.1"});
    CHECK(run.exit == 2);
    CHECK(run.output.empty());
    CHECK_THAT(run.errors, Catch::StartsWith("error: "));
}

TEST_CASE("bundle command: issuers that only their locations have are fetched, where that is allowed") {
    servers::WebServer server;
    Pki pki;
    const auto root = pki.made().root;
    pki.spec.issuing_ca.set(testcerts::extension::authority_info_access(
        {server.put("root.cer", certlib::Bytes(root.der().begin(), root.der().end()))}, {}));
    pki.spec.leaf.set(testcerts::extension::authority_info_access({server.put("issuing.cer", pki.issuer())}, {}));
    const auto lonely = pki.place.write("leaf.pem", testcerts::pem({pki.made().leaf}));
    const auto folder = pki.place.path("send");
    const auto write = [&](const std::vector<std::string>& more) {
        fs::remove_all(folder);
        std::vector<std::string> arguments{
            "bundle",       lonely,        "-o",         folder, "--trusted-hash", certlib::to_hex(root.sha256_fingerprint()),
            "--dns-suffix", "example.com", "--firmware", "16.1"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return amtcert(arguments);
    };
    const auto record = pki.place.path("record");
    const auto run = write({"--record", record});
    CHECK(run.exit == 0);
    CHECK(run.errors.empty());
    CHECK_THAT(run.output, Catch::Contains("certificate 0: CN=provision.example.com,O=Example\n") &&
                               Catch::Contains("certificate 1: CN=amtcert Sample Issuing CA,O=Example (fetched)") &&
                               Catch::Contains("certificate 2: CN=amtcert Sample Root CA,O=Example (fetched)"));
    CHECK(certlib::load_file(folder + "/chain.pem").value().certificates == pki.made().chain());

    const auto asked = server.requests("/issuing.cer");
    for (const auto& options : {std::vector<std::string>{"--offline"}, {"--revocation", "off"}}) {
        const auto refused = write(options);
        CHECK(refused.exit == 1);
        CHECK_FALSE(fs::exists(folder));
        CHECK_THAT(refused.output, Catch::Contains("link.issuer-found"));
    }
    CHECK(server.requests("/issuing.cer") == asked);
    server.stop();
    CHECK(write({"--replay", record}).output == run.output);
    CHECK(fs::exists(folder + "/chain.pem"));
}

TEST_CASE("bundle command: a chain with a revoked certificate is not written") {
    Pki pki;
    auto list = Pki::current();
    list.revoked = {{.serial = pki.spec.issuing_ca.serial, .date = list.this_update, .reason = 2}};
    const auto crl = pki.place.write("root.crl", testcerts::crl_pem(testcerts::issue_crl(list, pki.spec.root)));
    const std::vector<std::string> arguments{"bundle",
                                             pki.chain(),
                                             "-o",
                                             pki.place.path("send"),
                                             "--trusted-hash",
                                             certlib::to_hex(pki.made().root.sha256_fingerprint()),
                                             "--dns-suffix",
                                             "example.com",
                                             "--firmware",
                                             "16.1",
                                             "--offline"};
    CHECK(amtcert(arguments).exit == 0);
    fs::remove_all(pki.place.path("send"));
    auto with_list = arguments;
    with_list.insert(with_list.end(), {"--crls", crl});
    const auto run = amtcert(with_list);
    CHECK(run.exit == 1);
    CHECK_THAT(run.output, Catch::Contains("revocation.not-revoked"));
    CHECK_FALSE(fs::exists(pki.place.path("send")));
}
