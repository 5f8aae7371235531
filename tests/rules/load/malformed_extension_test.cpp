#include "support/judge.h"

TEST_CASE("load.malformed-extension: names the extension and the octet") {
    const auto findings = judge::asked("load.malformed-extension", [](auto& spec) {
        spec.leaf.set({std::string(certlib::oids::key_usage), true, {0x03, 0x02, 0x09, 0x80}});
    });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK(findings[0].evidence.find("extension keyUsage, 2.5.29.15, octet ") != std::string::npos);
}

TEST_CASE("load.malformed-extension: finds a broken extension of a CA") {
    const auto findings = judge::asked("load.malformed-extension", [](auto& spec) {
        spec.issuing_ca.set({std::string(certlib::oids::certificate_policies), false, {0x30, 0x00}});
    });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].certificate == 1);
}

TEST_CASE("load.malformed-extension: well-formed extensions pass") {
    CHECK(judge::asked("load.malformed-extension", {}).front().result == rules::Result::pass);
}
