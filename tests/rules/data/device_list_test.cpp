#include <amtcert/rules/device_list.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "support/file_content.h"
#include "support/suite.h"

namespace {

const std::string go_daddy_g2 = "45140b3247eb9cc8c5b4f0d7b53091f73292089e6e5a63e2749dd3aca9198eda";
const std::string go_daddy_g2_sha1 = "47beabc922eae80e78783462a79f45c254fde68b";

rules::DeviceList read(std::string_view text) { return rules::read_device_list(text).value(); }

certlib::Error refusal(std::string_view text) {
    const auto list = rules::read_device_list(text);
    REQUIRE_FALSE(list);
    CHECK(list.error().message.find('\n') == std::string::npos);
    return list.error();
}

/// fixture reads a file of spec/fixtures, or gives nothing where it is absent.
std::optional<rules::DeviceList> fixture(const std::string& name) {
    if (!suite::is_there("spec/fixtures/" + name)) return std::nullopt;
    return read(text_of(suite::path("spec/fixtures/" + name)));
}

const rules::TrustedHash& entry(const rules::DeviceList& list, std::string_view name) {
    for (const auto& one : list.hashes)
        if (one.name == name) return one;
    throw std::runtime_error("no such entry: " + std::string(name));
}

std::string utf16(std::string_view ascii, bool little) {
    std::string text = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char c : ascii) text += little ? std::string{c, '\0'} : std::string{'\0', c};
    return text;
}

}  // namespace

TEST_CASE("parse_hash: hex in either case, with or without colons, and base64") {
    const auto octets = certlib::from_hex(go_daddy_g2).value();
    CHECK(rules::parse_hash(go_daddy_g2).value() == octets);
    CHECK(rules::parse_hash(" 45:14:0B:32:47:EB:9C:C8:C5:B4:F0:D7:B5:30:91:F7:32:92:08:9E:6E:5A:63:E2:74:9D:D3:AC:A9:19:8E:DA ")
              .value() == octets);
    CHECK(rules::parse_hash(certlib::to_base64(octets)).value() == octets);
    CHECK(rules::parse_hash(go_daddy_g2_sha1).value().size() == 20);
    CHECK(rules::parse_hash(std::string(96, 'a')).value().size() == 48);
}

TEST_CASE("parse_hash: another length, or no hash at all, is a usage error") {
    for (const std::string text : {"", "zz", "00", "not a hash", "4514"}) {
        INFO(text);
        REQUIRE_FALSE(rules::parse_hash(text));
        CHECK(rules::parse_hash(text).error().kind == certlib::ErrorKind::usage);
    }
    CHECK(rules::parse_hash(go_daddy_g2.substr(2)).error().message == "a hash of 31 octets");
    CHECK_FALSE(rules::parse_hash(std::string(128, 'a')));
}

TEST_CASE("device list: rpc amtinfo JSON of a device of 2025") {
    const auto list = fixture("rpc-amtinfo-cert-2025.json");
    if (!list) return;
    CHECK(list->format == "rpc amtinfo JSON");
    CHECK(list->hashes.size() == 22);
    CHECK(entry(*list, "Go Daddy Root CA-G2").is_default);
    CHECK(certlib::to_hex(entry(*list, "Go Daddy Root CA-G2").hash) == go_daddy_g2);
    CHECK_FALSE(entry(*list, "example.com").is_default);
    CHECK(entry(*list, "example.com").active);
}

TEST_CASE("device list: rpc amtinfo JSON names the release and the suffix") {
    const auto list = fixture("rpc-amtinfo-all-shape.SYNTHETIC.json");
    if (!list) return;
    CHECK(list->firmware == "16.1.27");
    CHECK(list->dns_suffix == "vprodemo.com");
    CHECK(list->hashes.size() == 22);
}

TEST_CASE("device list: rpc amtinfo text of the same device") {
    const auto list = fixture("rpc-amtinfo-cert-2025.txt");
    if (!list) return;
    CHECK(list->format == "rpc amtinfo text");
    CHECK(list->hashes.size() == 22);
    CHECK(entry(*list, "Entrust.net CA (2048)").is_default);
    CHECK_FALSE(entry(*list, "example.com").is_default);
    CHECK(std::all_of(list->hashes.begin(), list->hashes.end(), [](const auto& one) { return one.active; }));
}

TEST_CASE("device list: MeshCmd text, with the stray comma of an owner's entry") {
    const auto list = fixture("meshcmd-amthashes-8.1.71.txt");
    if (!list) return;
    CHECK(list->format == "MeshCmd text");
    CHECK(list->firmware == "8.1.71");
    CHECK(list->dns_suffix == "mesh.meshcentral.com");
    REQUIRE(list->hashes.size() == 3);
    CHECK(entry(*list, "VeriSign Class 3 Primary CA-G1").is_default);
    CHECK(entry(*list, "My domain Root CA").active);
    CHECK_FALSE(entry(*list, "My domain Root CA").is_default);
}

