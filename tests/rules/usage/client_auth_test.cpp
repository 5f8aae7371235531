#include "support/judge.h"

using rules::Result;

namespace {

Result with_purposes(const std::vector<std::string>& purposes) {
    return judge::asked("usage.client-auth",
                        [&](auto& spec) { spec.leaf.set(testcerts::extension::extended_key_usage(purposes)); },
                        [](auto& site) { site.role = rules::Role::console_client; })
        .front()
        .result;
}

const std::string client_auth(certlib::oids::client_auth);
const std::string server_auth(certlib::oids::server_auth);

}  // namespace

TEST_CASE("usage.client-auth: clientAuth with either console purpose passes") {
    CHECK(with_purposes({client_auth, std::string(certlib::oids::amt_remote_console)}) == Result::pass);
    CHECK(with_purposes({client_auth, std::string(certlib::oids::amt_local_console)}) == Result::pass);
}

TEST_CASE("usage.client-auth: one without the other fails") {
    CHECK(with_purposes({client_auth}) == Result::fail);
    CHECK(with_purposes({server_auth, std::string(certlib::oids::amt_remote_console)}) == Result::fail);
    CHECK(with_purposes({client_auth, std::string(certlib::oids::amt_provisioning)}) == Result::fail);
}
