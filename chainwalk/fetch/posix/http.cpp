#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <map>
#include <memory>
#include <system_error>

#include "posix/libraries.h"
#include "schemes.h"

namespace chainwalk {
namespace {

using Clock = std::chrono::steady_clock;

/// Address is a URL as it is asked, without credentials, and the host that counts for the limit of connections.
struct Address {
    std::string url;
    std::string host;
};

std::string part(const Curl& curl, CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl.url_get(url, which, &text, flags) != CURLUE_OK) return {};
    std::string copy = text;
    curl.free(text);
    return copy;
}

/// address_of gives nothing for what is no URL.
std::optional<Address> address_of(const Curl& curl, const std::string& text) {
    const std::unique_ptr<CURLU, decltype(curl.url_cleanup)> url(curl.url(), curl.url_cleanup);
    if (curl.url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return std::nullopt;
    for (const auto which : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS}) curl.url_set(url.get(), which, nullptr, 0);
    return Address{part(curl, url.get(), CURLUPART_URL),
                   part(curl, url.get(), CURLUPART_HOST) + ":" + part(curl, url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT)};
}

/// Budget is what all transfers together may still hold.
struct Budget {
    std::size_t left;
};

/// Transfer is one request under way. It stays where it is: libcurl points at it.
struct Transfer {
    const Curl& curl;
    std::size_t place;
    std::string host;
    std::size_t limit;
    Budget& budget;
    Clock::time_point start = Clock::now();
    CURL* easy = nullptr;
    curl_slist* headers = nullptr;
    certlib::Bytes body = {};
    bool too_large = false;
    std::array<char, CURL_ERROR_SIZE> words{};

    Transfer(const Curl& library, std::size_t at, std::string of_host, std::size_t largest, Budget& shared)
        : curl(library),
          place(at),
          host(std::move(of_host)),
          limit(largest),
          budget(shared) {}
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer() {
        curl.easy_cleanup(easy);
        curl.slist_free_all(headers);
    }
};

std::size_t take(char* octets, std::size_t, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    if (count > transfer.limit - transfer.body.size() || count > transfer.budget.left) {
        transfer.too_large = true;
        transfer.budget.left += transfer.body.size();
        transfer.body = {};
        return 0;
    }
    transfer.budget.left -= count;
    transfer.body.insert(transfer.body.end(), octets, octets + count);
    return count;
}

void prepare(Transfer& transfer, const FetchRequest& request, const std::string& url, const FetchOptions& options) {
    const auto& curl = transfer.curl;
    CURL* const easy = transfer.easy = curl.easy_init();
    const auto number = [&](CURLoption option, long value) { curl.easy_setopt(easy, option, value); };
    curl.easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl.easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    number(CURLOPT_FOLLOWLOCATION, 1);
    number(CURLOPT_MAXREDIRS, options.redirects);
    number(CURLOPT_POSTREDIR, CURL_REDIR_POST_ALL);
    number(CURLOPT_DISALLOW_USERNAME_IN_URL, 1);  // of a redirect; those of the URL itself are gone already
    number(CURLOPT_NETRC, CURL_NETRC_IGNORED);
    number(CURLOPT_SSL_VERIFYPEER, 0);
    number(CURLOPT_SSL_VERIFYHOST, 0);
    number(CURLOPT_NOSIGNAL, 1);
    number(CURLOPT_CONNECTTIMEOUT_MS, options.connect_timeout.count());
    number(CURLOPT_TIMEOUT_MS, options.total_timeout.count());
    number(CURLOPT_LOW_SPEED_LIMIT, 1);
    number(CURLOPT_LOW_SPEED_TIME, std::chrono::ceil<std::chrono::seconds>(options.stall_timeout).count());
    curl.easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(transfer.limit));
    curl.easy_setopt(easy, CURLOPT_USERAGENT, "amtcert");
    curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take);
    curl.easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer.words.data());
    curl.easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
    if (request.kind != LocationKind::ocsp) return;
    transfer.headers = curl.slist_append(transfer.headers, "Content-Type: application/ocsp-request");
    transfer.headers = curl.slist_append(transfer.headers, "Accept: application/ocsp-response");
    curl.easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
    curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.question.size()));
    curl.easy_setopt(easy, CURLOPT_POSTFIELDS, request.question.data());
}

LocationState state_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return LocationState::unresolved;
        case CURLE_OPERATION_TIMEDOUT:
            return LocationState::timeout;
        case CURLE_FILESIZE_EXCEEDED:
            return LocationState::too_large;
        case CURLE_TOO_MANY_REDIRECTS:
            return LocationState::too_many_redirects;
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
        case CURLE_LOGIN_DENIED:
            return LocationState::scheme_blocked;
        default:
            return LocationState::refused;
    }
}

