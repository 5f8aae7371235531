#include <amtcert/rules/settings.h>

#include <catch2/catch.hpp>

namespace {

std::vector<std::string> values_of(const std::vector<rules::Setting>& settings, std::string_view key) {
    for (const auto& setting : settings)
        if (setting.key == key) return setting.values;
    return {};
}

certlib::Error refused(std::string_view text) {
    INFO(text);
    const auto read = rules::read_site_file(text);
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("site file: every kind of value becomes what would stand on the command line") {
    const auto site = rules::read_site_file(R"(// our deployment
{ "$schema": "site.schema.json", "role": "provisioning", "dnsSuffix": ["a.example", "b.example"], "firmware": "16.1",
  "warnDays": 14, "requireKey": true, /* the devices' list */ "trustedHashes": "list.json", "require": "key.length" })");
    REQUIRE(site.has_value());
    CHECK(values_of(*site, "role") == Values{"provisioning"});
    CHECK(values_of(*site, "dnsSuffix") == Values{"a.example", "b.example"});
    CHECK(values_of(*site, "firmware") == Values{"16.1"});
    CHECK(values_of(*site, "warnDays") == Values{"14"});
    CHECK(values_of(*site, "requireKey") == Values{"true"});
    for (const auto& setting : *site) CHECK(setting.is_file == (setting.key == "trustedHashes"));
    CHECK(site->size() == 7);
}

TEST_CASE("site file: a key is the option's name in camelCase") {
    CHECK(rules::option_of("at") == "--at");
    CHECK(rules::option_of("mebxServerFqdn") == "--mebx-server-fqdn");
}

TEST_CASE("site file: a byte order mark of UTF-8 is no matter, UTF-16 is refused") {
    CHECK(rules::read_site_file("\xef\xbb\xbf{}").has_value());
    CHECK(refused(std::string_view("\xff\xfe{\0}\0", 6)).hint == "save the file as UTF-8");
}

TEST_CASE("site file: an unknown key is refused with the nearest known one") {
    CHECK(refused(R"({"dnsSufix": "x"})").message == "dnsSufix: no such key");
    CHECK(refused(R"({"dnsSufix": "x"})").hint == "did you mean dnsSuffix?");
    CHECK_THAT(refused(R"({"certificate": "x"})").hint, Catch::Contains("known here: role, firmware"));
    CHECK(refused("{\"" + std::string(500'000, 'k') + "\": 1}").message.size() < 200);
}

TEST_CASE("site file: a value of another type is named with its path") {
    CHECK(refused(R"({"warnDays": "30"})").message == "warnDays: a whole number from 0 required, string given");
    CHECK(refused(R"({"warnDays": -1})").message == "warnDays: a whole number from 0 required, -1 given");
    CHECK(refused(R"({"warnDays": 1.5})").message == "warnDays: a whole number from 0 required, 1.5 given");
    CHECK(refused(R"({"dnsSuffix": ["a", 7]})").message == "dnsSuffix[1]: a string required, 7 given");
    CHECK(refused(R"({"role": ["auto"]})").message == "role: a string required, array given");
    CHECK(refused(R"({"requireKey": null})").message == "requireKey: true or false required, null given");
    CHECK(refused(R"({"mebxSuffix": " "})").message == "mebxSuffix: an empty string");
    CHECK(refused(R"({"console": []})").message == "console: an empty array");
    CHECK(refused(R"({"trustedHashes": "a\u0000b"})").message == "trustedHashes: a control character");
    CHECK(refused(R"({"require": ["key.length", "key.lenght"]})").message == "require[1]: no rule is called key.lenght");
}

TEST_CASE("site file: a key given twice is refused, in whatever object") {
    CHECK(refused(R"({"at": "2026-01-01", "at": "2026-02-01"})").message == "at: given twice in one object");
    // The same key in two objects is no repetition.
    CHECK(refused(R"({"a": {"x": 1}, "b": {"x": 1}})").message == "a: no such key");
}

TEST_CASE("site file: what is no JSON is refused with the line") {
    CHECK(refused("").message == "empty file");
    CHECK(refused(" \n").message == "empty file");
    CHECK(refused("\xef\xbb\xbf").message == "empty file");
    CHECK(refused("[]").message == "a JSON object required");
    CHECK(refused("{\n  \"at\": ,\n}").message == "not JSON: line 2, column 9");
    CHECK_THAT(refused("{} {}").message, Catch::StartsWith("not JSON: line 1"));
    CHECK_THAT(refused("{\"at\": \"2026").message, Catch::StartsWith("not JSON: line 1"));
    CHECK_THAT(refused(std::string_view("\x30\x82\x01\x00\xff", 5)).message, Catch::StartsWith("not JSON"));
    CHECK_THAT(refused("{\"at\": \"\xff\"}").message, Catch::StartsWith("not JSON"));
    CHECK(refused(R"({"warnDays": 1e999})").message == "a number out of range");
}

TEST_CASE("site file: deep nesting is refused before it costs anything") {
    CHECK(refused(std::string(900'000, '[')).message == "nested deeper than 8 levels");
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
    CHECK(refused(objects).message == "nested deeper than 8 levels");
}
