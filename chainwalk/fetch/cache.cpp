#include <amtcert/chainwalk/cache.h>

#include <filesystem>

#include <amtcert/certlib/load.h>
#include <amtcert/certlib/replace_file.h>

namespace chainwalk {

CachingFetcher::CachingFetcher(std::unique_ptr<Fetcher> inner, std::string folder, certlib::Time at)
    : inner_(std::move(inner)),
      folder_(std::move(folder)),
      at_(at) {}

std::string CachingFetcher::file_of(const std::string& url) const {
    return folder_ + "/" + certlib::to_hex(certlib::sha256(certlib::as_bytes(url))) + ".crl";
}

std::vector<Fetched> CachingFetcher::fetch(const std::vector<FetchRequest>& requests) {
    std::vector<Fetched> results(requests.size());
    std::vector<FetchRequest> others;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        auto kept = requests[i].kind == LocationKind::crl ? certlib::read_file(file_of(requests[i].url), certlib::largest_crl)
                                                          : certlib::Bytes{};
        const auto crl = kept ? certlib::Crl::parse(*kept) : tl::make_unexpected(kept.error());
        if (crl && crl->this_update() <= at_ && crl->next_update() && at_ <= *crl->next_update()) {
            from_folder_.insert(requests[i].url);
            results[i] = {
                .status = {LocationState::ok}, .objects = {std::move(*kept)}, .detail = "from the cache", .host_reached = true};
            continue;
        }
        places.push_back(i);
        others.push_back(requests[i]);
    }
    if (others.empty()) return results;
    auto fetched = inner_->fetch(others);
    for (std::size_t i = 0; i < places.size(); ++i) results[places[i]] = std::move(fetched[i]);
    return results;
}

certlib::Result<void> CachingFetcher::settle(std::span<const Location> locations, Retriever& retriever) {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) return certlib::fail(certlib::ErrorKind::io, folder_ + ": cannot be made: " + error.message());
    for (const auto& location : locations) {
        if (location.kind != LocationKind::crl) continue;
        const bool was_kept = from_folder_.contains(location.url);
        if (was_kept && !location.verified) std::filesystem::remove(file_of(location.url), error);
        if (was_kept || !location.verified) continue;
        const auto answer = retriever.retrieve({{.url = location.url, .kind = LocationKind::crl}}).front();
        if (answer->crls.size() != 1) continue;
        if (auto written = certlib::replace_file(file_of(location.url), answer->crls.front().der()); !written) return written;
    }
    return {};
}

}  // namespace chainwalk
