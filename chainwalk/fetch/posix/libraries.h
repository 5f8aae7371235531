#pragma once

#include <curl/curl.h>
#include <ldap.h>

/// The functions of libcurl and of OpenLDAP's library that are called, found when they are first needed.
namespace chainwalk {

struct Curl {
    decltype(&::curl_global_init) global_init;
    decltype(&::curl_easy_init) easy_init;
    decltype(&::curl_easy_cleanup) easy_cleanup;
    decltype(&::curl_easy_setopt) easy_setopt;
    decltype(&::curl_easy_getinfo) easy_getinfo;
    decltype(&::curl_easy_strerror) easy_strerror;
    decltype(&::curl_multi_init) multi_init;
    decltype(&::curl_multi_cleanup) multi_cleanup;
    decltype(&::curl_multi_add_handle) multi_add_handle;
    decltype(&::curl_multi_remove_handle) multi_remove_handle;
    decltype(&::curl_multi_perform) multi_perform;
    decltype(&::curl_multi_poll) multi_poll;
    decltype(&::curl_multi_info_read) multi_info_read;
    decltype(&::curl_slist_append) slist_append;
    decltype(&::curl_slist_free_all) slist_free_all;
    decltype(&::curl_url) url;
    decltype(&::curl_url_cleanup) url_cleanup;
    decltype(&::curl_url_set) url_set;
    decltype(&::curl_url_get) url_get;
    decltype(&::curl_free) free;
};

struct Ldap {
    decltype(&::ldap_url_parse) url_parse;
    decltype(&::ldap_free_urldesc) free_urldesc;
    decltype(&::ldap_initialize) initialize;
    decltype(&::ldap_unbind_ext_s) unbind;
    decltype(&::ldap_set_option) set_option;
    decltype(&::ldap_get_option) get_option;
    decltype(&::ldap_search_ext_s) search;
    decltype(&::ldap_first_entry) first_entry;
    decltype(&::ldap_next_entry) next_entry;
    decltype(&::ldap_first_attribute) first_attribute;
    decltype(&::ldap_next_attribute) next_attribute;
    decltype(&::ldap_get_values_len) values;
    decltype(&::ldap_value_free_len) free_values;
    decltype(&::ldap_msgfree) free_message;
    decltype(&::ldap_memfree) free_memory;
    decltype(&::ldap_err2string) words_of;
    decltype(&::ber_free) ber_free;
    decltype(&::ber_sockbuf_ctrl) sockbuf_control;
};

/// curl_library gives libcurl's functions, or null when it is not installed. Safe to call from several threads, as ldap_library.
[[nodiscard]] const Curl* curl_library();
[[nodiscard]] const Ldap* ldap_library();

}  // namespace chainwalk
