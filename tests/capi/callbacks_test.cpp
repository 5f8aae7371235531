#include <amtcert/testcerts/crl.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "capi/check.h"

using namespace capi_test;

namespace {

const std::string crl_url = "http://pki.example.com/issuing-ca.crl";

testcerts::HierarchySpec with_crl_location(const std::string& url = crl_url) {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::crl_distribution_point(url));
    return spec;
}

/// status_of is what a report says of one location.
std::string status_of(const Report& report, const std::string& url = crl_url) {
    const auto json = json_of(report);
    for (const auto& one : json.at("subjects").at(0).at("locations"))
        if (one.at("url") == url) return one.at("status").get<std::string>();
    return "not named";
}

/// Asked is what a fetching callback was asked, and what it is to answer.
struct Asked {
    std::vector<std::string> questions;
    testcerts::Bytes object;
    std::string status;
};

void answer(void* user, const char* url, const char* kind, const void*, size_t, amtcert_answer* to) {
    auto& asked = *static_cast<Asked*>(user);
    asked.questions.push_back(std::string(kind) + " " + url);
    if (!asked.status.empty()) CHECK(amtcert_answer_status(to, asked.status.c_str()) == AMTCERT_OK);
    if (!asked.object.empty()) CHECK(amtcert_answer_add(to, asked.object.data(), asked.object.size()) == AMTCERT_OK);
}

/// answered runs a check whose locations a callback answers, and gives what the report says of the CRL's.
std::string answered(Asked& asked) {
    const auto check = check_of(with_crl_location());
    REQUIRE(amtcert_check_on_fetch(check.get(), answer, &asked) == AMTCERT_OK);
    return status_of(run(check));
}

/// Told is what a progress callback was told, and when it has enough.
struct Told {
    std::vector<std::string> calls;
    std::size_t enough = 99;
};

int tell(void* user, size_t done, size_t total, const char* source) {
    auto& told = *static_cast<Told*>(user);
    told.calls.push_back(std::to_string(done) + "/" + std::to_string(total) + " " + (source == nullptr ? "end" : source));
    return done >= told.enough ? 1 : 0;
}

Check two_sources() {
    auto check = empty_check();
    const auto pem = testcerts::pem(testcerts::build(testcerts::good()).chain());
    REQUIRE(add(check, "source", pem, "one.pem") == AMTCERT_OK);
    REQUIRE(add(check, "source", pem, "two.pem") == AMTCERT_OK);
    return check;
}

}  // namespace

TEST_CASE("capi: a fetching callback is asked once for each location, and what it brings is judged") {
    const auto spec = with_crl_location();
    Asked served{.object = testcerts::issue_crl({}, spec.issuing_ca)};
    CHECK(answered(served) == "ok");
    CHECK(std::count(served.questions.begin(), served.questions.end(), "crl " + crl_url) == 1);
    Asked nonsense{.object = {1, 2, 3}};
    CHECK(answered(nonsense) == "not-a-crl");
    Asked refused{.status = "http-404"};
    CHECK(answered(refused) == "http-404");
    Asked silent;
    CHECK(answered(silent) == "not-tried");
}

TEST_CASE("capi: a status has to be one of the report's words, and ok comes with an object alone") {
    const auto check = check_of(with_crl_location());
    const auto wrong = [](void*, const char*, const char*, const void*, size_t, amtcert_answer* to) {
        CHECK(amtcert_answer_status(to, "gone fishing") == AMTCERT_USAGE);
        CHECK(amtcert_answer_status(to, "ok") == AMTCERT_USAGE);
        CHECK(amtcert_answer_status(to, nullptr) == AMTCERT_USAGE);
    };
    REQUIRE(amtcert_check_on_fetch(check.get(), wrong, nullptr) == AMTCERT_OK);
    CHECK(status_of(run(check)) == "not-tried");
}

TEST_CASE("capi: nobody is asked unless that was said, nor when it was said and taken back") {
    Asked asked;
    const auto check = check_of(with_crl_location());
    CHECK(status_of(run(check)) == "not-tried");
    REQUIRE(amtcert_check_on_fetch(check.get(), answer, &asked) == AMTCERT_OK);
    REQUIRE(amtcert_check_set(check.get(), "offline", "true") == AMTCERT_OK);
    run(check);
    REQUIRE(amtcert_check_set(check.get(), "offline", "false") == AMTCERT_OK);
    REQUIRE(amtcert_check_set(check.get(), "revocation", "off") == AMTCERT_OK);
    run(check);
    CHECK(asked.questions.empty());
}

TEST_CASE("capi: the network is used where it was asked for") {
    const std::string nobody = "http://127.0.0.1:1/issuing-ca.crl";
    const auto check = check_of(with_crl_location(nobody));
    REQUIRE(amtcert_check_use_network(check.get()) == AMTCERT_OK);
    CHECK(status_of(run(check), nobody) == "refused");
}

TEST_CASE("capi: progress is told before each certificate and at the end") {
    Told told;
    const auto check = two_sources();
    REQUIRE(amtcert_check_on_progress(check.get(), tell, &told) == AMTCERT_OK);
    run(check);
    CHECK(told.calls == std::vector<std::string>{"0/2 one.pem", "1/2 two.pem", "2/2 end"});
}

TEST_CASE("capi: a progress callback ends the run, without a report") {
    for (const std::size_t enough : {0U, 1U, 2U}) {
        Told told{.enough = enough};
        const auto check = two_sources();
        REQUIRE(amtcert_check_on_progress(check.get(), tell, &told) == AMTCERT_OK);
        amtcert_report* report = nullptr;
        CHECK(amtcert_check_run(check.get(), &report) == AMTCERT_CANCELLED);
        CHECK(report == nullptr);
        CHECK(told.calls.size() == enough + 1);
        REQUIRE(amtcert_check_on_progress(check.get(), nullptr, nullptr) == AMTCERT_OK);
        CHECK(json_of(run(check)).at("subjects").size() == 2);
    }
}

TEST_CASE("capi: what a callback throws ends as a code") {
    const auto check = check_of(with_crl_location());
    amtcert_report* report = nullptr;
    const auto throws = [](void*, const char*, const char*, const void*, size_t, amtcert_answer*) { throw std::runtime_error("callback"); };
    REQUIRE(amtcert_check_on_fetch(check.get(), throws, nullptr) == AMTCERT_OK);
    CHECK(amtcert_check_run(check.get(), &report) == AMTCERT_BUG);
    CHECK(report == nullptr);
    CHECK_FALSE(std::string(amtcert_check_error(check.get())).empty());
    REQUIRE(amtcert_check_on_fetch(check.get(), nullptr, nullptr) == AMTCERT_OK);
    const auto no_memory = [](void*, size_t, size_t, const char*) -> int { throw std::bad_alloc(); };
    REQUIRE(amtcert_check_on_progress(check.get(), no_memory, nullptr) == AMTCERT_OK);
    CHECK(amtcert_check_run(check.get(), &report) == AMTCERT_OUT_OF_MEMORY);
    CHECK(report == nullptr);
}
