#include <amtcert/rules/settings.h>

#include <catch2/catch.hpp>

namespace {

/// applied puts one option into an empty site.
rules::Site applied(const char* key, const std::vector<std::string>& values) {
    rules::Site site;
    const auto done = rules::apply_setting(site, key, values);
    INFO((done ? std::string() : done.error().message));
    CHECK(done);
    return site;
}

certlib::Error refused(const char* key, const std::vector<std::string>& values) {
    rules::Site site;
    const auto done = rules::apply_setting(site, key, values);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == certlib::ErrorKind::usage);
    return done.error();
}

}  // namespace

TEST_CASE("settings: the words of a deployment become a site") {
    CHECK(applied("role", {"web-server"}).role == rules::Role::web_server);
    CHECK_FALSE(applied("role", {"auto"}).role);
    CHECK(applied("firmware", {"16.1", "15H"}).firmware.size() == 2);
    CHECK(applied("firmware", {"all"}).survey);
    CHECK(applied("dnsSuffix", {"a.example", "b.example.", "a.example"}).dns_suffixes == std::vector<std::string>{"a.example", "b.example"});
    CHECK(applied("serverFqdn", {"scs.example.com."}).server_fqdn == "scs.example.com");
    CHECK(applied("configmgr", {"2012"}).consoles == std::set{rules::Console::sccm2012});
    CHECK(applied("console", {"rps", "ema"}).consoles == std::set{rules::Console::rps, rules::Console::ema});
    CHECK(applied("at", {"2026-11-24"}).at == certlib::parse_time("2026-11-24").value());
    CHECK(applied("failDays", {"14"}).fail_days == 14);
    CHECK(applied("failOn", {"warning"}).fail_on == rules::Severity::warning);
    CHECK(applied("require", {"key.length"}).required == std::set<std::string>{"key.length"});
    CHECK(applied("requireKey", {"true"}).require_key);
    CHECK(applied("revocation", {"require"}).revocation == rules::RevocationMode::require);
}

TEST_CASE("settings: what makes no sense is refused, with the nearest word that does") {
    CHECK(refused("dnsSufix", {"x"}).hint == "did you mean dnsSuffix?");
    CHECK(refused("require", {"key.lenght"}).hint == "did you mean key.length?");
    CHECK(refused("role", {"plain"}).message == "'plain', which is none of provisioning, web-server, issuing-ca, console-client");
    CHECK(refused("serverFqdn", {"a b"}).message == "not a DNS name: 'a b'");
    CHECK(refused("warnDays", {"3x"}).message == "a number of days from 0 to 36500 required");
    CHECK(refused("warnDays", {"36501"}).message == "a number of days from 0 to 36500 required");
    for (const char* const key : {"failOn", "requireKey", "revocation", "configmgr", "console", "at", "trustedHash", "firmware"}) {
        INFO(key);
        refused(key, {"nonsense"});
        refused(key, {});
    }
}
