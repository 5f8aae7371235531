#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding asked_with_roots(const std::vector<certlib::Certificate>& roots) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.role = rules::Role::web_server;
    return judge::one("trust.anchor", site, judge::bundle(hierarchy.chain()), roots).front();
}

}  // namespace

TEST_CASE("trust.anchor: one of the roots given passes") {
    CHECK(asked_with_roots({testcerts::build(testcerts::good()).root}).result == Result::pass);
}

TEST_CASE("trust.anchor: a CA given as a root ends the chain") {
    CHECK(asked_with_roots({testcerts::build(testcerts::good()).issuing_ca}).result == Result::pass);
}

TEST_CASE("trust.anchor: another root fails") {
    auto other = testcerts::good().root;
    other.key = testcerts::Key::other_root;
    CHECK(asked_with_roots({testcerts::issue(other, other)}).result == Result::fail);
}

TEST_CASE("trust.anchor: without roots it is undecided, whatever the system trusts") {
    CHECK(asked_with_roots({}).result == Result::inconclusive);
}
