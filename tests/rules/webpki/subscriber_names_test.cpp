#include "support/judge_plain.h"

namespace {

using rules::Result;

rules::Finding ask(const std::vector<std::string>& names, const std::string& common_name,
                   const std::vector<testcerts::NameEntry>& subject = {}) {
    auto spec = testcerts::good();
    spec.leaf.subject = subject;
    spec.leaf.set_common_name(common_name);
    spec.leaf.set(testcerts::extension::dns_names(names));
    return judge::plain("webpki.subscriber-names", spec, judge::web()).front();
}

}  // namespace

TEST_CASE("webpki.subscriber-names: a CN that is listed passes, letter for letter") {
    CHECK(ask({"a.example.com"}, "a.example.com").result == Result::pass);
    CHECK(ask({"a.example.com"}, "A.example.com").result == Result::fail);
    CHECK(ask({"a.example.com"}, "b.example.com").result == Result::fail);
}

TEST_CASE("webpki.subscriber-names: beside an organisation a CN that is not listed is a note") {
    const auto finding = ask({"a.example.com"}, "b.example.com", {{std::string(certlib::oids::organization), "Example"}});
    CHECK(finding.result == Result::fail);
    CHECK(finding.severity == rules::Severity::info);
    CHECK(ask({"a.example.com"}, "b.example.com").severity == rules::Severity::error);
}

TEST_CASE("webpki.subscriber-names: no wildcard directly below a public suffix") {
    for (const auto* name : {"*.com", "*.co.uk", "*.s3.amazonaws.com"}) CHECK(ask({name}, name).result == Result::fail);
    CHECK(ask({"*.example.com"}, "*.example.com").result == Result::pass);
}

TEST_CASE("webpki.subscriber-names: an underscore or an address is no host name") {
    for (const auto* name : {"a_b.example.com", "192.0.2.1"}) CHECK(ask({name}, name).result == Result::fail);
}
