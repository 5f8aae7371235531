#pragma once

#include <windows.h>

#include <winhttp.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <amtcert/chainwalk/network_fetcher.h>

namespace chainwalk {

struct CloseHandle {
    void operator()(HINTERNET handle) const { ::WinHttpCloseHandle(handle); }
};
using Handle = std::unique_ptr<void, CloseHandle>;

/// Address is a URL as it is asked, taken apart, without credentials.
struct Address {
    std::wstring url;
    std::wstring host;
    std::wstring path;  ///< and query
    INTERNET_PORT port = 0;
    bool secure = false;
    bool has_user = false;

    /// peer is what counts for the limit of connections.
    [[nodiscard]] std::wstring peer() const { return host + L":" + std::to_wstring(port); }
};

/// address_of gives nothing for what is no URL of http or https.
[[nodiscard]] std::optional<Address> address_of(const std::wstring& url);

/// Budget is what all answers together may still hold.
class Budget {
public:
    explicit Budget(std::size_t size)
        : left_(size) {}

    [[nodiscard]] bool take(std::size_t size) {
        const std::lock_guard lock(mutex_);
        if (size > left_) return false;
        left_ -= size;
        return true;
    }

    void give_back(std::size_t size) {
        const std::lock_guard lock(mutex_);
        left_ += size;
    }

private:
    std::mutex mutex_;
    std::size_t left_;
};

/// exchange asks one location, and those it is redirected to. The time it took is left to the caller.
[[nodiscard]] Fetched exchange(HINTERNET session, const FetchRequest& request, const FetchOptions& options, Budget& budget,
                               Address address);

}  // namespace chainwalk
