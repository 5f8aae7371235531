#include "support/judge.h"

using rules::Result;

namespace {

rules::Finding ask(const std::vector<std::string>& purposes, const std::function<void(testcerts::HierarchySpec&)>& more = {}) {
    return judge::asked("usage.issuer-eku",
                        [&](auto& spec) {
                            if (!purposes.empty()) spec.issuing_ca.set(testcerts::extension::extended_key_usage(purposes));
                            if (more) more(spec);
                        })
        .front();
}

const std::string server_auth{certlib::oids::server_auth};
const std::string amt{certlib::oids::amt_provisioning};

}  // namespace

TEST_CASE("usage.issuer-eku: a CA that leaves out the AMT OID is named") {
    const auto finding = ask({server_auth});
    CHECK(finding.result == Result::fail);
    CHECK(finding.certificate == 1);
    CHECK_THAT(finding.evidence, Catch::Contains("serverAuth"));
}

TEST_CASE("usage.issuer-eku: none, the OID or any purpose pass") {
    CHECK(ask({}).result == Result::pass);
    CHECK(ask({server_auth, amt}).result == Result::pass);
    CHECK(ask({"2.5.29.37.0"}).result == Result::pass);
}

TEST_CASE("usage.issuer-eku: a root's purposes do not count, and a leaf without the OID has nothing to lose") {
    CHECK(ask({}, [](auto& spec) { spec.root.set(testcerts::extension::extended_key_usage({server_auth})); }).result ==
          Result::pass);
    CHECK(ask({server_auth}, [](auto& spec) { spec.leaf.set(testcerts::extension::extended_key_usage({server_auth})); }).result ==
          Result::skipped);
}
