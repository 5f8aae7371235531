#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding ask(const std::string& common_name, std::vector<std::string> trusted = {}) {
    return judge::asked(
               "name.trusted-cn", [&](auto& spec) { spec.leaf.set_common_name(common_name); },
               [&](auto& site) {
                   site.role = rules::Role::console_client;
                   site.dns_suffixes = std::move(trusted);
               })
        .front();
}

}  // namespace

TEST_CASE("name.trusted-cn: without a list it says what a list has to hold") {
    const auto finding = ask("console.example.com");
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("\"console.example.com\" or \"example.com\""));
}

TEST_CASE("name.trusted-cn: the CN equals or ends in the trusted name") {
    CHECK(ask("console.example.com", {"console.example.com"}).result == Result::pass);
    CHECK(ask("Console.example.com", {"Example.com"}).result == Result::pass);
    CHECK(ask("console.example.com", {"example.org"}).result == Result::fail);
    CHECK(ask("myexample.com", {"example.com"}).result == Result::fail);
}

TEST_CASE("name.trusted-cn: a CN that is no DNS name fits no list") {
    CHECK(ask("AMT Console").result == Result::fail);
    CHECK(ask("console_1.example.com").result == Result::fail);
}
