#include <amtcert/certlib/windows_store.h>
#include <amtcert/testcerts/hierarchy.h>
#include <catch2/catch.hpp>

using certlib::ErrorKind;
using certlib::StoreLocation;

namespace {

certlib::Result<certlib::StoreQuery> parsed(const std::string& text) { return certlib::parse_store_query(text); }

}  // namespace

TEST_CASE("store query: location, name and selection") {
    CHECK(certlib::names_windows_store("WinStore:anything"));
    CHECK_FALSE(certlib::names_windows_store("winstore"));
    const auto plain = parsed("winstore:LocalMachine/My").value();
    CHECK(plain.store.location == StoreLocation::local_machine);
    CHECK(plain.store.name == "My");
    CHECK(plain.store.to_string() == "winstore:LocalMachine/My");
    const auto query = parsed("winstore:currentuser\\Web%20Hosting?Subject=O%3DA%26B&role=Provisioning").value();
    CHECK(query.store.location == StoreLocation::current_user);
    CHECK(query.store.name == "Web Hosting");
    CHECK(query.subject == "O=A&B");
    CHECK(query.role == "provisioning");
}

TEST_CASE("store query: a thumbprint is taken as Windows shows it") {
    const std::string digits(40, 'a');
    CHECK(parsed("winstore:LocalMachine/My?thumbprint=" + std::string(40, 'A'))->thumbprint == digits);
    CHECK(parsed("winstore:LocalMachine/My?thumbprint=\xe2\x80\x8e" + digits.substr(0, 2) + " " + digits.substr(2))->thumbprint ==
          digits);
    CHECK(parsed("winstore:LocalMachine/My?thumbprint=" + std::string(64, '0'))->thumbprint == std::string(64, '0'));
    CHECK_THAT(parsed("winstore:LocalMachine/My?thumbprint=" + digits.substr(1)).error().message,
               Catch::Contains("not a thumbprint"));
}

TEST_CASE("store query: what cannot be meant is a usage error") {
    for (const auto* text :
         {"winstore:", "winstore:My", "winstore:LocalMachine/", "winstore:Machine/My", "winstore:LocalMachine/a/b",
          "winstore:LocalMachine/My?thumb=00", "winstore:LocalMachine/My?subject", "winstore:LocalMachine/My?role="}) {
        INFO(text);
        REQUIRE_FALSE(parsed(text));
        CHECK(parsed(text).error().kind == ErrorKind::usage);
        CHECK_FALSE(parsed(text).error().hint.empty());
    }
}

TEST_CASE("store query: fits by thumbprint and by part of the subject, whatever its case") {
    const auto leaf = testcerts::build(testcerts::good()).leaf;
    certlib::StoreQuery query;
    CHECK(query.fits(leaf));
    query.subject = leaf.subject().to_string().substr(3, 6);
    query.subject.front() = static_cast<char>(std::toupper(query.subject.front()));
    CHECK(query.fits(leaf));
    query.thumbprint = certlib::to_hex(leaf.sha256_fingerprint());
    CHECK(query.fits(leaf));
    query.thumbprint = certlib::to_hex(leaf.sha1_fingerprint());
    CHECK(query.fits(leaf));
    query.subject = "nobody";
    CHECK_FALSE(query.fits(leaf));
}

TEST_CASE("store query: issuers are found by name, up to the root, each once") {
    const auto chain = testcerts::build(testcerts::good()).chain();
    const std::vector<certlib::Certificate> pool{chain[2], chain[1], chain[2], chain[0]};
    CHECK(certlib::issuers_among(pool, chain[0]) == std::vector<certlib::Certificate>{chain[1], chain[2]});
    CHECK(certlib::issuers_among({}, chain[0]).empty());
    CHECK(certlib::issuers_among(pool, chain[2]).empty());
}
