#include "support/judge.h"

using rules::Result;

namespace {

rules::Findings ask(const std::string& common_name, std::optional<std::string> client = {}) {
    return judge::asked(
        "name.host-is-address", [&](auto& spec) { spec.leaf.set_common_name(common_name); },
        [&](auto& site) {
            site.role = rules::Role::web_server;
            site.client_fqdn = client;
        });
}

}  // namespace

TEST_CASE("name.host-is-address: a full name passes") {
    CHECK(ask("pc7.example.com").front().result == Result::pass);
    CHECK(ask("pc7.example.com", "pc7.example.com").front().result == Result::pass);
    CHECK(ask("10.example.com", "pc7.example.com.").front().result == Result::pass);
}

TEST_CASE("name.host-is-address: an address or a short name fails, in the certificate and on the command line") {
    for (const std::string name : {"192.0.2.7", "2001:db8::7", "pc7", "pc7."}) {
        INFO(name);
        CHECK(ask(name).front().result == Result::fail);
        CHECK(ask("pc7.example.com", name).front().result == Result::fail);
        CHECK(ask(name, name).size() == 2);
    }
}
