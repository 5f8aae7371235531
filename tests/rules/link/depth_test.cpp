#include "support/judge_plain.h"

using rules::Result;

TEST_CASE("link.depth: as many CA certificates as allowed pass, one more is refused") {
    CHECK(judge::plain("link.depth", testcerts::good(), {.depth = 1}).front().result == Result::pass);
    CHECK(judge::plain("link.depth", testcerts::good(), {.depth = 0}).front().result == Result::fail);
}

TEST_CASE("link.depth: without --depth nothing is judged") {
    CHECK(judge::plain("link.depth", testcerts::good()).front().result == Result::skipped);
}
