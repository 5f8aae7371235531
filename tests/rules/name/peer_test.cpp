#include "support/judge_plain.h"

namespace {

using rules::PeerName;
using rules::Result;

Result ask(const std::vector<std::string>& presented, const std::string& wanted, rules::Profile profile = rules::Profile::path) {
    auto spec = testcerts::good();
    spec.leaf.set_common_name("cn.example.com");
    if (presented.empty())
        spec.leaf.remove(certlib::oids::subject_alternative_name);
    else
        spec.leaf.set(testcerts::extension::dns_names(presented));
    return judge::plain("name.peer", spec, {.profile = profile, .peer = PeerName{PeerName::Kind::dns, wanted}}).front().result;
}

}  // namespace

TEST_CASE("name.peer: host names match without case, and with the dot at the end") {
    CHECK(ask({"a.example.com"}, "A.example.COM.") == Result::pass);
    CHECK(ask({"a.example.com"}, "b.example.com") == Result::fail);
    CHECK(ask({"a.example.com"}, "example.com") == Result::fail);
}

TEST_CASE("name.peer: a wildcard is one whole leftmost label with two labels behind it") {
    CHECK(ask({"*.example.com"}, "a.example.com") == Result::pass);
    CHECK(ask({"*.example.com"}, "example.com") == Result::fail);
    CHECK(ask({"*.example.com"}, "b.a.example.com") == Result::fail);
    CHECK(ask({"*.com"}, "example.com") == Result::fail);
    CHECK(ask({"*"}, "com") == Result::fail);
    CHECK(ask({"f*.example.com"}, "foo.example.com") == Result::fail);
    CHECK(ask({"a.*.example.com"}, "a.b.example.com") == Result::fail);
}

TEST_CASE("name.peer: the CN counts only without a dNSName, and never under webpki") {
    CHECK(ask({}, "cn.example.com") == Result::pass);
    CHECK(ask({"a.example.com"}, "cn.example.com") == Result::fail);
    CHECK(ask({}, "cn.example.com", rules::Profile::webpki) == Result::fail);
}

TEST_CASE("name.peer: what is no valid name is refused") {
    for (const auto* wanted : {"", "*.example.com", "a..example.com", "192.0.2.1",
                               "b\xc3\xbc"
                               "cher.example"})
        CHECK(ask({"a.example.com", "*.example.com"}, wanted) == Result::fail);
}

TEST_CASE("name.peer: addresses and mailboxes of other certificates are refused") {
    for (const auto kind : {PeerName::Kind::ip, PeerName::Kind::email})
        for (const auto* wanted : {"192.0.2.1", "a@example.com", "x"})
            CHECK(judge::plain("name.peer", testcerts::good(), {.peer = PeerName{kind, wanted}}).front().result == Result::fail);
}
