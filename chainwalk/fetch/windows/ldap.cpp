#include <windows.h>

#include <winldap.h>

#include <winber.h>

#include <algorithm>

#include <amtcert/certlib/wide.h>

#include "ldap_answer.h"
#include "schemes.h"
#include "windows/contact.h"
#include "windows/ldap_url.h"

namespace chainwalk {
namespace {

using certlib::wide_of;
using std::chrono::milliseconds;

l_timeval timeval_of(milliseconds time) {
    return {.tv_sec = static_cast<LONG>(time.count() / 1000), .tv_usec = static_cast<LONG>(time.count() % 1000 * 1000)};
}

ULONG code_of(LdapScope scope) {
    switch (scope) {
        case LdapScope::one_level:
            return LDAP_SCOPE_ONELEVEL;
        case LdapScope::subtree:
            return LDAP_SCOPE_SUBTREE;
        case LdapScope::base:
            break;
    }
    return LDAP_SCOPE_BASE;
}

// What a directory serves is signed and judged by its own signature.
BOOLEAN LDAPAPI take_any_server(PLDAP, PCCERT_CONTEXT) { return TRUE; }

/// Connection is one anonymous session.
class Connection {
public:
    Connection(const LdapUrl& server, const FetchOptions& options)
        : session_(::ldap_sslinitW(wide_of(server.host).data(), server.port, server.secure ? 1 : 0)) {
        if (session_ == nullptr) return;
        ULONG version = LDAP_VERSION3;
        auto seconds = static_cast<ULONG>(std::chrono::ceil<std::chrono::seconds>(options.total_timeout).count());
        ::ldap_set_optionW(session_, LDAP_OPT_PROTOCOL_VERSION, &version);
        ::ldap_set_optionW(session_, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
        ::ldap_set_optionW(session_, LDAP_OPT_TIMELIMIT, &seconds);
        ::ldap_set_optionW(session_, LDAP_OPT_SERVER_CERTIFICATE, reinterpret_cast<void*>(&take_any_server));
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        if (session_ != nullptr) ::ldap_unbind(session_);
    }

    /// search gives the values of the attributes asked for, or the result code.
    ULONG search(const LdapUrl& where, const std::vector<std::string>& attributes, const FetchOptions& options,
                 std::vector<certlib::Bytes>& values) {
        if (session_ == nullptr) return LDAP_PARAM_ERROR;
        auto connect_time = timeval_of(options.connect_timeout);
        if (const auto code = ::ldap_connect(session_, &connect_time); code != LDAP_SUCCESS) return code;
        std::vector<std::wstring> names;
        for (const auto& attribute : attributes) names.push_back(wide_of(attribute));
        std::vector<PWCHAR> pointers;
        for (auto& name : names) pointers.push_back(name.data());
        pointers.push_back(nullptr);
        auto total_time = timeval_of(options.total_timeout);
        LDAPMessage* answer = nullptr;
        const auto code =
            ::ldap_search_ext_sW(session_, wide_of(where.base).data(), code_of(where.scope), wide_of(where.filter).data(),
                                 pointers.data(), 0, nullptr, nullptr, &total_time, entries_wanted, &answer);
        if (answer == nullptr) return code;
        for (auto* entry = ::ldap_first_entry(session_, answer); entry != nullptr; entry = ::ldap_next_entry(session_, entry))
            collect(entry, attributes, values);
        ::ldap_msgfree(answer);
        return code;
    }

private:
    void collect(LDAPMessage* entry, const std::vector<std::string>& attributes, std::vector<certlib::Bytes>& values) {
        BerElement* position = nullptr;
        for (auto* name = ::ldap_first_attributeW(session_, entry, &position); name != nullptr;
             name = ::ldap_next_attributeW(session_, entry, position)) {
            const auto found_name = certlib::utf8_of(name);
            const bool wanted = std::any_of(attributes.begin(), attributes.end(),
                                            [&](const std::string& one) { return same_attribute(one, found_name); });
            auto* const found = wanted ? ::ldap_get_values_lenW(session_, entry, name) : nullptr;
            for (auto value = found; value != nullptr && *value != nullptr; ++value) {
                const auto* octets = reinterpret_cast<const std::uint8_t*>((*value)->bv_val);
                values.emplace_back(octets, octets + (*value)->bv_len);
            }
            if (found != nullptr) ::ldap_value_free_len(found);
            ::ldap_memfreeW(name);
        }
        if (position != nullptr) ::ber_free(position, 0);
    }

    LDAP* session_;
};

/// no_answer: codes from LDAP_SERVER_DOWN on are the library's own, and no server's.
Fetched no_answer(ULONG code) {
    const auto words = certlib::utf8_of(::ldap_err2stringW(code));
    if (code == LDAP_TIMEOUT || code == LDAP_TIMELIMIT_EXCEEDED)
        return {.status = {LocationState::timeout}, .host_reached = true};
    if (code < LDAP_SERVER_DOWN)
        return {.status = {LocationState::ldap, static_cast<int>(code)}, .detail = words, .host_reached = true};
    return {.status = {LocationState::refused}, .detail = words, .host_reached = true};
}

Fetched asked(const FetchRequest& request, const FetchOptions& options) {
    const auto where = parse_ldap_url(request.url);
    if (!where) return {.status = {LocationState::scheme_blocked}, .detail = "not an LDAP URL"};
    if (where->host.empty() && options.ldap_server.empty())
        return {.status = {LocationState::domain_only}, .detail = "names no host (--ldap-server)"};
    const auto server = where->host.empty() ? parse_ldap_url(options.ldap_server) : where;
    if (!server || server->host.empty()) return {.status = {LocationState::unresolved}, .detail = "--ldap-server names no host"};
    switch (contact(server->host, server->port, options.connect_timeout)) {
        case Contact::connected:
            break;
        case Contact::unresolved:
            return {.status = {LocationState::unresolved}, .detail = server->host + " has no address"};
        case Contact::refused:
            return {.status = {LocationState::refused}, .detail = "connection refused", .host_reached = true};
        case Contact::timeout:
            return {.status = {LocationState::timeout}};
        case Contact::unreachable:
            return {.status = {LocationState::refused}, .detail = "no way to the host"};
    }
    auto attributes = where->attributes;
    if (attributes.empty()) attributes = default_attributes(request.kind);
    std::vector<certlib::Bytes> values;
    const auto code = Connection(*server, options).search(*where, attributes, options, values);
    if (code != LDAP_SUCCESS) return no_answer(code);
    return answered(std::move(values), request.kind, largest_object(request.kind, options));
}

}  // namespace

Fetched fetch_ldap(const FetchRequest& request, const FetchOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    auto result = asked(request, options);
    if (!asked_nobody(result)) result.time = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
    return result;
}

}  // namespace chainwalk
