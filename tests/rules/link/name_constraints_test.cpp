#include <array>

#include "support/der.h"
#include "support/judge.h"
#include "support/judge_path.h"
#include "support/pkits.h"

namespace {

constexpr auto rule = "link.name-constraints";

using testcerts::Bytes;

// Tags of GeneralName, RFC 5280 4.2.1.6.
constexpr std::uint8_t other = 0xa0, email = 0x81, dns = 0x82, directory = 0xa4, uri = 0x86, ip = 0x87, registered = 0x88;

Bytes name(std::uint8_t tag, std::string_view characters) { return der::element(tag, der::text(characters)); }

Bytes subtree(const Bytes& base) { return der::sequence({base}); }

testcerts::ExtensionSpec constraints(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded, bool critical = true) {
    std::vector<Bytes> parts;
    if (!permitted.empty()) parts.push_back(der::element(0xa0, der::join(permitted)));
    if (!excluded.empty()) parts.push_back(der::element(0xa1, der::join(excluded)));
    return {std::string(certlib::oids::name_constraints), critical, der::sequence(parts)};
}

testcerts::ExtensionSpec alternatives(const std::vector<Bytes>& names) {
    return {std::string(certlib::oids::subject_alternative_name), false, der::sequence(names)};
}

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path(rule, testcerts::build(spec).chain(), testcerts::sample_time());
}

/// A leaf "CN=server" with these alternative names, below an issuing CA with these constraints.
rules::Findings ask(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded, const std::vector<Bytes>& names) {
    auto spec = testcerts::good();
    spec.issuing_ca.set(constraints(permitted, excluded));
    spec.leaf.subject = {{std::string(certlib::oids::common_name), "server"}};
    spec.leaf.set(alternatives(names));
    return ask(spec);
}

bool permits(const Bytes& base, const Bytes& presented) { return !judge::refuses(ask({subtree(base)}, {}, {presented})); }
bool excludes(const Bytes& base, const Bytes& presented) { return judge::refuses(ask({}, {subtree(base)}, {presented})); }

}  // namespace

TEST_CASE("link.name-constraints: the good chain passes") { CHECK(ask(testcerts::good()).front().result == rules::Result::pass); }

TEST_CASE("link.name-constraints: a name outside the permitted subtrees fails and is shown with them") {
    const auto findings = ask({subtree(name(dns, "example.com"))}, {}, {name(dns, "srv.example.org")});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK(findings[0].evidence ==
          "dNSName \"srv.example.org\" is not within the permitted dNSName \"example.com\" of certificate 1");
}

TEST_CASE("link.name-constraints: a name inside an excluded subtree fails, permitted or not") {
    const auto findings = ask({subtree(name(dns, "example.com"))}, {subtree(name(dns, "bad.example.com"))}, {name(dns, "a.bad.example.com")});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence ==
          "dNSName \"a.bad.example.com\" is within the excluded dNSName \"bad.example.com\" of certificate 1");
}

TEST_CASE("link.name-constraints: every one of several names has to fit") {
    CHECK(judge::refuses(ask({subtree(name(dns, "example.com"))}, {}, {name(dns, "a.example.com"), name(dns, "a.example.net")})));
}

TEST_CASE("link.name-constraints: DNS names match by whole labels, letters without case") {
    CHECK(permits(name(dns, "example.com"), name(dns, "example.com")));
    CHECK(permits(name(dns, "example.com"), name(dns, "a.b.EXAMPLE.com")));
    CHECK_FALSE(permits(name(dns, "example.com"), name(dns, "badexample.com")));
    CHECK_FALSE(permits(name(dns, "a.example.com"), name(dns, "example.com")));
}

TEST_CASE("link.name-constraints: an empty DNS constraint takes in every DNS name") {
    CHECK(permits(name(dns, ""), name(dns, "a.example.com")));
    CHECK(excludes(name(dns, ""), name(dns, "a.example.com")));
    CHECK_FALSE(excludes(name(dns, ""), name(email, "a@example.com")));
}

TEST_CASE("link.name-constraints: a DNS constraint with a leading period means subdomains, and is a warning") {
    CHECK(permits(name(dns, ".example.com"), name(dns, "a.example.com")));
    CHECK_FALSE(permits(name(dns, ".example.com"), name(dns, "example.com")));
    CHECK(excludes(name(dns, ".example.com"), name(dns, "a.example.com")));
    CHECK(excludes(name(dns, ".example.com"), name(dns, "example.com")));
    const auto findings = ask({subtree(name(dns, ".example.com"))}, {}, {name(dns, "a.example.com")});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
}

