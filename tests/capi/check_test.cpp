#include <amtcert/certlib/load.h>
#include <amtcert/rules/render.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "capi/check.h"
#include "support/temporary_folder.h"

using namespace capi_test;

namespace {

/// in_cpp is the same report through the C++ interface.
std::string in_cpp(const std::string& pem, const std::string& suffix) {
    const auto bundle = certlib::load(certlib::as_bytes(pem), "test.pem").value();
    rules::Site site;
    site.at = testcerts::sample_time();
    site.dns_suffixes = {suffix};
    rules::Report report{.time = site.at};
    for (const auto& leaf : rules::subjects_of(bundle)) report.subjects.push_back(rules::evaluate(site, bundle, leaf, {}));
    return rules::render_json(report);
}

}  // namespace

TEST_CASE("capi: a check gives the report of the C++ interface, as often as it is run") {
    const auto pem = testcerts::pem(testcerts::build(testcerts::good()).chain());
    const auto check = empty_check();
    REQUIRE(add(check, "source", pem) == AMTCERT_OK);
    REQUIRE(amtcert_check_set(check.get(), "dnsSuffix", "example.com") == AMTCERT_OK);
    for (int i = 0; i < 2; ++i) {
        const auto report = run(check);
        size_t size = 0;
        const char* const json = amtcert_report_json(report.get(), &size);
        CHECK(size == std::strlen(json));
        CHECK(json == in_cpp(pem, "example.com"));
    }
    CHECK(std::string(amtcert_version()) == rules::tool_version());
}

TEST_CASE("capi: the verdict is that of the tool's exit code") {
    auto spec = testcerts::good();
    const auto root = certlib::to_hex(testcerts::build(spec).root.sha256_fingerprint());
    const auto good = check_of(spec);
    CHECK(amtcert_report_verdict(run(good).get()) == AMTCERT_FAIL);  // its root is no list's
    CHECK(amtcert_check_set(good.get(), "trustedHash", root.c_str()) == AMTCERT_OK);
    CHECK(amtcert_report_verdict(run(good).get()) == AMTCERT_INCONCLUSIVE);  // the domain suffix is not known
    CHECK(amtcert_check_set(good.get(), "dnsSuffix", "example.com") == AMTCERT_OK);
    CHECK(amtcert_report_verdict(run(good).get()) == AMTCERT_PASS);
    spec.leaf.break_signature = true;
    CHECK(amtcert_report_verdict(run(check_of(spec)).get()) == AMTCERT_FAIL);
    CHECK(amtcert_report_verdict(nullptr) == AMTCERT_INCONCLUSIVE);
}

TEST_CASE("capi: every key of a site file is known") {
    std::ifstream file(AMTCERT_SOURCE_DIR "/docs/site.schema.json");
    const auto schema = nlohmann::json::parse(file);
    const std::set<std::string> files{"trustedHashes", "intermediates", "roots", "crls", "consoleStore", "policy"};
    for (const auto& [key, unused] : schema.at("properties").items()) {
        if (key == "$schema") continue;
        INFO(key);
        const auto check = empty_check();
        // No value is right for all; a wrong one is complained about otherwise than a key that is not known.
        if (files.contains(key)) CHECK(amtcert_check_add_file(check.get(), key.c_str(), "/nowhere") == AMTCERT_IO);
        else if (amtcert_check_set(check.get(), key.c_str(), "x") != AMTCERT_OK)
            CHECK(std::string(amtcert_check_error(check.get())).find("no such option") == std::string::npos);
    }
}

