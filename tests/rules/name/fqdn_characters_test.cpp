#include "support/judge.h"

using rules::Result;

namespace {

rules::Findings ask(const std::string& common_name, std::optional<std::string> client = {}) {
    return judge::asked(
        "name.fqdn-characters", [&](auto& spec) { spec.leaf.set_common_name(common_name); },
        [&](auto& site) {
            site.role = rules::Role::web_server;
            site.client_fqdn = client;
        });
}

}  // namespace

TEST_CASE("name.fqdn-characters: letters, digits, hyphens and dots pass") {
    CHECK(ask("PC-7.example.com", "pc-7.example.com").front().result == Result::pass);
    CHECK(ask("*.example.com").front().result == Result::pass);
}

TEST_CASE("name.fqdn-characters: an underscore fails, wherever it stands") {
    const auto in_certificate = ask("pc_7.example.com");
    REQUIRE(in_certificate.size() == 1);
    CHECK(in_certificate[0].result == Result::fail);
    CHECK(in_certificate[0].certificate == 0);
    CHECK_THAT(in_certificate[0].evidence, Catch::Contains("\"_\""));
    const auto asked_for = ask("pc7.example.com", "pc_7.example.com");
    REQUIRE(asked_for.size() == 1);
    CHECK(asked_for[0].result == Result::fail);
    CHECK_THAT(asked_for[0].evidence, Catch::Contains("--client-fqdn"));
    CHECK(ask("p\xC3\xA4.example.com").front().result == Result::fail);
}
