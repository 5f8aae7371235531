#include "support/judge_plain.h"

using rules::Result;

TEST_CASE("webpki.authority: the good chain passes, and other profiles do not ask") {
    CHECK(judge::plain("webpki.authority", testcerts::good(), judge::web()).front().result == Result::pass);
    CHECK(judge::plain("webpki.authority", testcerts::good()).front().result == Result::skipped);
}

TEST_CASE("webpki.authority: a root has no extendedKeyUsage") {
    auto spec = testcerts::good();
    spec.root.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)}));
    CHECK(judge::plain("webpki.authority", spec, judge::web()).front().result == Result::fail);
}
