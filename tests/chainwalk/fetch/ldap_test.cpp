#include <amtcert/chainwalk/network_fetcher.h>
#include <catch2/catch.hpp>

#include "support/servers.h"

using chainwalk::FetchOptions;
using chainwalk::LocationKind;

namespace {

const certlib::Bytes list{0x30, 0x03, 0x02, 0x01, 0x05};
const certlib::Bytes certificate{0x30, 0x03, 0x02, 0x01, 0x07};

const servers::Directory& directory() {
    static const servers::Directory slapd(
        {{"ca", {{"certificateRevocationList;binary", {list}}, {"cACertificate;binary", {certificate, list}}}},
         {"big", {{"cACertificate;binary", {certlib::Bytes(2U << 20U)}}}},
         {"fits", {{"cACertificate;binary", {certlib::Bytes(1U << 20U)}}}},
         {"over", {{"cACertificate;binary", {certlib::Bytes((1U << 20U) + 1)}}}},
         {"empty", {}}});
    return slapd;
}

chainwalk::Fetched fetch_entry(const std::string& url, const FetchOptions& options = {}, LocationKind kind = LocationKind::crl) {
    return chainwalk::NetworkFetcher(options).fetch({{.url = url, .kind = kind}}).front();
}

std::string ask(const std::string& name, const std::string& rest, LocationKind kind = LocationKind::crl) {
    return to_string(fetch_entry(directory().address() + "/" + directory().name_of(name) + rest, {}, kind).status);
}

}  // namespace

TEST_CASE("fetch: an LDAP attribute, asked for with and without ;binary, and by default") {
    for (const auto* attribute :
         {"?certificateRevocationList;binary", "?certificateRevocationList", "?CERTIFICATEREVOCATIONLIST", ""}) {
        INFO(attribute);
        const auto fetched = fetch_entry(directory().address() + "/" + directory().name_of("ca") + attribute);
        CHECK(to_string(fetched.status) == "ok");
        REQUIRE(fetched.objects.size() == 1);
        CHECK(fetched.objects[0] == list);
    }
}

TEST_CASE("fetch: every value of an LDAP attribute") {
    const auto fetched =
        fetch_entry(directory().address() + "/" + directory().name_of("ca") + "?cACertificate;binary", {}, LocationKind::aia);
    REQUIRE(fetched.objects.size() == 2);
    CHECK(fetched.objects[0] == certificate);
}

TEST_CASE("fetch: scope and filter of an LDAP URL are honoured") {
    CHECK(to_string(fetch_entry(directory().address() + "/o=Example?certificateRevocationList?sub?(cn=ca)").status) == "ok");
    CHECK(to_string(fetch_entry(directory().address() + "/o=Example?certificateRevocationList?one?cn=ca").status) == "ok");
    CHECK(to_string(fetch_entry(directory().address() + "/o=Example?certificateRevocationList?base").status) == "not-a-crl");
}

TEST_CASE("fetch: each failure of LDAP has its word") {
    CHECK(ask("none", "?certificateRevocationList;binary") == "ldap-32");
    CHECK(ask("empty", "?certificateRevocationList;binary") == "not-a-crl");
    CHECK(ask("empty", "?cACertificate;binary", LocationKind::aia) == "not-a-certificate");
    CHECK(ask("fits", "?cACertificate;binary", LocationKind::aia) == "ok");
    for (const auto* name : {"over", "big"}) CHECK(ask(name, "?cACertificate;binary", LocationKind::aia) == "too-large");
    CHECK(to_string(fetch_entry("ldap://127.0.0.1:" + std::to_string(servers::free_port()) + "/o=Example").status) == "refused");
    CHECK(to_string(fetch_entry("ldap://no-such-host.invalid/o=Example").status) == "unresolved");
    CHECK(to_string(fetch_entry("ldap://127.0.0.1:x/o=Example").status) == "scheme-blocked");
}

TEST_CASE("fetch: a referral to another directory is named and not followed") {
    CHECK(to_string(fetch_entry(directory().address() + "/o=Elsewhere?certificateRevocationList;binary").status) == "ldap-10");
}

TEST_CASE("fetch: a directory that says nothing ends by its time") {
    const servers::OddServer odd;  // listens, and does not speak LDAP
    FetchOptions options;
    options.connect_timeout = options.total_timeout = std::chrono::milliseconds{700};
    const auto start = std::chrono::steady_clock::now();
    CHECK(to_string(fetch_entry("ldap://" + odd.address().substr(7) + "/o=Example", options).status) != "ok");
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("fetch: an LDAP location without a host is for domain members, or for --ldap-server") {
    const auto url = "ldap:///" + directory().name_of("ca") + "?certificateRevocationList?base?objectClass=pkiCA";
    CHECK(to_string(fetch_entry(url).status) == "domain-only");
    FetchOptions options;
    options.ldap_server = directory().address();
    CHECK(to_string(fetch_entry(url, options).status) == "ok");
}
