#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding asked_for(const std::string& common_name, const std::string& alternative, std::optional<std::string> client,
                         std::set<rules::Console> consoles = {}) {
    return judge::asked(
               "name.host",
               [&](auto& spec) {
                   spec.leaf.set_common_name(common_name);
                   spec.leaf.set(testcerts::extension::dns_names({alternative}));
               },
               [&](auto& site) {
                   site.role = rules::Role::web_server;
                   site.client_fqdn = client;
                   site.consoles = consoles;
               })
        .front();
}

}  // namespace

TEST_CASE("name.host: the subject or a dNSName is the PC's name, whatever the case") {
    CHECK(asked_for("pc1.example.com", "other.example.com", "PC1.example.com").result == Result::pass);
    CHECK(asked_for("other.example.com", "pc1.example.com", "pc1.example.com").result == Result::pass);
    CHECK(asked_for("pc1.example.com", "pc1.example.com", "pc2.example.com").result == Result::fail);
}

TEST_CASE("name.host: ConfigMgr 2007 wants it in the subject") {
    CHECK(asked_for("other.example.com", "pc1.example.com", "pc1.example.com", {rules::Console::configmgr}).result == Result::fail);
    CHECK(asked_for("other.example.com", "pc1.example.com", "pc1.example.com", {rules::Console::sccm2012}).result == Result::pass);
}

TEST_CASE("name.host: without the PC's name nothing is decided") {
    const auto finding = asked_for("pc1.example.com", "pc1.example.com", {});
    CHECK(finding.result == Result::skipped);
    CHECK_THAT(finding.evidence, Catch::Contains("--client-fqdn"));
}
