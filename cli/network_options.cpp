#include "network_options.h"

#include <cstdio>

#include <amtcert/certlib/name.h>
#include <amtcert/chainwalk/network_fetcher.h>

namespace cli {

using certlib::Result;

Result<void> Network::finish(const std::vector<chainwalk::Location>& locations) {
    if (record_ != nullptr)
        if (auto saved = record_->save(); !saved) return saved;
    // What cannot be kept is asked again next time; the answer stands.
    if (cache_ != nullptr)
        if (auto kept = cache_->settle(locations, *retriever_); !kept)
            std::fprintf(stderr, "note: --cache: %s\n", certlib::escape_unprintable(kept.error().message).c_str());
    return {};
}

void NetworkOptions::add_to(CLI::Option_group& group) {
    group.add_option("--ldap-server", ldap_server, "ldap://HOST or ldaps://HOST to ask where a location names no host")
        ->type_name("URL");
    group.add_flag("--allow-file-urls", allow_file_urls, "read file: locations too");
    group.add_option("--cache", cache, "keep valid CRLs there until their nextUpdate")->type_name("DIR");
    auto* const to = group.add_option("--record", record, "keep there what locations served, for --replay")->type_name("DIR");
    group.add_option("--replay", replay, "take from there what locations served, and the time; ask none")
        ->type_name("DIR")
        ->excludes(to);
}

Result<std::optional<certlib::Time>> NetworkOptions::recorded_time() {
    if (replay.empty()) return std::nullopt;
    if (replay_ != nullptr) return replay_->at();
    auto opened = chainwalk::ReplayFetcher::open(replay);
    if (!opened) return certlib::fail(opened.error().kind, "--replay: " + opened.error().message, opened.error().hint);
    replay_ = std::move(*opened);
    return replay_->at();
}

Result<std::unique_ptr<Network>> NetworkOptions::open(certlib::Time at) {
    const auto parts = chainwalk::FetchOptions{.ldap_server = ldap_server, .allow_file_urls = allow_file_urls};
    if (!ldap_server.empty() && !ldap_server.starts_with("ldap://") && !ldap_server.starts_with("ldaps://"))
        return certlib::fail(certlib::ErrorKind::usage, "--ldap-server: not an LDAP URL: '" + ldap_server + "'",
                             "ldap://dc.example.com");
    auto network = std::make_unique<Network>();
    if (replay_ != nullptr) {
        network->fetcher_ = std::move(replay_);
    } else if (!offline) {
        network->fetcher_ = std::make_unique<chainwalk::NetworkFetcher>(parts);
        if (!cache.empty()) {
            auto caching = std::make_unique<chainwalk::CachingFetcher>(std::move(network->fetcher_), cache, at);
            network->cache_ = caching.get();
            network->fetcher_ = std::move(caching);
        }
        if (!record.empty()) {
            auto recording = std::make_unique<chainwalk::RecordingFetcher>(std::move(network->fetcher_), record, at);
            network->record_ = recording.get();
            network->fetcher_ = std::move(recording);
        }
    }
    if (network->fetcher_ != nullptr) network->retriever_.emplace(*network->fetcher_);
    return network;
}

}  // namespace cli