TEST_CASE("link.name-constraints: a wildcard name is all names it stands for") {
    CHECK(permits(name(dns, "example.com"), name(dns, "*.example.com")));
    CHECK_FALSE(permits(name(dns, "bar.example.com"), name(dns, "*.example.com")));
    CHECK(excludes(name(dns, "bar.example.com"), name(dns, "*.example.com")));
    CHECK_FALSE(excludes(name(dns, "bar.example.org"), name(dns, "*.example.com")));
}

TEST_CASE("link.name-constraints: a malformed DNS name or constraint is refused") {
    for (const auto* malformed : {".example.com", "a..example.com", "a.example.com.", "f*o.example.com", "a b.example.com", "*", ""}) {
        INFO(malformed);
        CHECK_FALSE(permits(name(dns, "example.com"), name(dns, malformed)));
        CHECK(excludes(name(dns, "example.net"), name(dns, malformed)));
    }
    CHECK_FALSE(permits(name(dns, "*.example.com"), name(dns, "a.example.com")));
    CHECK(excludes(name(dns, "*.example.com"), name(dns, "a.example.net")));
}

TEST_CASE("link.name-constraints: constraints of one kind do not bind another") {
    CHECK(permits(der::element(ip, {192, 0, 2, 0, 255, 255, 255, 0}), name(dns, "a.example.com")));
    CHECK(permits(name(dns, "*.example.com"), name(email, "a@example.com")));
}

TEST_CASE("link.name-constraints: IP addresses match under the mask") {
    const auto network = der::element(ip, {192, 0, 2, 0, 255, 255, 255, 0});
    CHECK(permits(network, der::element(ip, {192, 0, 2, 9})));
    CHECK_FALSE(permits(network, der::element(ip, {192, 0, 3, 9})));
    CHECK(excludes(network, der::element(ip, {192, 0, 2, 9})));
    CHECK_FALSE(excludes(network, der::element(ip, {192, 0, 3, 9})));
}

TEST_CASE("link.name-constraints: an IPv6 address is not within an IPv4 network") {
    const auto network = der::element(ip, {0, 0, 0, 0, 0, 0, 0, 0});
    CHECK_FALSE(permits(network, der::element(ip, Bytes(16, 0))));
    Bytes all_of_ipv6(32, 0);
    CHECK(permits(der::element(ip, all_of_ipv6), der::element(ip, Bytes(16, 0x20))));
}

TEST_CASE("link.name-constraints: a mask with holes is refused") {
    const auto holes = der::element(ip, {192, 0, 2, 0, 255, 0, 255, 0});
    CHECK_FALSE(permits(holes, der::element(ip, {192, 0, 2, 9})));
    CHECK(excludes(holes, der::element(ip, {10, 0, 0, 1})));
}

TEST_CASE("link.name-constraints: an IP name of network length is refused") {
    CHECK_FALSE(permits(der::element(ip, {192, 0, 2, 0, 255, 255, 255, 0}), der::element(ip, {192, 0, 2, 0, 255, 255, 255, 0})));
}

TEST_CASE("link.name-constraints: an e-mail constraint is a mailbox, a host or a domain") {
    CHECK(permits(name(email, "root@example.com"), name(email, "root@EXAMPLE.com")));
    CHECK_FALSE(permits(name(email, "root@example.com"), name(email, "Root@example.com")));
    CHECK(permits(name(email, "example.com"), name(email, "root@example.com")));
    CHECK_FALSE(permits(name(email, "example.com"), name(email, "root@a.example.com")));
    CHECK(permits(name(email, ".example.com"), name(email, "root@a.example.com")));
    CHECK_FALSE(permits(name(email, ".example.com"), name(email, "root@example.com")));
}

TEST_CASE("link.name-constraints: an asterisk in a mailbox is a character like any other") {
    CHECK(permits(name(email, "user*@example.com"), name(email, "user*@example.com")));
    CHECK_FALSE(permits(name(email, "*@example.com"), name(email, "user@example.com")));
}

TEST_CASE("link.name-constraints: a malformed or quoted e-mail address is refused") {
    for (const auto* malformed : {"invalid@address@example.com", "example.com", "@example.com", "\"a b\"@example.com", "a@"}) {
        INFO(malformed);
        CHECK_FALSE(permits(name(email, "example.com"), name(email, malformed)));
        CHECK(excludes(name(email, "example.net"), name(email, malformed)));
    }
}

