#include "support/judge.h"

using rules::Result;
using rules::Severity;

namespace {

rules::Findings ask(const std::string& text, unsigned string_tag = 12, std::set<rules::Console> consoles = {}) {
    return judge::asked(
        "name.encoding",
        [&](auto& spec) {
            spec.leaf.subject = {{std::string(certlib::oids::common_name), text, string_tag}};
        },
        [&](auto& site) { site.consoles = consoles; });
}

}  // namespace

TEST_CASE("name.encoding: plain ASCII passes") {
    CHECK(ask("srv.example.com").front().result == Result::pass);
    CHECK(ask("srv.example.com", 19).front().result == Result::pass);
    CHECK(ask("SRV.example.com").front().result == Result::pass);
    CHECK(ask("xn--bcher-kva.example").front().result == Result::pass);
}

TEST_CASE("name.encoding: what cannot be seen, or is not ASCII, is an error") {
    for (const auto& name :
         {std::string("srv.example.com "), std::string(" srv.example.com"), std::string("srv.ex\xC3\xA4mple.com"),
          std::string("srv.example.com\0.evil.org", 25), std::string("srv.example.com\xC2\xA0"),
          std::string("srv.example.com\xFF"), std::string("srv .example.com")}) {
        INFO(name);
        const auto findings = ask(name);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].result == Result::fail);
        CHECK_FALSE(findings[0].severity.has_value());
        CHECK(findings[0].evidence.find('\0') == std::string::npos);
    }
}

TEST_CASE("name.encoding: BMPString and T61String are a warning") {
    const std::string wide("\0s\0r\0v\0.\0e\0x\0a\0m\0p\0l\0e", 22);
    const auto bmp = ask(wide, 30);
    REQUIRE(bmp.size() == 1);
    CHECK(bmp[0].severity == Severity::warning);
    CHECK_THAT(bmp[0].evidence, Catch::Contains("BMPString"));
    CHECK(ask("srv.example.com", 20).front().severity == Severity::warning);
}

TEST_CASE("name.encoding: upper case is a warning with RPS alone") {
    const auto by_rps = ask("SRV.example.com", 12, {rules::Console::rps});
    REQUIRE(by_rps.size() == 1);
    CHECK(by_rps[0].severity == Severity::warning);
    CHECK(by_rps[0].consoles.has(rules::Console::rps));
    CHECK(ask("SRV.example.com", 12, {rules::Console::meshcentral}).front().result == Result::pass);
}
