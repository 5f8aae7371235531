#include <amtcert/chainwalk/cache.h>
#include <amtcert/chainwalk/named_locations.h>

#include "guarded.h"

/// amtcert_answer is filled by the callback while it runs.
struct amtcert_answer {
    chainwalk::Fetched fetched;
    bool is_out_of_memory = false;
};

amtcert_status amtcert_answer_add(amtcert_answer* answer, const void* data, size_t size) {
    if (answer == nullptr || (data == nullptr && size > 0)) return AMTCERT_USAGE;
    try {
        const auto* const octets = static_cast<const std::uint8_t*>(data);
        answer->fetched.objects.emplace_back(octets, octets + size);
        answer->fetched.status = {chainwalk::LocationState::ok, 0};
        return AMTCERT_OK;
    } catch (...) {
        answer->is_out_of_memory = true;
        return AMTCERT_OUT_OF_MEMORY;
    }
}

amtcert_status amtcert_answer_status(amtcert_answer* answer, const char* status) {
    if (answer == nullptr || status == nullptr) return AMTCERT_USAGE;
    try {
        const auto known = chainwalk::parse_location_status(status);
        if (!known || known->state == chainwalk::LocationState::ok) return AMTCERT_USAGE;
        answer->fetched.status = *known;
        answer->fetched.objects.clear();
        return AMTCERT_OK;
    } catch (...) {
        answer->is_out_of_memory = true;
        return AMTCERT_OUT_OF_MEMORY;
    }
}

namespace capi {
namespace {

using chainwalk::Fetched;
using chainwalk::FetchRequest;
using chainwalk::LocationState;

/// is_from_someone: an answer of the location's own, be it a refusal.
bool is_from_someone(LocationState state) {
    return state != LocationState::not_tried && state != LocationState::unresolved && state != LocationState::refused &&
           state != LocationState::timeout && state != LocationState::scheme_blocked && state != LocationState::domain_only;
}

/// CallbackFetcher has the user's callback ask.
class CallbackFetcher : public chainwalk::Fetcher {
public:
    CallbackFetcher(amtcert_fetch ask, void* user)
        : fetch_(ask),
          user_(user) {}

    [[nodiscard]] std::vector<Fetched> fetch(const std::vector<FetchRequest>& requests) override {
        std::vector<Fetched> all;
        for (const auto& request : requests) {
            const auto start = std::chrono::steady_clock::now();
            amtcert_answer answer;
            const std::string kind(chainwalk::to_string(request.kind));
            fetch_(user_, request.url.c_str(), kind.c_str(), request.question.data(), request.question.size(), &answer);
            if (answer.is_out_of_memory) throw std::bad_alloc();
            answer.fetched.time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
            answer.fetched.host_reached = is_from_someone(answer.fetched.status.state);
            answer.fetched.question = request.question;
            all.push_back(std::move(answer.fetched));
        }
        return all;
    }

private:
    amtcert_fetch fetch_;
    void* user_;
};

}  // namespace

struct Locations::Parts {
    std::unique_ptr<chainwalk::Fetcher> fetcher;
    chainwalk::CachingFetcher* cache = nullptr;  // within fetcher
    std::optional<chainwalk::Retriever> retriever;
};

Locations::Locations(const amtcert_check& check)
    : parts_(std::make_unique<Parts>()) {
    if (check.offline || check.site.revocation == rules::RevocationMode::off) return;
    if (check.fetch != nullptr) parts_->fetcher = std::make_unique<CallbackFetcher>(check.fetch, check.fetch_user);
    if (check.use_network) parts_->fetcher = std::make_unique<chainwalk::NetworkFetcher>(check.network);
    if (parts_->fetcher == nullptr) return;
    if (!check.cache.empty()) {
        auto caching = std::make_unique<chainwalk::CachingFetcher>(std::move(parts_->fetcher), check.cache, check.site.at);
        parts_->cache = caching.get();
        parts_->fetcher = std::move(caching);
    }
    parts_->retriever.emplace(*parts_->fetcher);
}

Locations::~Locations() = default;

chainwalk::Retriever* Locations::retriever() { return parts_->retriever ? &*parts_->retriever : nullptr; }

void Locations::keep(const rules::Report& report) {
    if (parts_->cache == nullptr) return;
    std::vector<chainwalk::Location> all;
    for (const auto& subject : report.subjects) chainwalk::append_locations(all, subject.chains.front().chain);
    std::ignore = parts_->cache->settle(all, *parts_->retriever);
}

}  // namespace capi