Fetched outcome(Transfer& transfer, CURLcode code) {
    const auto& curl = transfer.curl;
    long status = 0;
    long system_error = 0;
    curl_off_t connected = 0;
    curl.easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    curl.easy_getinfo(transfer.easy, CURLINFO_OS_ERRNO, &system_error);
    curl.easy_getinfo(transfer.easy, CURLINFO_CONNECT_TIME_T, &connected);
    Fetched result;
    result.time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - transfer.start);
    // A connection that is refused was refused by somebody; a network without a way there refuses nothing.
    result.host_reached = connected > 0 || status != 0 || system_error == ECONNREFUSED;
    if (code == CURLE_OK && status == 200) {
        result.status = {LocationState::ok};
        result.objects.push_back(std::move(transfer.body));
        return result;
    }
    if (code == CURLE_OK) {
        result.status = {LocationState::http, static_cast<int>(status)};
        return result;
    }
    result.status = {transfer.too_large ? LocationState::too_large : state_of(code)};
    if (transfer.too_large)
        result.detail = "larger than is read";
    else if (code == CURLE_COULDNT_CONNECT && system_error != 0)
        result.detail = std::system_category().message(static_cast<int>(system_error));
    else
        result.detail = transfer.words[0] == '\0' ? curl.easy_strerror(code) : transfer.words.data();
    return result;
}

/// Batch drives all transfers at once, within the limits of connections. Transfers wait here and not in libcurl, which would
/// count the waiting into their time.
class Batch {
public:
    Batch(const Curl& curl, const std::vector<FetchRequest>& requests, const FetchOptions& options, std::vector<Fetched>& results)
        : curl_(curl),
          requests_(requests),
          options_(options),
          results_(results),
          budget_{options.largest_batch},
          multi_(curl.multi_init()) {}
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch() { curl_.multi_cleanup(multi_); }

    void add(std::size_t place) {
        auto address = address_of(curl_, requests_[place].url);
        if (address)
            waiting_.emplace_back(place, std::move(*address));
        else
            results_[place] = {.status = {LocationState::scheme_blocked}, .detail = "not a URL"};
    }

    void run() {
        for (start_some(); !running_.empty(); start_some()) {
            int active = 0;
            curl_.multi_perform(multi_, &active);
            collect();
            if (active > 0) curl_.multi_poll(multi_, nullptr, 0, 1000, nullptr);
        }
    }

private:
    void start_some() {
        for (auto next = waiting_.begin(); next != waiting_.end() && running_.size() < options_.connections;) {
            auto& of_host = per_host_[next->second.host];
            if (of_host >= options_.connections_per_host) {
                ++next;
                continue;
            }
            ++of_host;
            start(next->first, next->second);
            next = waiting_.erase(next);
        }
    }

    void start(std::size_t place, const Address& address) {
        const auto& request = requests_[place];
        auto transfer = std::make_unique<Transfer>(curl_, place, address.host, largest_object(request.kind, options_), budget_);
        prepare(*transfer, request, address.url, options_);
        curl_.multi_add_handle(multi_, transfer->easy);
        running_.emplace(transfer->easy, std::move(transfer));
    }

    void collect() {
        int more = 0;
        while (const auto* message = curl_.multi_info_read(multi_, &more)) {
            if (message->msg != CURLMSG_DONE) continue;
            const auto code = message->data.result;
            const auto found = running_.find(message->easy_handle);
            auto& transfer = *found->second;
            curl_.multi_remove_handle(multi_, transfer.easy);
            --per_host_[transfer.host];
            if (code != CURLE_OK) budget_.left += transfer.body.size();
            results_[transfer.place] = outcome(transfer, code);
            running_.erase(found);
        }
    }

    const Curl& curl_;
    const std::vector<FetchRequest>& requests_;
    const FetchOptions& options_;
    std::vector<Fetched>& results_;
    Budget budget_;
    CURLM* multi_;
    std::deque<std::pair<std::size_t, Address>> waiting_;
    std::map<CURL*, std::unique_ptr<Transfer>> running_;
    std::map<std::string, std::size_t> per_host_;
};

}  // namespace

void fetch_http(const std::vector<FetchRequest>& requests, const std::vector<std::size_t>& places, const FetchOptions& options,
                std::vector<Fetched>& results) {
    const Curl* const curl = curl_library();
    if (curl == nullptr) {
        for (const auto place : places) results[place].detail = "libcurl.so.4 is not installed";
        return;
    }
    Batch batch(*curl, requests, options, results);
    for (const auto place : places) batch.add(place);
    batch.run();
}

}  // namespace chainwalk
