#include "windows/http_exchange.h"

#include <shlwapi.h>

#include <algorithm>

#include <amtcert/certlib/wide.h>

#include "schemes.h"
#include "windows/contact.h"

namespace chainwalk {
namespace {

using certlib::utf8_of;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

LocationState state_of(DWORD error) {
    switch (error) {
        case ERROR_WINHTTP_NAME_NOT_RESOLVED:
            return LocationState::unresolved;
        case WSAETIMEDOUT:  // what Wine says
        case ERROR_WINHTTP_TIMEOUT:
            return LocationState::timeout;
        default:
            return LocationState::refused;
    }
}

Fetched failed(DWORD error, bool host_reached) {
    return {.status = {state_of(error)}, .detail = certlib::system_words(error, L"winhttp.dll"), .host_reached = host_reached};
}

/// without_connection finds out why there is none: WinHTTP says the same of a refusal and of a network without a way there.
Fetched without_connection(DWORD error, const Address& address, const FetchOptions& options) {
    if (error != ERROR_WINHTTP_CANNOT_CONNECT) return failed(error, false);
    switch (contact(utf8_of(address.host), address.port, options.connect_timeout)) {
        case Contact::unresolved:
            return {.status = {LocationState::unresolved}, .detail = utf8_of(address.host) + " has no address"};
        case Contact::timeout:
            return {.status = {LocationState::timeout}, .detail = "no connection"};
        case Contact::refused:
            return {.status = {LocationState::refused}, .detail = "connection refused", .host_reached = true};
        case Contact::connected:
            return failed(error, true);
        case Contact::unreachable:
            break;
    }
    return {.status = {LocationState::refused}, .detail = "no way to the host"};
}

Fetched too_large() { return {.status = {LocationState::too_large}, .detail = "larger than is read", .host_reached = true}; }

/// header gives one of the answer's headers, nothing when it has none of this name.
std::optional<std::wstring> header(HINTERNET request, DWORD which) {
    DWORD size = 0;
    ::WinHttpQueryHeaders(request, which, WINHTTP_HEADER_NAME_BY_INDEX, nullptr, &size, WINHTTP_NO_HEADER_INDEX);
    if (::GetLastError() != ERROR_INSUFFICIENT_BUFFER) return std::nullopt;
    std::wstring text(size / sizeof(wchar_t), L'\0');
    if (::WinHttpQueryHeaders(request, which, WINHTTP_HEADER_NAME_BY_INDEX, text.data(), &size, WINHTTP_NO_HEADER_INDEX) == 0)
        return std::nullopt;
    text.resize(size / sizeof(wchar_t));
    return text;
}

bool is_redirect(int status) { return status == 301 || status == 302 || status == 303 || status == 307 || status == 308; }

/// Exchange asks one location, its redirects included.
class Exchange {
public:
    Exchange(HINTERNET session, const FetchRequest& request, const FetchOptions& options, Budget& budget)
        : session_(session),
          request_(request),
          options_(options),
          budget_(budget),
          largest_(largest_object(request.kind, options)),
          until_(Clock::now() + options.total_timeout) {}

    Fetched ask(Address address) {
        for (int redirects = 0;; ++redirects) {
            auto result = ask_once(address);
            if (!is_redirect(result.status.code) || !next_) return result;
            if (redirects == options_.redirects)
                return {.status = {LocationState::too_many_redirects}, .detail = "redirected too often", .host_reached = true};
            auto next = address_of(*next_);
            if (!next || next->has_user)
                return {.status = {LocationState::scheme_blocked},
                        .detail = next ? "redirected to a URL with a user" : "redirected to what is neither http nor https",
                        .host_reached = true};
            address = std::move(*next);
        }
    }

private:
    Fetched ask_once(const Address& address) {
        next_.reset();
        const Handle connection(::WinHttpConnect(session_, address.host.c_str(), address.port, 0));
        const wchar_t* const verb = request_.kind == LocationKind::ocsp ? L"POST" : L"GET";
        const Handle opened(::WinHttpOpenRequest(connection.get(), verb, address.path.empty() ? L"/" : address.path.c_str(),
                                                 nullptr, WINHTTP_NO_REFERER, WINHTTP_DEFAULT_ACCEPT_TYPES,
                                                 address.secure ? WINHTTP_FLAG_SECURE : 0));
        if (!opened) return failed(::GetLastError(), false);
        prepare(opened.get());
        if (!send(opened.get())) return without_connection(::GetLastError(), address, options_);
        if (::WinHttpReceiveResponse(opened.get(), nullptr) == 0) return failed(::GetLastError(), true);
        DWORD status = 0;
        DWORD size = sizeof(status);
        ::WinHttpQueryHeaders(opened.get(), WINHTTP_QUERY_STATUS_CODE | WINHTTP_QUERY_FLAG_NUMBER, WINHTTP_HEADER_NAME_BY_INDEX,
                              &status, &size, WINHTTP_NO_HEADER_INDEX);
        if (status == HTTP_STATUS_OK) return body(opened.get());
        if (const auto target = header(opened.get(), WINHTTP_QUERY_LOCATION)) next_ = combined(address.url, *target);
        return {.status = {LocationState::http, static_cast<int>(status)}, .host_reached = true};
    }