TEST_CASE("device list: MeshCentral meiState JSON") {
    const auto list = fixture("meshcentral-meistate-hashes.fragment.json");
    if (!list) return;
    CHECK(list->format == "MeshCentral JSON");
    REQUIRE(list->hashes.size() == 4);
    CHECK(list->hashes.front().name == "DigiCert Global Root G3");
    CHECK(list->hashes.front().active);
    CHECK(list->hashes.front().is_default);
}

TEST_CASE("device list: the hashes a device sent to RPS") {
    const auto list = fixture("rps-certHashes-amt-11.8.50.json");
    if (!list) return;
    CHECK(list->format == "RPS JSON");
    CHECK(list->firmware == "11.8.50");
    CHECK(list->hashes.size() == 19);
}

TEST_CASE("device list: RPS hashes inside payload or deviceInfo") {
    for (const std::string key : {"payload", "deviceInfo"}) {
        const auto list = read(R"({"method":"activate",")" + key + R"(":{"ver":"14.1.65","fqdn":"example.com","certHashes":[")" +
                               go_daddy_g2 + R"("]}})");
        CHECK(list.format == "RPS JSON");
        CHECK(list.firmware == "14.1.65");
        CHECK(list.dns_suffix == "example.com");
        CHECK(list.hashes.size() == 1);
    }
}

TEST_CASE("device list: an inactive entry is kept and marked") {
    CHECK_FALSE(read(R"({"certificateHashes":{"A":{"Hash":")" + go_daddy_g2 + R"(","IsActive":false,"IsDefault":true}}})")
                    .hashes.at(0)
                    .active);
    CHECK_FALSE(read(R"({"Hashes":[{"isActive":0,"certificateHash":")" + go_daddy_g2 + R"(","name":"A"}]})").hashes.at(0).active);
    CHECK_FALSE(read(R"({"Hash":")" + go_daddy_g2 + R"(","Name":"A","IsActive":false})").hashes.at(0).active);
    CHECK_FALSE(read("---Certificate Hashes---\nA  (Default)\n   SHA256: " + go_daddy_g2).hashes.at(0).active);
    CHECK_FALSE(read("---Certificate Hashes---\nA\n   SHA256: " + go_daddy_g2).hashes.at(0).active);
    CHECK_FALSE(read("A, (Default)\n  SHA256: " + go_daddy_g2).hashes.at(0).active);
}

TEST_CASE("device list: the older rpc text without a blank between the flags") {
    const auto list =
        read("---Certificate Hashes---\r\nGo Daddy Root CA-G2  (Default,Active)\r\n   SHA256: " + go_daddy_g2 + "\r\n");
    REQUIRE(list.hashes.size() == 1);
    CHECK(list.hashes.front().name == "Go Daddy Root CA-G2");
    CHECK(list.hashes.front().active);
    CHECK(list.hashes.front().is_default);
}

TEST_CASE("device list: the full rpc text names the release and the suffix of the ME") {
    const auto list = read(
        "Version\t\t\t: 16.1.25\nBuild Number\t\t: 3425\nDNS Suffix\t\t: example.com\nDNS Suffix (OS)\t\t: os.example.com\n"
        "---Wired Adapter---\nMAC Address\t\t: 00:11:22:33:44:55\n---Certificate Hashes---\nA  (Active)\n   SHA256: " +
        go_daddy_g2);
    CHECK(list.firmware == "16.1.25");
    CHECK(list.dns_suffix == "example.com");
    CHECK(list.hashes.size() == 1);
}

TEST_CASE("device list: the length decides, not the label") {
    const auto list = read("---Certificate Hashes---\nA  (Active)\n   SHA256: " + go_daddy_g2_sha1);
    CHECK(list.hashes.at(0).hash.size() == 20);
    CHECK(read(R"({"Hashes":[{"hashAlgorithm":3,"certificateHash":")" + go_daddy_g2_sha1 + R"("}]})").hashes.at(0).hash.size() ==
          20);
}

TEST_CASE("device list: entries in base64") {
    const auto base64 = certlib::to_base64(certlib::from_hex(go_daddy_g2).value());
    CHECK(certlib::to_hex(read(R"({"certHashes":[")" + base64 + R"("]})").hashes.at(0).hash) == go_daddy_g2);
    CHECK(certlib::to_hex(read("Own Root " + base64).hashes.at(0).hash) == go_daddy_g2);
}

TEST_CASE("device list: a plain list, names before or after, comments") {
    const auto list = read("# our roots\n\n" + go_daddy_g2 + "\n" + go_daddy_g2_sha1 +
                           " Go Daddy G2, by SHA-1  # old devices\nOur Root 1: " + std::string(64, 'b') +
                           "\nsha256: " + std::string(64, 'c') + "\n45:14:0b:" + go_daddy_g2.substr(6) + "\n");
    CHECK(list.format == "plain");
    REQUIRE(list.hashes.size() == 5);
    CHECK(list.hashes[0].name.empty());
    CHECK(list.hashes[0].active);
    CHECK(list.hashes[1].name == "Go Daddy G2, by SHA-1");
    CHECK(list.hashes[2].name == "Our Root 1");
    CHECK(certlib::to_hex(list.hashes[4].hash) == go_daddy_g2);
}

