#include <amtcert/certlib/load.h>
#include <amtcert/rules/device_list.h>
#include <amtcert/rules/roots.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "support/file_content.h"
#include "support/suite.h"

namespace {

using rules::Presence;

const rules::Root& root(std::string_view name) {
    for (const auto& one : rules::roots())
        if (one.name == name) return one;
    throw std::runtime_error("no such root: " + std::string(name));
}

std::set<std::string> in_list(std::string_view id) {
    std::set<std::string> hashes;
    const auto lists = rules::root_lists();
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (lists[i].id != id) continue;
        for (const auto& one : rules::roots())
            if ((one.lists >> i) & 1U) hashes.emplace(one.sha256);
    }
    return hashes;
}

std::set<std::string> in_file(const std::string& name) {
    std::set<std::string> hashes;
    const auto list = rules::read_device_list(text_of(suite::path(name))).value();
    for (const auto& entry : list.hashes) hashes.insert(certlib::to_hex(entry.hash));
    return hashes;
}

Presence on(std::string_view name, std::string_view release) {
    return rules::presence(root(name), rules::parse_releases(release).value().front());
}

rules::Release whole_row(std::string_view id) {
    for (const auto& release : rules::all_releases())
        if (release.label == id) return release;
    throw std::runtime_error("no such row: " + std::string(id));
}

}  // namespace

TEST_CASE("roots: the table has 29 roots, each hash once and of its length") {
    std::set<std::string_view> hashes;
    for (const auto& one : rules::roots()) {
        INFO(one.name);
        CHECK((one.sha1.empty() || one.sha1.size() == 40));
        CHECK(one.sha256.size() == 64);
        CHECK((one.sha384.empty() || one.sha384.size() == 96));
        for (const auto hash : {one.sha1, one.sha256, one.sha384})
            if (!hash.empty()) CHECK(hashes.insert(hash).second);
    }
    CHECK(rules::roots().size() == 29);
}

TEST_CASE("roots: the lists have as many roots as their sources show") {
    const std::vector<std::pair<std::string, std::size_t>> expected{
        {"original", 5},       {"updated", 6},      {"sdk-7-10", 8},    {"thinkpad-8.0", 15},
        {"meshcmd-8.1.71", 2}, {"amt-11.8.50", 19}, {"hello-2021", 23}, {"device-2025", 21}};
    REQUIRE(rules::root_lists().size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(rules::root_lists()[i].id == expected[i].first);
        CHECK(in_list(expected[i].first).size() == expected[i].second);
    }
}

TEST_CASE("roots: the certificates have the hashes and subjects of the table") {
    if (!suite::is_there("spec/roots")) return;
    std::size_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(suite::path("spec/roots"))) {
        INFO(file.path().string());
        const auto bundle = certlib::load_file(file.path().string());
        REQUIRE(bundle);
        const auto& certificate = bundle->certificates.at(0);
        const auto* found = rules::find_root(certificate);
        REQUIRE(found != nullptr);
        CHECK(certlib::to_hex(certificate.sha1_fingerprint()) == found->sha1);
        CHECK(certlib::to_hex(certificate.sha384_fingerprint()) == found->sha384);
        CHECK(certificate.subject().to_string() == found->subject);
        CHECK(certlib::format_date(certificate.not_after()) == found->not_after);
        ++count;
    }
    CHECK(count == 26);
}

TEST_CASE("roots: AMT 11.8.50 has exactly the hashes its device sent") {
    const std::string file = "spec/fixtures/rps-certHashes-amt-11.8.50.json";
    if (!suite::is_there(file)) return;
    CHECK(in_file(file) == in_list("amt-11.8.50"));
}

TEST_CASE("roots: the list of 2025 is that of the device, without the owner's own") {
    const std::string file = "spec/fixtures/rpc-amtinfo-cert-2025.txt";
    if (!suite::is_there(file)) return;
    auto hashes = in_file(file);
    CHECK(hashes.erase("50dd04b8c7ef4b0f852614818788715c541183b4e59f5fff167a202eea511a0b") == 1);
    CHECK(hashes == in_list("device-2025"));
}

TEST_CASE("roots: the list of 2021 is that of the hello packets") {
    const std::string file = "spec/fixtures/amt-hello-packets.json";
    if (!suite::is_there(file)) return;
    std::set<std::string> hashes;
    const auto packets = nlohmann::json::parse(text_of(suite::path(file)));
    for (const auto& hash : packets.at("samples").at(0).at("parsed").at("hashes")) hashes.insert(hash.at(1).get<std::string>());
    CHECK(hashes == in_list("hello-2021"));
}

TEST_CASE("roots: MeshCmd's guide shows the two of its list") {
    const std::string file = "spec/fixtures/meshcmd-amthashes-8.1.71.txt";
    if (!suite::is_there(file)) return;
    auto hashes = in_file(file);
    CHECK(hashes.erase("f808bb74af3caa9942fb4a6121d31027b7d696eb6c0d5d21462756891e8a230f") == 1);
    CHECK(hashes == in_list("meshcmd-8.1.71"));
}