TEST_CASE("link.name-constraints: an internationalised mailbox is refused where e-mail is constrained") {
    const Bytes type{0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09};
    const auto mailbox = der::element(other, der::join({type, der::element(0xa0, der::element(0x0c, der::text("a@example.org")))}));
    CHECK_FALSE(permits(name(email, "example.com"), mailbox));
    CHECK(permits(name(dns, "example.com"), mailbox));
}

TEST_CASE("link.name-constraints: emailAddress of the subject counts where there is no rfc822Name") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(constraints({subtree(name(email, "example.com"))}, {}));
    spec.leaf.subject.push_back({std::string(certlib::oids::email_address), "root@example.org", 22});
    CHECK(judge::refuses(ask(spec)));
    spec.leaf.set(alternatives({name(email, "root@example.com")}));
    CHECK_FALSE(judge::refuses(ask(spec)));
}

TEST_CASE("link.name-constraints: a URI is compared by its host") {
    CHECK(permits(name(uri, "www.example.com"), name(uri, "https://user@WWW.example.com:8443/x?y#z")));
    CHECK_FALSE(permits(name(uri, "example.com"), name(uri, "https://www.example.com/")));
    CHECK(permits(name(uri, ".example.com"), name(uri, "ldap://www.example.com")));
    CHECK_FALSE(permits(name(uri, ".example.com"), name(uri, "ldap://example.com")));
}

TEST_CASE("link.name-constraints: a URI without a host name is refused where URIs are constrained") {
    for (const auto* hostless : {"urn:uuid:1", "mailto:a@example.com", "http://192.0.2.1/", "http://[2001:db8::1]/", "http:///x",
                                 "http://a@b@example.com/", "http://example.com:x/", "//example.com/", "http://example.com\\@x/"}) {
        INFO(hostless);
        CHECK_FALSE(permits(name(uri, "example.com"), name(uri, hostless)));
        CHECK(excludes(name(uri, "example.net"), name(uri, hostless)));
    }
}

TEST_CASE("link.name-constraints: the subject has to be within the permitted directory") {
    auto spec = testcerts::good();
    const auto in_unit = [](const char* unit) {
        return der::sequence({der::element(0x31, der::sequence({Bytes{0x06, 0x03, 0x55, 0x04, 0x0b}, der::element(0x0c, der::text(unit))}))});
    };
    spec.leaf.subject = {{std::string(certlib::oids::organizational_unit), "Amt"}, {std::string(certlib::oids::common_name), "server"}};
    spec.issuing_ca.set(constraints({subtree(der::element(directory, in_unit("AMT")))}, {}));
    CHECK_FALSE(judge::refuses(ask(spec)));
    spec.issuing_ca.set(constraints({subtree(der::element(directory, in_unit("other")))}, {}));
    CHECK(judge::refuses(ask(spec)));
    spec.issuing_ca.set(constraints({}, {subtree(der::element(directory, in_unit("amt")))}));
    CHECK(judge::refuses(ask(spec)));
}

TEST_CASE("link.name-constraints: a directoryName in the subjectAltName is compared too") {
    const auto some = der::sequence({der::element(0x31, der::sequence({Bytes{0x06, 0x03, 0x55, 0x04, 0x03}, der::element(0x0c, der::text("foo"))}))});
    CHECK(excludes(der::element(directory, some), der::element(directory, some)));
}

TEST_CASE("link.name-constraints: kinds that are not compared are refused only when the certificate has one") {
    const auto id = der::element(registered, {0x2a, 0x03});
    CHECK_FALSE(permits(id, id));
    CHECK(excludes(id, der::element(registered, {0x2a, 0x04})));
    CHECK(permits(id, name(dns, "a.example.com")));
}

TEST_CASE("link.name-constraints: minimum and maximum are refused where the kind of name occurs") {
    const auto base = name(dns, "example.com");
    const auto with_minimum = der::sequence({base, der::element(0x80, {0x01})});
    const auto with_maximum = der::sequence({base, der::element(0x81, {0x02})});
    CHECK(judge::refuses(ask({with_minimum}, {}, {name(dns, "a.example.com")})));
    CHECK(judge::refuses(ask({with_maximum}, {}, {name(dns, "a.example.com")})));
    CHECK_FALSE(judge::refuses(ask({with_maximum}, {}, {name(email, "a@example.com")})));
}

TEST_CASE("link.name-constraints: a host name in the CN counts where there is no dNSName") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(constraints({subtree(name(dns, "example.com"))}, {}));
    spec.leaf.remove(std::string(certlib::oids::subject_alternative_name));
    spec.leaf.set_common_name("srv.example.org");
    const auto findings = ask(spec);
    REQUIRE(judge::refuses(findings));
    CHECK(findings[0].evidence.starts_with("subject CN as dNSName \"srv.example.org\" is not within"));
    spec.leaf.set_common_name("Some Server");
    CHECK_FALSE(judge::refuses(ask(spec)));
    spec.leaf.set_common_name("srv.example.org");
    spec.leaf.set(testcerts::extension::dns_names({"srv.example.com"}));
    CHECK_FALSE(judge::refuses(ask(spec)));
}

