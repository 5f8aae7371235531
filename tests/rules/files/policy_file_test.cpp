#include <amtcert/rules/settings.h>

#include <catch2/catch.hpp>

namespace {

certlib::Error refused(std::string_view text) {
    INFO(text);
    const auto read = rules::read_policy_file(text);
    REQUIRE_FALSE(read.has_value());
    return read.error();
}

certlib::Error refused_suppression(const std::string& members) { return refused(R"({"suppressions": [{)" + members + "}]}"); }

const std::string complete = R"("rule": "key.length", "reason": "old CA", "until": "2026-12-31")";

}  // namespace

TEST_CASE("policy file: severities, thresholds and suppressions are read") {
    const auto file = rules::read_policy_file(R"({
        "severity": { "key.strength": "error", "load.bundle-order": "info" },
        "failOn": "warning", "failDays": 7,
        "suppressions": [ {)" + complete + R"(}, {)" +
                                              complete + R"(, "certificate": "CN=Old CA,O=Example"} ] })");
    REQUIRE(file.has_value());
    CHECK(file->settings.size() == 2);
    CHECK(file->policy.severities.at("key.strength") == rules::Severity::error);
    CHECK(file->policy.severities.at("load.bundle-order") == rules::Severity::info);
    REQUIRE(file->policy.suppressions.size() == 2);
    CHECK(file->policy.suppressions[0].rule == "key.length");
    CHECK(file->policy.suppressions[0].reason == "old CA");
    CHECK(file->policy.suppressions[0].certificate.empty());
    CHECK(certlib::format_date(file->policy.suppressions[0].last_day) == "2026-12-31");
    CHECK(file->policy.suppressions[1].certificate == "CN=Old CA,O=Example");
}

TEST_CASE("policy file: a fingerprint may have colons and capitals") {
    const std::string sha1 = "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD";
    const auto file = rules::read_policy_file(R"({"suppressions": [{)" + complete + R"(, "certificate": ")" + sha1 + "\"}]}");
    REQUIRE(file.has_value());
    CHECK(file->policy.suppressions.at(0).certificate == "aabbccddeeff00112233445566778899aabbccdd");
}

TEST_CASE("policy file: a suppression has a rule, a reason and a last day") {
    CHECK(refused_suppression(R"("rule": "key.length", "until": "2026-12-31")").message == "suppressions[0].reason: missing");
    CHECK(refused_suppression(R"("rule": "key.length", "reason": "x")").message == "suppressions[0].until: missing");
    CHECK(refused_suppression(R"("reason": "x", "until": "2026-12-31")").message == "suppressions[0].rule: missing");
    CHECK(refused_suppression(R"("rule": "key.length", "reason": "", "until": "2026-12-31")").message ==
          "suppressions[0].reason: an empty string");
    CHECK(refused_suppression(R"("rule": "key.length", "reason": "x", "until": "someday")").message ==
          "suppressions[0].until: not a date: 'someday'");
    CHECK(refused_suppression(R"("rule": "key.length", "reason": "x", "until": "2026-02-30")").message ==
          "suppressions[0].until: not a date: '2026-02-30'");
    CHECK(refused_suppression(R"("rule": "key.lengths", "reason": "x", "until": "2026-12-31")").hint ==
          "did you mean key.length?");
}

TEST_CASE("policy file: unknown keys and wrong types are refused with their path") {
    CHECK(refused(R"({"supressions": []})").hint == "did you mean suppressions?");
    CHECK(refused(R"({"dnsSuffix": "x"})").message == "dnsSuffix: no such key");
    CHECK(refused_suppression(complete + R"(, "untill": 1)").message == "suppressions[0].untill: no such key");
    CHECK(
        refused_suppression(complete + R"(, "certificate": "abc")").message.starts_with("suppressions[0].certificate: neither"));
    CHECK(refused(R"({"suppressions": {}})").message == "suppressions: an array required, object given");
    CHECK(refused(R"({"suppressions": [7]})").message == "suppressions[0]: an object required, 7 given");
    CHECK(refused(R"({"severity": []})").message == "severity: an object of rule ids required, array given");
    CHECK(refused(R"({"severity": {"key.length": "fatal"}})").message ==
          "severity.key.length: error, warning or info required, fatal given");
    CHECK(refused(R"({"severity": {"key.lenght": "info"}})").hint == "did you mean key.length?");
}

TEST_CASE("policy file: that a suppression has ended cannot be suppressed") {
    CHECK_THAT(refused_suppression(R"("rule": "policy.expired-suppression", "reason": "x", "until": "2026-12-31")").message,
               Catch::Contains("cannot be suppressed"));
}
