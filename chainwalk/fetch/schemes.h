#pragma once

#include <vector>

#include <amtcert/chainwalk/network_fetcher.h>

/// The three ways to fetch. Each is given the requests of its scheme by their places, and fills in the results there.
namespace chainwalk {

/// largest_object is how many octets a location of this kind may serve.
[[nodiscard]] std::size_t largest_object(LocationKind kind, const FetchOptions& options);

void fetch_http(const std::vector<FetchRequest>& requests, const std::vector<std::size_t>& places, const FetchOptions& options,
                std::vector<Fetched>& results);

/// fetch_ldap asks one location and waits for it.
[[nodiscard]] Fetched fetch_ldap(const FetchRequest& request, const FetchOptions& options);

[[nodiscard]] Fetched fetch_file(const FetchRequest& request, const FetchOptions& options);

}  // namespace chainwalk
