#include "support/judge_plain.h"

using rules::Result;

TEST_CASE("name.profile: the good chain passes") {
    CHECK(judge::plain("name.profile", testcerts::good()).front().result == Result::pass);
}

TEST_CASE("name.profile: a DNS name with an underscore, or with an empty label, breaks the profile") {
    for (const auto* name : {"a_b.example.com", ".example.com", "a..example.com", "a b.example.com"}) {
        auto spec = testcerts::good();
        spec.leaf.set(testcerts::extension::dns_names({name}));
        CHECK(judge::plain("name.profile", spec).front().result == Result::fail);
    }
}

TEST_CASE("name.profile: an empty subject wants a critical subjectAltName") {
    auto spec = testcerts::good();
    spec.leaf.subject.clear();
    const auto findings = judge::plain("name.profile", spec);
    REQUIRE(findings.front().result == Result::fail);
    CHECK(findings.front().evidence.starts_with("subject is empty"));
}

TEST_CASE("name.profile: a CA has a subject") {
    auto spec = testcerts::good();
    spec.issuing_ca.subject.clear();
    CHECK(judge::plain("name.profile", spec).size() == 2);
}
