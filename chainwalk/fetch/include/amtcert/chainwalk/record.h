#pragma once

#include <map>
#include <memory>
#include <tuple>

#include <amtcert/certlib/error.h>
#include <amtcert/certlib/time.h>
#include <amtcert/chainwalk/fetcher.h>

namespace [[gnu::visibility("default")]] chainwalk {

/// RecordingFetcher keeps what another fetcher brings, for ReplayFetcher: a folder with one file for each object served, and
/// record.json, which says what belongs to which location and for which time was judged. Nothing is in it but what anybody gets
/// from the locations.
class RecordingFetcher : public Fetcher {
public:
    /// RecordingFetcher writes into the folder, which is made when needed; `at` is the time judged for.
    RecordingFetcher(std::unique_ptr<Fetcher> inner, std::string folder, certlib::Time at);
    ~RecordingFetcher() override;
    /// asks the inner fetcher and keeps what it brings
    [[nodiscard]] std::vector<Fetched> fetch(const std::vector<FetchRequest>& requests) override;

    /// save writes record.json; the objects are there by then. Errors: io, also of an object.
    [[nodiscard]] certlib::Result<void> save() const;

private:
    struct Kept;
    std::unique_ptr<Fetcher> inner_;
    std::string folder_;
    std::unique_ptr<Kept> kept_;
};

/// ReplayFetcher answers from such a folder. A location that is not in it is not tried.
class ReplayFetcher : public Fetcher {
public:
    /// open reads a folder. Errors: io, malformed, limit.
    [[nodiscard]] static certlib::Result<std::unique_ptr<ReplayFetcher>> open(const std::string& folder);
    /// gives what was recorded; not-tried for anything else
    [[nodiscard]] std::vector<Fetched> fetch(const std::vector<FetchRequest>& requests) override;

    /// at is the time that was judged for.
    [[nodiscard]] certlib::Time at() const { return at_; }

private:
    using Key = std::tuple<LocationKind, std::string, certlib::Bytes>;
    certlib::Time at_{};
    std::map<Key, Fetched> kept_;
};

}  // namespace chainwalk
