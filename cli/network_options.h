#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <amtcert/chainwalk/cache.h>
#include <amtcert/chainwalk/record.h>

namespace cli {

/// Network is the way to locations for one run, and what is to be kept of it.
class Network {
public:
    /// retriever is null when the run is offline.
    [[nodiscard]] chainwalk::Retriever* retriever() { return retriever_ ? &*retriever_ : nullptr; }

    /// finish writes the record and the cache, given what became of the locations. Errors: io.
    [[nodiscard]] certlib::Result<void> finish(const std::vector<chainwalk::Location>& locations);

private:
    friend struct NetworkOptions;
    std::unique_ptr<chainwalk::Fetcher> fetcher_;
    chainwalk::CachingFetcher* cache_ = nullptr;      // within fetcher_
    chainwalk::RecordingFetcher* record_ = nullptr;   // within fetcher_
    std::optional<chainwalk::Retriever> retriever_;
};

/// NetworkOptions are the options that say how locations are asked.
struct NetworkOptions {
    std::string ldap_server;
    bool allow_file_urls = false;
    std::string cache;
    std::string record;
    std::string replay;
    bool offline = false;

    void add_to(CLI::Option_group& group);

    /// recorded_time is the time for which --replay's record was judged; nothing without --replay. Errors: of the record.
    [[nodiscard]] certlib::Result<std::optional<certlib::Time>> recorded_time();

    /// open makes the way to locations for judging at a time. Errors: usage, and of the record.
    [[nodiscard]] certlib::Result<std::unique_ptr<Network>> open(certlib::Time at);

private:
    std::unique_ptr<chainwalk::ReplayFetcher> replay_;
};

}  // namespace cli
