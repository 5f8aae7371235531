#include "posix/libraries.h"

#include <dlfcn.h>

#include <optional>

namespace chainwalk {
namespace {

/// Finder looks symbols up in libraries that stay loaded; one that is missing makes it incomplete.
class Finder {
public:
    explicit Finder(const char* library) : handle_(::dlopen(library, RTLD_NOW | RTLD_LOCAL)) {}

    template <class Function>
    Finder& find(const char* name, Function& function) {
        void* const symbol = handle_ == nullptr ? nullptr : ::dlsym(handle_, name);
        complete_ = complete_ && symbol != nullptr;
        function = reinterpret_cast<Function>(symbol);
        return *this;
    }

    [[nodiscard]] bool is_complete() const { return complete_; }

private:
    void* handle_;
    bool complete_ = true;
};

std::optional<Curl> load_curl() {
    Curl curl{};
    Finder library("libcurl.so.4");
    library.find("curl_global_init", curl.global_init)
        .find("curl_easy_init", curl.easy_init)
        .find("curl_easy_cleanup", curl.easy_cleanup)
        .find("curl_easy_setopt", curl.easy_setopt)
        .find("curl_easy_getinfo", curl.easy_getinfo)
        .find("curl_easy_strerror", curl.easy_strerror)
        .find("curl_multi_init", curl.multi_init)
        .find("curl_multi_cleanup", curl.multi_cleanup)
        .find("curl_multi_add_handle", curl.multi_add_handle)
        .find("curl_multi_remove_handle", curl.multi_remove_handle)
        .find("curl_multi_perform", curl.multi_perform)
        .find("curl_multi_poll", curl.multi_poll)
        .find("curl_multi_info_read", curl.multi_info_read)
        .find("curl_slist_append", curl.slist_append)
        .find("curl_slist_free_all", curl.slist_free_all)
        .find("curl_url", curl.url)
        .find("curl_url_cleanup", curl.url_cleanup)
        .find("curl_url_set", curl.url_set)
        .find("curl_url_get", curl.url_get)
        .find("curl_free", curl.free);
    if (!library.is_complete() || curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return std::nullopt;
    return curl;
}

std::optional<Ldap> load_ldap() {
    Ldap ldap{};
    Finder library("libldap-2.5.so.0");
    library.find("ldap_url_parse", ldap.url_parse)
        .find("ldap_free_urldesc", ldap.free_urldesc)
        .find("ldap_initialize", ldap.initialize)
        .find("ldap_unbind_ext_s", ldap.unbind)
        .find("ldap_set_option", ldap.set_option)
        .find("ldap_get_option", ldap.get_option)
        .find("ldap_search_ext_s", ldap.search)
        .find("ldap_first_entry", ldap.first_entry)
        .find("ldap_next_entry", ldap.next_entry)
        .find("ldap_first_attribute", ldap.first_attribute)
        .find("ldap_next_attribute", ldap.next_attribute)
        .find("ldap_get_values_len", ldap.values)
        .find("ldap_value_free_len", ldap.free_values)
        .find("ldap_msgfree", ldap.free_message)
        .find("ldap_memfree", ldap.free_memory)
        .find("ldap_err2string", ldap.words_of);
    Finder ber("liblber-2.5.so.0");
    ber.find("ber_free", ldap.ber_free).find("ber_sockbuf_ctrl", ldap.sockbuf_control);
    if (!library.is_complete() || !ber.is_complete()) return std::nullopt;
    return ldap;
}

}  // namespace

const Curl* curl_library() {
    static const std::optional<Curl> curl = load_curl();
    return curl ? &*curl : nullptr;
}

const Ldap* ldap_library() {
    static const std::optional<Ldap> ldap = load_ldap();
    return ldap ? &*ldap : nullptr;
}

}  // namespace chainwalk