    void prepare(HINTERNET opened) const {
        DWORD off = WINHTTP_DISABLE_REDIRECTS | WINHTTP_DISABLE_AUTHENTICATION | WINHTTP_DISABLE_COOKIES;
        ::WinHttpSetOption(opened, WINHTTP_OPTION_DISABLE_FEATURE, &off, sizeof(off));
        // Whoever serves it, an object is signed and judged by its own signature.
        DWORD any_server = SECURITY_FLAG_IGNORE_UNKNOWN_CA | SECURITY_FLAG_IGNORE_CERT_DATE_INVALID |
                           SECURITY_FLAG_IGNORE_CERT_CN_INVALID | SECURITY_FLAG_IGNORE_CERT_WRONG_USAGE;
        ::WinHttpSetOption(opened, WINHTTP_OPTION_SECURITY_FLAGS, &any_server, sizeof(any_server));
        const auto connect = static_cast<int>(options_.connect_timeout.count());
        const auto stall = static_cast<int>(std::clamp(left(), milliseconds(1), options_.stall_timeout).count());
        ::WinHttpSetTimeouts(opened, connect, connect, stall, stall);
        // What is waited for the first octet, a minute and a half if nothing is said.
        auto first = static_cast<DWORD>(stall);
        ::WinHttpSetOption(opened, WINHTTP_OPTION_RECEIVE_RESPONSE_TIMEOUT, &first, sizeof(first));
    }

    [[nodiscard]] milliseconds left() const { return std::chrono::duration_cast<milliseconds>(until_ - Clock::now()); }

    [[nodiscard]] bool send(HINTERNET opened) const {
        if (request_.kind != LocationKind::ocsp)
            return ::WinHttpSendRequest(opened, WINHTTP_NO_ADDITIONAL_HEADERS, 0, WINHTTP_NO_REQUEST_DATA, 0, 0, 0) != 0;
        constexpr std::wstring_view headers = L"Content-Type: application/ocsp-request\r\nAccept: application/ocsp-response\r\n";
        const auto size = static_cast<DWORD>(request_.question.size());
        return ::WinHttpSendRequest(opened, headers.data(), static_cast<DWORD>(headers.size()),
                                    const_cast<std::uint8_t*>(request_.question.data()), size, size, 0) != 0;
    }

    Fetched body(HINTERNET opened) {
        // A length of more digits than are read here is too large as well.
        if (const auto length = header(opened, WINHTTP_QUERY_CONTENT_LENGTH);
            length && std::wcstoull(length->c_str(), nullptr, 10) > largest_)
            return too_large();
        certlib::Bytes octets;
        auto result = read_into(opened, octets);
        if (result.status.state != LocationState::ok) {
            budget_.give_back(octets.size());
            return result;
        }
        result.objects.push_back(std::move(octets));
        return result;
    }

    Fetched read_into(HINTERNET opened, certlib::Bytes& octets) {
        while (true) {
            DWORD there = 0;
            if (::WinHttpQueryDataAvailable(opened, &there) == 0) return failed(::GetLastError(), true);
            if (there == 0) return {.status = {LocationState::ok}, .host_reached = true};
            if (there > largest_ - octets.size() || !budget_.take(there)) return too_large();
            const auto before = octets.size();
            octets.resize(before + there);
            DWORD got = 0;
            if (::WinHttpReadData(opened, octets.data() + before, there, &got) == 0) return failed(::GetLastError(), true);
            budget_.give_back(there - got);
            octets.resize(before + got);
            if (left() <= milliseconds(0))
                return {.status = {LocationState::timeout}, .detail = "the answer took too long", .host_reached = true};
        }
    }

    static std::wstring combined(const std::wstring& base, const std::wstring& target) {
        constexpr DWORD longest = 4096;  // characters; what is longer leads nowhere
        std::wstring whole(longest, L'\0');
        DWORD size = longest;
        if (FAILED(::UrlCombineW(base.c_str(), target.c_str(), whole.data(), &size, 0))) return target;
        whole.resize(size);
        return whole;
    }

    HINTERNET session_;
    const FetchRequest& request_;
    const FetchOptions& options_;
    Budget& budget_;
    std::size_t largest_;
    Clock::time_point until_;
    std::optional<std::wstring> next_;  ///< where the last answer sent us
};

}  // namespace

std::optional<Address> address_of(const std::wstring& url) {
    URL_COMPONENTS parts{.dwStructSize = sizeof(URL_COMPONENTS)};
    for (auto* length : {&parts.dwHostNameLength, &parts.dwUrlPathLength, &parts.dwUserNameLength, &parts.dwExtraInfoLength})
        *length = 1;
    if (::WinHttpCrackUrl(url.c_str(), static_cast<DWORD>(url.size()), 0, &parts) == 0 || parts.dwHostNameLength == 0)
        return std::nullopt;
    Address address{.url = url,
                    .host = {parts.lpszHostName, parts.dwHostNameLength},
                    .path = {parts.lpszUrlPath, parts.dwUrlPathLength},
                    .port = parts.nPort,
                    .secure = parts.nScheme == INTERNET_SCHEME_HTTPS,
                    .has_user = parts.dwUserNameLength > 0};
    // The fragment is for the reader of a document and not for its server.
    const std::wstring_view extra(parts.lpszExtraInfo, parts.dwExtraInfoLength);
    address.path += extra.substr(0, extra.find(L'#'));
    return address;
}

Fetched exchange(HINTERNET session, const FetchRequest& request, const FetchOptions& options, Budget& budget, Address address) {
    return Exchange(session, request, options, budget).ask(std::move(address));
}

}  // namespace chainwalk
