#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <thread>

#include <amtcert/certlib/wide.h>

#include "schemes.h"
#include "windows/http_exchange.h"

namespace chainwalk {
namespace {

using Clock = std::chrono::steady_clock;

/// Batch asks all locations at once, within the limits of connections; each waits in a thread of its own.
class Batch {
public:
    Batch(HINTERNET session, const std::vector<FetchRequest>& requests, const FetchOptions& options,
          std::vector<Fetched>& results)
        : session_(session),
          requests_(requests),
          options_(options),
          results_(results),
          budget_(options.largest_batch) {}

    void add(std::size_t place) {
        auto address = address_of(certlib::wide_of(requests_[place].url));
        if (address)
            waiting_.emplace_back(place, std::move(*address));
        else
            results_[place] = {.status = {LocationState::scheme_blocked}, .detail = "not a URL"};
    }

    void run() {
        std::vector<std::jthread> threads(std::min(waiting_.size(), options_.connections));
        for (auto& thread : threads)
            thread = std::jthread([this] {
                while (const auto next = take()) ask(next->first, next->second);
            });
    }

private:
    using Waiting = std::pair<std::size_t, Address>;

    /// take gives the first location whose host has a connection to spare, waiting for one; nothing when none is left.
    std::optional<Waiting> take() {
        std::unique_lock lock(mutex_);
        while (!waiting_.empty()) {
            const auto next = std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& one) {
                return per_host_[one.second.peer()] < options_.connections_per_host;
            });
            if (next == waiting_.end()) {
                one_ended_.wait(lock);
                continue;
            }
            ++per_host_[next->second.peer()];
            auto taken = std::move(*next);
            waiting_.erase(next);
            return taken;
        }
        return std::nullopt;
    }

    void ask(std::size_t place, const Address& address) {
        const auto start = Clock::now();
        auto result = exchange(session_, requests_[place], options_, budget_, address);
        result.time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
        const std::lock_guard lock(mutex_);
        results_[place] = std::move(result);
        --per_host_[address.peer()];
        one_ended_.notify_all();
    }

    HINTERNET session_;
    const std::vector<FetchRequest>& requests_;
    const FetchOptions& options_;
    std::vector<Fetched>& results_;
    Budget budget_;
    std::mutex mutex_;
    std::condition_variable one_ended_;
    std::deque<Waiting> waiting_;
    std::map<std::wstring, std::size_t> per_host_;
};

}  // namespace

void fetch_http(const std::vector<FetchRequest>& requests, const std::vector<std::size_t>& places, const FetchOptions& options,
                std::vector<Fetched>& results) {
    // The machine's proxy, as its administrator set it.
    const Handle session(
        ::WinHttpOpen(L"amtcert", WINHTTP_ACCESS_TYPE_AUTOMATIC_PROXY, WINHTTP_NO_PROXY_NAME, WINHTTP_NO_PROXY_BYPASS, 0));
    if (!session) {
        for (const auto place : places) results[place].detail = certlib::system_words(::GetLastError(), L"winhttp.dll");
        return;
    }
    Batch batch(session.get(), requests, options, results);
    for (const auto place : places) batch.add(place);
    batch.run();
}

}  // namespace chainwalk
