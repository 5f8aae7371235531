#include <amtcert/chainwalk/network_fetcher.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "schemes.h"

namespace chainwalk {
namespace {

/// How many LDAP locations are asked at once; each waits in a thread of its own.
constexpr std::size_t ldap_threads = 16;

std::string scheme_of(const std::string& url) {
    auto scheme = url.substr(0, url.find(':'));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    return scheme;
}

bool is_printable(const std::string& url) {
    return std::all_of(url.begin(), url.end(), [](unsigned char c) { return c > ' ' && c < 0x7f; });
}

Fetched blocked(std::string why) { return {.status = {LocationState::scheme_blocked}, .detail = std::move(why)}; }

}  // namespace

std::size_t largest_object(LocationKind kind, const FetchOptions& options) {
    return kind == LocationKind::crl ? options.largest_crl : options.largest_certificate;
}

std::vector<Fetched> NetworkFetcher::fetch(const std::vector<FetchRequest>& requests) {
    std::vector<Fetched> results(requests.size());
    std::vector<std::size_t> http;
    std::vector<std::size_t> ldap;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto& url = requests[i].url;
        const auto scheme = scheme_of(url);
        const bool for_ldap = scheme == "ldap" || scheme == "ldaps";
        // Blanks stand in the distinguished names of many an LDAP location, though a URL should have none.
        if (!for_ldap && !is_printable(url))
            results[i] = blocked("not a URL");
        else if (scheme == "http" || scheme == "https")
            http.push_back(i);
        else if (requests[i].kind == LocationKind::ocsp)
            results[i] = blocked("OCSP is asked over http and https only");
        else if (for_ldap)
            ldap.push_back(i);
        else if (scheme == "file")
            results[i] =
                options_.allow_file_urls ? fetch_file(requests[i], options_) : blocked("files are not read (--allow-file-urls)");
        else
            results[i] = blocked("only http, https, ldap, ldaps and file are known");
    }
    std::atomic<std::size_t> next = 0;
    const auto ask_ldap = [&] {
        for (auto i = next++; i < ldap.size(); i = next++) results[ldap[i]] = fetch_ldap(requests[ldap[i]], options_);
    };
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::min(ldap.size(), ldap_threads); ++i) threads.emplace_back(ask_ldap);
    if (!http.empty()) fetch_http(requests, http, options_, results);
    return threads.clear(), results;
}

}  // namespace chainwalk