TEST_CASE("device list: UTF-16 as PowerShell writes it, and a UTF-8 byte order mark") {
    CHECK(read(utf16("A " + go_daddy_g2 + "\r\n", true)).hashes.at(0).name == "A");
    CHECK(read(utf16("A " + go_daddy_g2 + "\r\n", false)).hashes.at(0).name == "A");
    CHECK(read("\xEF\xBB\xBF" + go_daddy_g2).hashes.size() == 1);
    CHECK(read(std::string("\xFF\xFE\xFC\0\x20\0", 6) + utf16(go_daddy_g2, true).substr(2)).hashes.at(0).name == "\xC3\xBC");
    CHECK(read(std::string("\xFF\xFE\x3D\xD8\x00\xDE\x20\0", 8) + utf16(go_daddy_g2, true).substr(2)).hashes.at(0).name ==
          "\xF0\x9F\x98\x80");
}

TEST_CASE("device list: broken UTF-16 is malformed") {
    CHECK(refusal("\xFF\xFE"
                  "a")
              .kind == certlib::ErrorKind::malformed);
    CHECK(refusal(std::string("\xFF\xFE\x3D\xD8\x41\0", 6)).kind == certlib::ErrorKind::malformed);
    CHECK(refusal(std::string("\xFF\xFE\x00\xDC", 4)).kind == certlib::ErrorKind::malformed);
}

TEST_CASE("device list: a name that would upset a terminal is made safe") {
    const auto list = read(go_daddy_g2 + " evil\x1B[2J");
    CHECK(list.hashes.at(0).name.find('\x1B') == std::string::npos);
    CHECK(read(R"({"certificateHashes":{"A\u001b[2J":{"Hash":")" + go_daddy_g2 + R"("}}})").hashes.at(0).name.find('\x1B') ==
          std::string::npos);
}

TEST_CASE("device list: an entry that is no hash is malformed, and named") {
    CHECK(refusal("A " + go_daddy_g2.substr(2)).message.find("line 1: ") == 0);
    CHECK(refusal(go_daddy_g2 + "\nhello").message == "line 2: no hash in hex or base64");
    CHECK(refusal("---Certificate Hashes---\nA  (Active)\n   SHA256: 4514").message == "line 3: a hash of 2 octets");
    for (const std::string json :
         {R"({"certHashes":["4514"]})", R"({"certHashes":[7]})", R"({"certHashes":"4514"})", R"({"Hashes":[{}]})",
          R"({"certificateHashes":{"A":{"Hash":null}}})", R"({"Hash":"4514"})", R"([[]])"}) {
        INFO(json);
        CHECK(refusal(json).kind == certlib::ErrorKind::malformed);
    }
    CHECK(refusal(R"({"certificateHashes":{"A":{"Hash":")" + go_daddy_g2 + R"(","IsActive":"perhaps"}}})").kind ==
          certlib::ErrorKind::malformed);
}

TEST_CASE("device list: what a MeshCentral server holds itself is no device's list") {
    const auto list = rules::read_device_list("--- Activation Certificate 1 ---\nName  : domain.com\nSHA1  : " + std::string(40, 'a') + "\n");
    REQUIRE_FALSE(list);
    CHECK(list.error().kind == certlib::ErrorKind::malformed);
    CHECK(list.error().message.find("MeshCentral server") != std::string::npos);
}

TEST_CASE("device list: broken JSON is malformed") {
    for (const std::string json : {"{", "{\"certHashes\":[", "[1,", "{]", "{\"a\":1e99999999}", "{\"a\":\"\xFF\"}"}) {
        INFO(json);
        CHECK(refusal(json).kind == certlib::ErrorKind::malformed);
    }
}

TEST_CASE("device list: no hash at all is not found") {
    for (const std::string text : {"", "  \n", "# nothing\n", "{}", "[]", R"({"certificateHashes":{}})",
                                   R"({"certificateHashes":null})", "---No Certificate Hashes Found---"}) {
        INFO(text);
        CHECK(refusal(text).kind == certlib::ErrorKind::not_found);
    }
}

TEST_CASE("device list: deep nesting is a limit, not a crash") {
    CHECK(refusal(std::string(500'000, '[')).kind == certlib::ErrorKind::limit);
    CHECK(refusal("{\"a\":" + std::string(64, '[') + std::string(64, ']') + "}").kind == certlib::ErrorKind::limit);
    CHECK(read("{\"note\":\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + R"(","certHashes":[")" + go_daddy_g2 +
               "\"]}")
              .hashes.size() == 1);
}

TEST_CASE("device list: size and count are limited") {
    CHECK(refusal(std::string((1U << 20U) + 1, ' ')).kind == certlib::ErrorKind::limit);
    std::string lines;
    for (int i = 0; i < 1000; ++i) lines += go_daddy_g2_sha1 + "\n";
    CHECK(read(lines).hashes.size() == 1000);
    CHECK(refusal(lines + go_daddy_g2_sha1).kind == certlib::ErrorKind::limit);
}
