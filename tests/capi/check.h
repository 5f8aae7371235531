#pragma once

#include <amtcert/amtcert.h>
#include <amtcert/testcerts/hierarchy.h>

#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

/// What the tests of the C interface share: handles that free themselves, and checks that are ready to run.
namespace capi_test {

using Check = std::unique_ptr<amtcert_check, decltype(&amtcert_check_free)>;
using Report = std::unique_ptr<amtcert_report, decltype(&amtcert_report_free)>;

/// empty_check is a check with nothing but its time.
inline Check empty_check() {
    Check check(amtcert_check_new(), &amtcert_check_free);
    REQUIRE(check != nullptr);
    REQUIRE(amtcert_check_set(check.get(), "at", "2026-11-24") == AMTCERT_OK);
    return check;
}

inline amtcert_status add(const Check& check, const char* key, const std::string& content, const char* name = "test.pem") {
    return amtcert_check_add_memory(check.get(), key, name, content.data(), content.size());
}

/// check_of judges the chain of a hierarchy.
inline Check check_of(const testcerts::HierarchySpec& spec) {
    auto check = empty_check();
    REQUIRE(add(check, "source", testcerts::pem(testcerts::build(spec).chain())) == AMTCERT_OK);
    return check;
}

/// run runs a check that has to come to a report.
inline Report run(const Check& check) {
    amtcert_report* report = nullptr;
    const auto status = amtcert_check_run(check.get(), &report);
    INFO(amtcert_check_error(check.get()));
    REQUIRE(status == AMTCERT_OK);
    REQUIRE(report != nullptr);
    return {report, &amtcert_report_free};
}

inline nlohmann::json json_of(const Report& report) { return nlohmann::json::parse(amtcert_report_json(report.get(), nullptr)); }

}  // namespace capi_test
