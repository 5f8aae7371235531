#include <amtcert/certlib/crl.h>
#include <amtcert/certlib/load.h>

#include <cctype>

#include "support/suite.h"
#include "support/windows_store.h"

using certlib::ErrorKind;
namespace store = windows_store;
using store::fixtures;
using store::leaf;

namespace {

certlib::Result<certlib::Bundle> load_registry(const std::string& text) {
    return certlib::load(certlib::as_bytes(text), "my.reg");
}

std::string error_of(const std::string& text) {
    const auto bundle = load_registry(text);
    REQUIRE_FALSE(bundle);
    return bundle.error().message;
}

/// leaf_value is the registry value of the leaf with a friendly name.
std::string leaf_value() {
    return store::registry_value(
        store::joined({store::element(store::friendly_name_id, store::wide(u"AMT")), store::certificate(leaf())}));
}

std::string with_first_line(const std::string& rest) { return std::string(store::first_line) + rest; }

std::string leaf_export() { return with_first_line(std::string(store::element_key) + leaf_value()); }

}  // namespace

TEST_CASE("registry export: certificates with their properties, and CRLs") {
    if (!suite::is_there(fixtures + "my.reg")) return;
    const auto mine = certlib::load_file(suite::path(fixtures + "my.reg"));
    REQUIRE(mine);
    CHECK(mine->format == certlib::Format::registry_export);
    REQUIRE(mine->certificates.size() == 2);
    CHECK(mine->certificates[0].subject().to_string() == "CN=leaf.test,O=Feas");
    REQUIRE(mine->store_facts.size() == 1);
    CHECK(mine->store_facts.front().certificate == 0);
    CHECK(mine->store_facts.front().friendly_name == "Friendly \xce\xa9");
    CHECK(mine->store_facts.front().key_provider->container == "feas-container");
    const auto intermediates = certlib::load_file(suite::path(fixtures + "ca.reg"));
    REQUIRE(intermediates);
    CHECK(intermediates->certificates.size() == 1);
    CHECK(intermediates->crls.size() == 1);
    CHECK(certlib::load_crls(suite::path(fixtures + "ca.reg")).value().size() == 1);
}

TEST_CASE("registry export: in every dress it comes in") {
    auto unix_lines = leaf_export();
    std::erase(unix_lines, '\r');
    auto upper_case = leaf_export();
    std::transform(upper_case.begin() + static_cast<std::ptrdiff_t>(upper_case.find("hex:") + 4), upper_case.end(),
                   upper_case.begin() + static_cast<std::ptrdiff_t>(upper_case.find("hex:") + 4),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    std::string big_endian = "\xfe\xff";
    for (const char c : leaf_export()) big_endian += {'\0', c};
    for (const auto& text :
         {leaf_export(), unix_lines, upper_case, store::utf16(leaf_export()), big_endian, "\xef\xbb\xbf" + leaf_export(),
          "REGEDIT4\r\n\r\n" + std::string(store::element_key) + leaf_value()}) {
        const auto bundle = load_registry(text);
        REQUIRE(bundle);
        CHECK(bundle->certificates == std::vector{leaf()});
        CHECK(bundle->store_facts.front().friendly_name == "AMT");
    }
}

TEST_CASE("registry export: other keys, values and comments are passed over") {
    const auto others =
        std::string("; a comment\r\n@=\"default\"\r\n\"Name\"=\"with \\\" and \\\\\"\r\n\"Lines\"=\"one\r\ntwo\"\r\n") +
        "\"Number\"=dword:00000001\r\n\"Folded\"=hex(2):25,00,\\\r\n  53,00\r\n\"Gone\"=-\r\n";
    const auto bundle = load_registry(with_first_line("[HKEY_CURRENT_USER\\Software\\Other]\r\n\"Blob\"=hex:ff\r\n" +
                                                      std::string(store::element_key) + others + leaf_value() +
                                                      "\r\n[-HKEY_CURRENT_USER\\X\\Certificates\\00]\r\n\"Blob\"=hex:ff\r\n"));
    REQUIRE(bundle);
    CHECK(bundle->certificates == std::vector{leaf()});
}

TEST_CASE("registry export: cut anywhere it is refused, but for its last line end") {
    const auto whole = leaf_export();
    const auto octets_end = whole.size() - 2;
    for (std::size_t size = 0; size < octets_end; ++size) {
        INFO(size);
        const auto bundle = load_registry(whole.substr(0, size));
        REQUIRE_FALSE(bundle);
        CHECK(bundle.error().message.find('\n') == std::string::npos);
    }
    CHECK(load_registry(whole.substr(0, octets_end)));
    CHECK_FALSE(load_registry(store::utf16(whole).substr(0, whole.size())));
}

TEST_CASE("registry export: an error names its line and what is wrong there") {
    const auto key = std::string(store::element_key);
    CHECK(error_of(with_first_line(key + "\"Blob\"=hex:20,0\r\n")) == "registry export: line 4: a value that is not hexadecimal");
    CHECK(error_of(with_first_line(key + "\"Blob\"=hex:20,,00\r\n")) ==
          "registry export: line 4: a value that is not hexadecimal");
    CHECK(error_of(with_first_line(key + "\"Blob\"=hex:\r\n")) == "registry export: line 4: an empty value");
    CHECK(error_of(with_first_line(key + "\"Blob\"=hex:20,00,\\\r\n")) ==
          "registry export: line 4: truncated: the value goes on in a line that is not there");
    CHECK(error_of(with_first_line(key + "\"Blob\"=hex:20,00,00,00,01,00,00,00,\\\r\n  ff,ff,ff,ff\r\n")) ==
          "registry export: line 4: serialized store: truncated: element of type 32 has 4294967295 octets, 0 are left");
    CHECK(error_of(with_first_line("[HKEY_CURRENT_USER\\Soft\r\n")) == "registry export: line 3: truncated: a key has no end");
    CHECK(error_of(with_first_line(key + "\"Blo\r\n")) == "registry export: line 4: truncated: the name of a value has no end");
    CHECK(error_of(with_first_line(key + "\"Blob\"\r\n")) == "registry export: line 4: truncated: a name without a value");
    CHECK(error_of(with_first_line(key + "\"Name\"=\"text\r\n")) == "registry export: line 4: truncated: a text has no end");
    CHECK(error_of(with_first_line("words\r\n")) == "registry export: line 3: neither a key nor a value");
    CHECK(error_of(with_first_line(key)) == "no certificate found");
}
