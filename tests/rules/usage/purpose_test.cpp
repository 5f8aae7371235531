#include "support/judge_plain.h"

namespace {

using rules::Purpose;
using rules::Result;

Result ask(const testcerts::HierarchySpec& spec, Purpose purpose) {
    return judge::plain("usage.purpose", spec, {.purpose = purpose}).front().result;
}

}  // namespace

TEST_CASE("usage.purpose: the leaf lists the purpose asked for") {
    CHECK(ask(testcerts::good(), Purpose::server_auth) == Result::pass);
    CHECK(ask(testcerts::good(), Purpose::client_auth) == Result::fail);
    CHECK(ask(testcerts::good(), Purpose::any) == Result::skipped);
}

TEST_CASE("usage.purpose: a CA that lists purposes certifies for no other") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::client_auth)}));
    CHECK(ask(spec, Purpose::server_auth) == Result::fail);
    spec.issuing_ca.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::any_extended_key_usage)}));
    CHECK(ask(spec, Purpose::server_auth) == Result::pass);
}

TEST_CASE("usage.purpose: the leaf's keyUsage has to go with it") {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::key_usage({6}));
    CHECK(ask(spec, Purpose::server_auth) == Result::fail);
    spec.leaf.set(testcerts::extension::key_usage({2}));
    CHECK(ask(spec, Purpose::server_auth) == Result::pass);
}
