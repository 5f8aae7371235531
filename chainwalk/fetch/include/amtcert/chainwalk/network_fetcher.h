#pragma once

#include <amtcert/chainwalk/fetcher.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// FetchOptions bound what a location may cost.
struct FetchOptions {
    std::string ldap_server =
        {};  ///< "ldap://dc.example.com": asked for locations that name no host; empty: they are domain-only
    bool allow_file_urls = false;                      ///< file: URLs are read; for tests and closed networks
    std::chrono::milliseconds connect_timeout{5'000};  ///< until there is a connection
    std::chrono::milliseconds stall_timeout{10'000};   ///< without an octet
    std::chrono::milliseconds total_timeout{30'000};   ///< of one location, redirects included
    std::size_t largest_crl = 256U << 20U;             ///< octets
    std::size_t largest_certificate = 1U << 20U;       ///< also of an OCSP answer
    std::size_t largest_batch = 512U << 20U;           ///< all that is held of one call to fetch
    int redirects = 3;                                 ///< followed of one location
    std::size_t connections = 64;                      ///< at once, in all
    std::size_t connections_per_host = 24;             ///< at once, to one host
};

/// NetworkFetcher asks over http and https (libcurl, on Windows WinHTTP), ldap and ldaps (OpenLDAP's library, on Windows wldap32), and
/// reads files when that is allowed; every other scheme is blocked, also behind a redirect. libcurl and OpenLDAP's library are loaded when
/// the first location needs them: linked, they would make up most of the time of a run that asks nothing.
///
/// Nobody's credentials are sent, neither those of a URL nor those of a file. HTTP proxies are taken from the environment
/// (http_proxy, https_proxy, no_proxy), on Windows from the machine's settings. TLS servers are not authenticated: what they serve is signed and judged by its own
/// signature. LDAP referrals are not followed.
class NetworkFetcher : public Fetcher {
public:
    /// NetworkFetcher asks nothing yet and loads no library.
    explicit NetworkFetcher(FetchOptions options)
        : options_(std::move(options)) {}
    /// fetch asks all at once, and returns when each has answered or run out of time.
    [[nodiscard]] std::vector<Fetched> fetch(const std::vector<FetchRequest>& requests) override;

private:
    FetchOptions options_;
};

}  // namespace chainwalk
