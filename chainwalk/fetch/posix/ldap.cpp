#include <netdb.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>

#include "ldap_answer.h"
#include "posix/libraries.h"
#include "schemes.h"

namespace chainwalk {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// What an answer holds besides the value.
constexpr std::size_t around_a_value = 64U << 10U;

timeval timeval_of(milliseconds time) { return {.tv_sec = time.count() / 1000, .tv_usec = time.count() % 1000 * 1000}; }

using Description = std::unique_ptr<LDAPURLDesc, void (*)(LDAPURLDesc*)>;

Description parsed(const Ldap& ldap, const std::string& url) {
    LDAPURLDesc* description = nullptr;
    if (ldap.url_parse(url.c_str(), &description) != LDAP_URL_SUCCESS) description = nullptr;
    return {description, ldap.free_urldesc};
}

bool names_host(const LDAPURLDesc& description) { return description.lud_host != nullptr && *description.lud_host != '\0'; }

bool resolves(const std::string& host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return false;
    ::freeaddrinfo(found);
    return true;
}

std::string server_of(const LDAPURLDesc& description) {
    std::string host = description.lud_host;
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return std::string(description.lud_scheme) + "://" + host + ":" + std::to_string(description.lud_port);
}

/// Connection is one anonymous session.
class Connection {
public:
    Connection(const Ldap& ldap, const std::string& server, const FetchOptions& options, std::size_t largest)
        : ldap_(ldap) {
        if (ldap_.initialize(&session_, server.c_str()) != LDAP_SUCCESS) return;
        const int version = LDAP_VERSION3;
        const auto connect = timeval_of(options.connect_timeout);
        const auto total = timeval_of(options.total_timeout);
        ldap_.set_option(session_, LDAP_OPT_PROTOCOL_VERSION, &version);
        ldap_.set_option(session_, LDAP_OPT_NETWORK_TIMEOUT, &connect);
        ldap_.set_option(session_, LDAP_OPT_TIMEOUT, &total);
        ldap_.set_option(session_, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
        const int never = LDAP_OPT_X_TLS_NEVER;
        const int as_client = 0;
        ldap_.set_option(session_, LDAP_OPT_X_TLS_REQUIRE_CERT, &never);
        ldap_.set_option(session_, LDAP_OPT_X_TLS_NEWCTX, &as_client);
        Sockbuf* buffer = nullptr;
        auto most = static_cast<ber_len_t>(largest + around_a_value);
        if (ldap_.get_option(session_, LDAP_OPT_SOCKBUF, &buffer) == LDAP_SUCCESS && buffer != nullptr)
            ldap_.sockbuf_control(buffer, LBER_SB_OPT_SET_MAX_INCOMING, &most);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        if (session_ != nullptr) ldap_.unbind(session_, nullptr, nullptr);
    }

    /// search gives the values of the attributes asked for, or the result code.
    int search(const LDAPURLDesc& where, const std::vector<std::string>& attributes, milliseconds time,
               std::vector<certlib::Bytes>& values) {
        if (session_ == nullptr) return LDAP_PARAM_ERROR;
        std::vector<char*> names;
        for (const auto& name : attributes) names.push_back(const_cast<char*>(name.c_str()));
        names.push_back(nullptr);
        auto limit = timeval_of(time);
        LDAPMessage* answer = nullptr;
        errno = 0;
        const int code = ldap_.search(session_, where.lud_dn == nullptr ? "" : where.lud_dn,
                                      where.lud_scope == LDAP_SCOPE_DEFAULT ? LDAP_SCOPE_BASE : where.lud_scope,
                                      where.lud_filter == nullptr ? "(objectClass=*)" : where.lud_filter, names.data(), 0,
                                      nullptr, nullptr, &limit, entries_wanted, &answer);
        const int system_error = errno;
        if (answer == nullptr) return code;
        for (auto* entry = ldap_.first_entry(session_, answer); entry != nullptr; entry = ldap_.next_entry(session_, entry))
            collect(entry, attributes, values);
        ldap_.free_message(answer);
        errno = system_error;
        return code;
    }

private:
    void collect(LDAPMessage* entry, const std::vector<std::string>& attributes, std::vector<certlib::Bytes>& values) {
        BerElement* position = nullptr;
        for (char* name = ldap_.first_attribute(session_, entry, &position); name != nullptr;
             name = ldap_.next_attribute(session_, entry, position)) {
            const bool wanted = std::any_of(attributes.begin(), attributes.end(),
                                            [&](const std::string& one) { return same_attribute(one, name); });
            berval** const found = wanted ? ldap_.values(session_, entry, name) : nullptr;
            for (auto value = found; value != nullptr && *value != nullptr; ++value) {
                const auto* octets = reinterpret_cast<const std::uint8_t*>((*value)->bv_val);
                values.emplace_back(octets, octets + (*value)->bv_len);
            }
            if (found != nullptr) ldap_.free_values(found);
            ldap_.free_memory(name);
        }
        ldap_.ber_free(position, 0);
    }

    const Ldap& ldap_;
    LDAP* session_ = nullptr;
};

std::vector<std::string> attributes_of(const LDAPURLDesc& description, LocationKind kind) {
    std::vector<std::string> attributes;
    for (auto name = description.lud_attrs; name != nullptr && *name != nullptr; ++name) attributes.emplace_back(*name);
    return attributes.empty() ? default_attributes(kind) : attributes;
}

Fetched no_answer(const Ldap& ldap, int code, int system_error) {
    // The library says no more than "server down" when an answer is larger than it was told to read.
    if (code == LDAP_SERVER_DOWN && system_error == ERANGE)
        return {.status = {LocationState::too_large}, .detail = "larger than is read", .host_reached = true};
    if (code == LDAP_TIMEOUT || system_error == ETIMEDOUT) return {.status = {LocationState::timeout}};
    if (code > 0) return {.status = {LocationState::ldap, code}, .detail = ldap.words_of(code), .host_reached = true};
    return {.status = {LocationState::refused}, .detail = ldap.words_of(code), .host_reached = system_error == ECONNREFUSED};
}

Fetched asked(const Ldap& ldap, const FetchRequest& request, const FetchOptions& options) {
    const auto where = parsed(ldap, request.url);
    if (!where) return {.status = {LocationState::scheme_blocked}, .detail = "not an LDAP URL"};
    if (!names_host(*where) && options.ldap_server.empty())
        return {.status = {LocationState::domain_only}, .detail = "names no host (--ldap-server)"};
    const auto instead = names_host(*where) ? Description(nullptr, ldap.free_urldesc) : parsed(ldap, options.ldap_server);
    const auto& server = instead ? *instead : *where;
    if (!names_host(server)) return {.status = {LocationState::unresolved}, .detail = "--ldap-server names no host"};
    if (!resolves(server.lud_host))
        return {.status = {LocationState::unresolved}, .detail = std::string(server.lud_host) + " has no address"};
    const auto largest = largest_object(request.kind, options);
    Connection connection(ldap, server_of(server), options, largest);
    std::vector<certlib::Bytes> values;
    const int code = connection.search(*where, attributes_of(*where, request.kind), options.total_timeout, values);
    if (code != LDAP_SUCCESS) return no_answer(ldap, code, errno);
    return answered(std::move(values), request.kind, largest);
}

}  // namespace

Fetched fetch_ldap(const FetchRequest& request, const FetchOptions& options) {
    const Ldap* const ldap = ldap_library();
    if (ldap == nullptr) return {.detail = "libldap-2.5.so.0 is not installed"};
    const auto start = Clock::now();
    auto result = asked(*ldap, request, options);
    if (!asked_nobody(result)) result.time = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    return result;
}

}  // namespace chainwalk