TEST_CASE("find_root: the length of a hash tells which it is") {
    const auto& g2 = root("Go Daddy Root CA-G2");
    for (const auto hash : {g2.sha1, g2.sha256, g2.sha384}) CHECK(rules::find_root(certlib::from_hex(hash).value()) == &g2);
    CHECK(rules::find_root(certlib::Bytes(32, 0)) == nullptr);
    CHECK(rules::find_root(certlib::Bytes{}) == nullptr);
    CHECK(rules::find_root(certlib::Bytes(48, 0)) == nullptr);
}

TEST_CASE("presence: observed in a list of the release") {
    CHECK(on("Go Daddy Root CA-G2", "11.8.50") == Presence::observed);
    CHECK(on("VeriSign Class 3 Primary CA-G1", "2.6") == Presence::observed);
    CHECK(on("VeriSign Class 3 Primary CA-G5", "9.0.30") == Presence::observed);
    CHECK(on("Baltimore CyberTrust Root", "8.1.71") == Presence::observed);
    CHECK(on("Comodo AAA CA", "5.2") == Presence::observed);
}

TEST_CASE("presence: likely between two lists that hold it") {
    CHECK(on("Go Daddy Root CA-G2", "16.1") == Presence::likely);
    CHECK(on("Go Daddy Root CA-G2", "12") == Presence::likely);
    CHECK(on("DigiCert Global Root G2", "14") == Presence::likely);
    CHECK(on("DigiCert Global Root G2", "16.1") == Presence::likely);
    CHECK(on("DigiCert Global Root G2", "19") == Presence::likely);
    for (const std::string name : {"VeriSign Class 3 Primary CA-G1", "VeriSign Class 3 Primary CA-G3", "Go Daddy Class 2 CA",
                                   "Comodo AAA CA", "Starfield Class 2 CA"})
        CHECK(on(name, "6.2") == Presence::likely);
}

TEST_CASE("presence: a root that came by update is likely there, not observed") {
    CHECK(on("VeriSign Class 3 Primary CA-G2", "4.0") == Presence::likely);
    CHECK(on("VeriSign Class 3 Primary CA-G2", "2.2") == Presence::unknown);
}

TEST_CASE("presence: unknown where only other releases list it") {
    CHECK(on("DigiCert Global Root G2", "11.8.50") == Presence::unknown);
    CHECK(on("VeriSign Class 3 Primary CA-G1.5", "14") == Presence::unknown);
    CHECK(on("Cybertrust Global Root", "19") == Presence::unknown);
}

TEST_CASE("presence: one list alone makes nothing likely") {
    for (const auto& release : rules::all_releases()) {
        INFO(release.label);
        CHECK(rules::presence(root("USERTrust RSA CA"), release) == Presence::unknown);
        CHECK(rules::presence(root("GlobalSign NP RSA CA 2018"), release) == Presence::unknown);
    }
}

TEST_CASE("presence: nothing is known of AMT 22 and later") {
    for (const auto& one : rules::roots()) {
        INFO(one.name);
        const auto known = rules::presence(one, rules::parse_releases("22").value().front());
        CHECK(known == (one.name == "VeriSign Class 3 Primary CA-G1" ? Presence::removed : Presence::unknown));
    }
}

TEST_CASE("presence: VeriSign G1 is removed from 11.8.65 and from 12.0.32") {
    const std::string g1 = "VeriSign Class 3 Primary CA-G1";
    CHECK(on(g1, "11.8.50") == Presence::observed);
    CHECK(on(g1, "11.8.65") == Presence::removed);
    CHECK(on(g1, "12.0.31") == Presence::unknown);
    CHECK(on(g1, "12.0.32") == Presence::removed);
    CHECK(on(g1, "14") == Presence::removed);
}

TEST_CASE("presence: a list of some releases does not speak for the whole row") {
    CHECK(rules::presence(root("Baltimore CyberTrust Root"), whole_row("7-10")) == Presence::likely);
    CHECK(rules::presence(root("VeriSign Class 3 Primary CA-G5"), whole_row("7-10")) == Presence::observed);
}

TEST_CASE("usable from 15H: no SHA-1 or older signature, no RSA below 2048") {
    for (const std::string name :
         {"VeriSign Class 3 Primary CA-G1", "VeriSign Class 3 Primary CA-G1.5", "VeriSign Class 3 Primary CA-G2",
          "VeriSign Class 3 Primary CA-G3", "VeriSign Class 3 Primary CA-G5", "GTE CyberTrust Global Root", "Go Daddy Class 2 CA",
          "Starfield Class 2 CA", "Comodo AAA CA", "Baltimore CyberTrust Root", "Cybertrust Global Root", "Entrust.net CA (2048)",
          "Entrust Root CA", "DigiCert Global Root CA"})
        CHECK(root(name).usable_from_15h() == false);
    for (const std::string name :
         {"Go Daddy Root CA-G2", "DigiCert Global Root G2", "DigiCert Global Root G3", "USERTrust RSA CA"})
        CHECK(root(name).usable_from_15h() == true);
    for (const std::string name : {"Verizon Global Root", "GlobalSign NP RSA CA 2018", "GlobalSign NP ECC CA 2018"})
        CHECK_FALSE(root(name).usable_from_15h().has_value());
}