TEST_CASE("link.name-constraints: the constraints of every CA above hold together") {
    const auto spec = testcerts::good();
    auto upper = spec.issuing_ca;
    upper.set_common_name("Upper CA");
    upper.serial = {0x41};
    upper.set(constraints({subtree(name(dns, "bar.example.com"))}, {}));
    auto lower = spec.issuing_ca;
    lower.key = testcerts::Key::other_ca;
    lower.set(constraints({subtree(name(dns, "bar.example.com")), subtree(name(dns, "foo.example.com"))}, {}));
    auto leaf = spec.leaf;
    leaf.set_common_name("server");
    leaf.set(testcerts::extension::dns_names({"foo.example.com"}));
    const auto findings = judge::path(rule,
                                      {testcerts::issue(leaf, lower), testcerts::issue(lower, upper), testcerts::issue(upper, spec.root),
                                       testcerts::issue(spec.root, spec.root)},
                                      testcerts::sample_time());
    REQUIRE(judge::refuses(findings));
    CHECK(findings[0].evidence.ends_with("of certificate 2"));
}

TEST_CASE("link.name-constraints: an intermediate is compared, unless it is self-issued") {
    const auto spec = testcerts::good();
    auto upper = spec.issuing_ca;
    upper.set(constraints({}, {subtree(name(dns, "example.org"))}));
    auto lower = spec.issuing_ca;
    lower.key = testcerts::Key::other_ca;
    lower.serial = {0x42};
    lower.set(testcerts::extension::dns_names({"ca.example.org"}));
    const auto ask_below = [&](const testcerts::CertificateSpec& ca) {
        return judge::path(rule,
                           {testcerts::issue(spec.leaf, ca), testcerts::issue(ca, upper), testcerts::issue(upper, spec.root),
                            testcerts::issue(spec.root, spec.root)},
                           testcerts::sample_time());
    };
    CHECK_FALSE(judge::refuses(ask_below(lower)));
    lower.set_common_name("Lower CA");
    CHECK(judge::refuses(ask_below(lower)));
}

TEST_CASE("link.name-constraints: the root's own constraints are not applied") {
    auto spec = testcerts::good();
    spec.root.set(constraints({subtree(name(dns, "example.org"))}, {}));
    CHECK(ask(spec).front().result == rules::Result::pass);
}

TEST_CASE("link.name-constraints: constraints on the leaf have no effect and are a warning") {
    auto spec = testcerts::good();
    spec.leaf.set(constraints({subtree(name(dns, "example.org"))}, {}));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
}

TEST_CASE("link.name-constraints: an extension that is not critical is a warning") {
    auto spec = testcerts::good();
    spec.issuing_ca.set(constraints({subtree(name(dns, "example.com"))}, {}, false));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence == "nameConstraints is not critical, critical required");
}

TEST_CASE("link.name-constraints: constraints or names that cannot be decoded are undecided") {
    auto spec = testcerts::good();
    spec.issuing_ca.set({std::string(certlib::oids::name_constraints), true, {0x04, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::inconclusive);
    spec.issuing_ca.set(constraints({subtree(name(dns, "example.com"))}, {}));
    spec.leaf.set({std::string(certlib::oids::subject_alternative_name), false, {0x04, 0x00}});
    CHECK(ask(spec).front().result == rules::Result::inconclusive);
}

TEST_CASE("link.name-constraints: thousands of names under thousands of constraints are undecided") {
    std::vector<Bytes> subtrees;
    std::vector<Bytes> names;
    for (int i = 0; i < 1000; ++i) {
        subtrees.push_back(subtree(name(dns, "x" + std::to_string(i) + ".example.com")));
        names.push_back(name(dns, "y" + std::to_string(i) + ".example.com"));
    }
    const auto findings = ask({}, subtrees, names);
    REQUIRE_FALSE(findings.empty());
    CHECK(findings[0].result == rules::Result::inconclusive);
}

TEST_CASE("link.name-constraints: PKITS 4.13") {
    if (!suite::is_there(pkits::folder)) return;
    for (const auto& one : pkits::section("4.13.")) {
        INFO(one.id);
        CHECK(judge::refuses(judge::path(rule, one.path, testcerts::sample_time())) == !one.should_validate);
    }
}
