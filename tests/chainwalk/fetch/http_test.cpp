#include <amtcert/chainwalk/network_fetcher.h>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "support/servers.h"

using chainwalk::FetchOptions;
using chainwalk::FetchRequest;
using chainwalk::LocationKind;
using std::chrono::milliseconds;

namespace {

chainwalk::Fetched fetch(const std::string& url, const FetchOptions& options = {}, LocationKind kind = LocationKind::crl) {
    return chainwalk::NetworkFetcher(options).fetch({{.url = url, .kind = kind}}).front();
}

std::string status(const std::string& url, const FetchOptions& options = {}, LocationKind kind = LocationKind::crl) {
    return to_string(fetch(url, options, kind).status);
}

/// impatient is for locations that would take long.
FetchOptions impatient() {
    FetchOptions options;
    options.connect_timeout = options.total_timeout = milliseconds{700};
    return options;
}

}  // namespace

TEST_CASE("fetch: a file over http, octet for octet, with its time") {
    servers::WebServer server;
    const certlib::Bytes content{0x30, 0x00, 0x0a, 0xff};
    const auto fetched = fetch(server.put("list.crl", content));
    CHECK(to_string(fetched.status) == "ok");
    REQUIRE(fetched.objects.size() == 1);
    CHECK(fetched.objects[0] == content);
    CHECK(fetched.host_reached);
}

TEST_CASE("fetch: https from a server with a certificate of its own making") {
    servers::WebServer server(servers::WebServer::Tls::yes);
    CHECK(status(server.put("list.crl", "list")) == "ok");
}

TEST_CASE("fetch: each failure has its word") {
    servers::WebServer server;
    server.put("list.crl", "list");
    CHECK(status(server.url("/none.crl")) == "http-404");
    CHECK(status("http://127.0.0.1:" + std::to_string(servers::free_port()) + "/x.crl") == "refused");
    CHECK(status("http://no-such-host.invalid/x.crl") == "unresolved");
    CHECK(status("http://") == "scheme-blocked");
    CHECK(status("ftp://127.0.0.1/x.crl") == "scheme-blocked");
    CHECK(status("gopher://127.0.0.1/x.crl") == "scheme-blocked");
    CHECK(status("http://127.0.0.1/a b") == "scheme-blocked");
    CHECK(status("") == "scheme-blocked");
}

TEST_CASE("fetch: three redirects are followed, a fourth is not, nor one to another scheme") {
    servers::WebServer server;
    server.put("list.crl", "list");
    CHECK(status(server.url("/redirect/3/list.crl")) == "ok");
    CHECK(status(server.url("/redirect/4/list.crl")) == "too-many-redirects");
    CHECK(status(server.url("/loop")) == "too-many-redirects");
    for (const auto* path : {"/to-file", "/to-ldap", "/to-gopher"}) CHECK(status(server.url(path)) == "scheme-blocked");
}

TEST_CASE("fetch: no credentials are sent, neither those of the URL nor those of a redirect") {
    const servers::OddServer odd;
    CHECK(status("http://user:word@" + odd.url("/credentials").substr(7)) == "http-404");
    servers::WebServer server;
    server.put("list.crl", "list");
    CHECK(status(server.url("/to-password")) == "scheme-blocked");
}

TEST_CASE("fetch: what takes too long ends, be it slow, silent or endless") {
    const servers::OddServer odd;
    servers::WebServer server;
    server.put("long.crl", std::string(10'000, 'x'));
    CHECK(status(server.url("/slow/long.crl"), impatient()) == "timeout");
    CHECK(status(odd.url("/silent"), impatient()) == "timeout");
    auto stalled = FetchOptions{};
    stalled.stall_timeout = std::chrono::seconds{1};
    CHECK(status(odd.url("/silent"), stalled) == "timeout");
}

TEST_CASE("fetch: what is too large is not read to its end, whether it says so or not") {
    const servers::OddServer odd;
    servers::WebServer server;
    CHECK(status(server.put_zeros("huge.crl", (256U << 20U) + 1)) == "too-large");
    CHECK(status(server.put_zeros("fits.cer", 1U << 20U), {}, LocationKind::aia) == "ok");
    CHECK(status(server.put_zeros("huge.cer", (1U << 20U) + 1), {}, LocationKind::aia) == "too-large");
    CHECK(status(odd.url("/endless")) == "too-large");
    auto small = FetchOptions{};
    small.largest_batch = 100;
    CHECK(status(server.put("list.crl", std::string(101, 'x')), small) == "too-large");
}

TEST_CASE("fetch: fifty locations of one host are asked side by side") {
    const servers::OddServer odd;
    std::vector<FetchRequest> requests;
    for (int i = 0; i < 50; ++i) requests.push_back({.url = odd.url("/sleep/0.2/" + std::to_string(i))});
    const auto start = std::chrono::steady_clock::now();
    for (const auto& fetched : chainwalk::NetworkFetcher({}).fetch(requests)) CHECK(to_string(fetched.status) == "ok");
    // One after the other they would take ten seconds.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("fetch: the environment's proxy is used") {
    const servers::OddServer odd;
    ::setenv("http_proxy", odd.address().c_str(), 1);
    const auto fetched = fetch("http://crl.example.com/list.crl");
    ::unsetenv("http_proxy");
    REQUIRE(to_string(fetched.status) == "ok");
    CHECK(std::string(fetched.objects[0].begin(), fetched.objects[0].end()) == "proxied");
}

TEST_CASE("fetch: files are read when that is allowed, and regular ones only") {
    const TemporaryFolder place;
    const auto url = "file://" + place.write("a b.crl", "list");
    const auto escaped = url.substr(0, url.size() - 7) + "a%20b.crl";
    FetchOptions allowed;
    allowed.allow_file_urls = true;
    CHECK(status(escaped) == "scheme-blocked");
    CHECK(status(escaped, allowed) == "ok");
    CHECK(status("file://" + place.path("none.crl"), allowed) == "refused");
    CHECK(status("file:///dev/zero", allowed) == "refused");
    CHECK(status("file://elsewhere/etc/hostname", allowed) == "scheme-blocked");
    place.write("huge.cer", std::string((1U << 20U) + 1, 'x'));
    CHECK(status("file://" + place.path("huge.cer"), allowed, LocationKind::aia) == "too-large");
}
