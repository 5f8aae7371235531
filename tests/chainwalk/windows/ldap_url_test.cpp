#include "chainwalk/fetch/windows/ldap_url.h"

#include <catch2/catch.hpp>

using chainwalk::LdapScope;
using chainwalk::parse_ldap_url;

TEST_CASE("ldap url: every part") {
    const auto url = parse_ldap_url(
        "LDAPS://user@dc.example.com:3269/CN=A%2cB,DC=x?certificateRevocationList;binary,cACertificate?sub?(cn=%2a)");
    REQUIRE(url);
    CHECK(url->secure);
    CHECK(url->host == "dc.example.com");
    CHECK(url->port == 3269);
    CHECK(url->base == "CN=A,B,DC=x");
    CHECK(url->attributes == std::vector<std::string>{"certificateRevocationList;binary", "cACertificate"});
    CHECK(url->scope == LdapScope::subtree);
    CHECK(url->filter == "(cn=*)");
}

TEST_CASE("ldap url: what is left out has its default, and blanks may stand in names") {
    const auto url = parse_ldap_url("ldap:///CN=Example CA,DC=x");
    REQUIRE(url);
    CHECK_FALSE(url->secure);
    CHECK(url->host.empty());
    CHECK(url->port == 389);
    CHECK(url->base == "CN=Example CA,DC=x");
    CHECK(url->attributes.empty());
    CHECK(url->scope == LdapScope::base);
    CHECK(url->filter == "(objectClass=*)");
    CHECK(parse_ldap_url("ldaps://[2001:db8::1]/")->host == "2001:db8::1");
    CHECK(parse_ldap_url("ldaps://[2001:db8::1]/")->port == 636);
}

TEST_CASE("ldap url: what is none") {
    for (const auto* text :
         {"http://x/", "ldap:x", "ldap://x:99999/", "ldap://x:1a/", "ldap://[::1/", "ldap://x/%zz", "ldap://x/?a?deep"}) {
        INFO(text);
        CHECK_FALSE(parse_ldap_url(text));
    }
}