TEST_CASE("capi: a mistake is a code, a line and a hint, and the next call that goes well clears them") {
    const auto check = empty_check();
    CHECK(amtcert_check_set(check.get(), "dnsSufix", "example.com") == AMTCERT_USAGE);
    CHECK(std::string(amtcert_check_error(check.get())) == "dnsSufix: no such option");
    CHECK(std::string(amtcert_check_hint(check.get())) == "did you mean dnsSuffix?");
    CHECK(amtcert_check_set(check.get(), "firmware", "17") == AMTCERT_USAGE);
    CHECK(amtcert_check_set(check.get(), "warnDays", "-1") == AMTCERT_USAGE);
    CHECK(amtcert_check_set(check.get(), "role", "plain") == AMTCERT_USAGE);
    CHECK(amtcert_check_set(check.get(), "dnsSuffix", "") == AMTCERT_USAGE);
    CHECK(amtcert_check_set(check.get(), "offline", "yes") == AMTCERT_USAGE);
    CHECK(add(check, "sauce", "x") == AMTCERT_USAGE);
    CHECK(std::string(amtcert_check_hint(check.get())) == "did you mean source?");
    CHECK(add(check, "source", "no certificate") == AMTCERT_NOT_FOUND);
    CHECK(std::string(amtcert_check_error(check.get())).starts_with("test.pem: "));
    CHECK(add(check, "source", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n") == AMTCERT_MALFORMED);
    CHECK(add(check, "policy", "{") == AMTCERT_MALFORMED);
    CHECK(amtcert_check_add_file(check.get(), "source", "/nowhere.pem") == AMTCERT_IO);
    CHECK(add(check, "roots", std::string((64U << 20U) + 1, ' ')) == AMTCERT_LIMIT);
    CHECK(amtcert_check_set(check.get(), "firmware", "16.1") == AMTCERT_OK);
    CHECK(std::string(amtcert_check_error(check.get())).empty());
    CHECK(std::string(amtcert_check_hint(check.get())).empty());
}

TEST_CASE("capi: nothing is judged without a source or a time") {
    amtcert_report* report = nullptr;
    const auto sourceless = empty_check();
    CHECK(amtcert_check_run(sourceless.get(), &report) == AMTCERT_USAGE);
    CHECK(report == nullptr);
    const Check timeless(amtcert_check_new(), &amtcert_check_free);
    REQUIRE(add(timeless, "source", testcerts::pem(testcerts::build(testcerts::good()).chain())) == AMTCERT_OK);
    CHECK(amtcert_check_run(timeless.get(), &report) == AMTCERT_USAGE);
    CHECK(report == nullptr);
    CHECK(std::string(amtcert_check_hint(timeless.get())).starts_with("set at"));
}

TEST_CASE("capi: null pointers are refused") {
    const auto check = empty_check();
    CHECK(amtcert_check_set(nullptr, "at", "2026-11-24") == AMTCERT_USAGE);
    CHECK(amtcert_check_set(check.get(), nullptr, "x") == AMTCERT_USAGE);
    CHECK(amtcert_check_set(check.get(), "at", nullptr) == AMTCERT_USAGE);
    CHECK(amtcert_check_add_file(check.get(), "source", nullptr) == AMTCERT_USAGE);
    CHECK(amtcert_check_add_memory(check.get(), "source", "x", nullptr, 1) == AMTCERT_USAGE);
    CHECK(amtcert_check_add_memory(check.get(), "source", nullptr, "x", 1) == AMTCERT_USAGE);
    CHECK(amtcert_check_set_password(check.get(), nullptr, 1) == AMTCERT_USAGE);
    CHECK(amtcert_check_run(check.get(), nullptr) == AMTCERT_USAGE);
    CHECK(amtcert_answer_add(nullptr, "x", 1) == AMTCERT_USAGE);
    CHECK(amtcert_answer_status(nullptr, "timeout") == AMTCERT_USAGE);
    CHECK(std::string(amtcert_check_error(nullptr)) == "the check is a null pointer");
    CHECK(std::string(amtcert_report_json(nullptr, nullptr)).empty());
    amtcert_check_free(nullptr);
    amtcert_report_free(nullptr);
}

TEST_CASE("capi: files, folders, and what a site file names beside itself") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const TemporaryFolder folder;
    folder.write("leaf.pem", testcerts::pem({hierarchy.leaf}));
    std::filesystem::create_directories(folder.path("cas"));
    folder.write("cas/1.pem", testcerts::pem({hierarchy.issuing_ca}));
    folder.write("cas/2.pem", testcerts::pem({hierarchy.root}));
    folder.write("cas/readme.txt", "no certificate");
    folder.write("policy.json", R"({"failDays": 14})");
    folder.write("site.json", R"({"dnsSuffix": "example.com", "intermediates": "cas", "policy": "policy.json"})");
    const auto check = empty_check();
    REQUIRE(amtcert_check_add_file(check.get(), "source", folder.path("leaf.pem").c_str()) == AMTCERT_OK);
    REQUIRE(amtcert_check_add_file(check.get(), "site", folder.path("site.json").c_str()) == AMTCERT_OK);
    const auto report = json_of(run(check));
    CHECK(report.at("subjects").at(0).at("source") == folder.path("leaf.pem"));
    CHECK(report.at("subjects").at(0).at("chains").at(0).at("certificates").size() == 3);
    CHECK(report.dump().find("example.com") != std::string::npos);
}

TEST_CASE("capi: a password opens what is added after it") {
    const auto check = empty_check();
    const auto& pfx = testcerts::pfx({.certificates = testcerts::build(testcerts::good()).chain(), .key = testcerts::Key::leaf, .password = "correct"});
    const std::string content(pfx.begin(), pfx.end());
    CHECK(add(check, "source", content) == AMTCERT_NO_PASSWORD);
    CHECK(amtcert_check_set_password(check.get(), "wrong", 5) == AMTCERT_OK);
    CHECK(add(check, "source", content) == AMTCERT_WRONG_PASSWORD);
    CHECK(amtcert_check_set_password(check.get(), "correct and more", 7) == AMTCERT_OK);
    CHECK(add(check, "source", content) == AMTCERT_OK);
    CHECK(amtcert_check_set_password(check.get(), nullptr, 0) == AMTCERT_OK);
    CHECK(add(check, "source", content) == AMTCERT_NO_PASSWORD);
    CHECK(json_of(run(check)).at("subjects").size() == 1);
}
