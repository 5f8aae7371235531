#include "support/judge_plain.h"

using rules::Result;

TEST_CASE("webpki.algorithms: the good chain passes, and other profiles do not ask") {
    CHECK(judge::plain("webpki.algorithms", testcerts::good(), judge::web()).front().result == Result::pass);
    CHECK(judge::plain("webpki.algorithms", testcerts::good()).front().result == Result::skipped);
}

TEST_CASE("webpki.algorithms: SHA-1 and MD5 are refused") {
    for (const auto signing : {testcerts::Signing::sha1, testcerts::Signing::md5}) {
        auto spec = testcerts::good();
        spec.leaf.signing = signing;
        CHECK(judge::plain("webpki.algorithms", spec, judge::web()).front().result == Result::fail);
    }
}
