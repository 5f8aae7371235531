#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chainwalk {

enum class LdapScope { base, one_level, subtree };

/// LdapUrl is a URL of RFC 4516 taken apart, percent-decoded. Extensions are not looked at.
struct LdapUrl {
    bool secure = false;  ///< ldaps
    std::string host;     ///< empty when it names none; an IPv6 address is without its brackets
    unsigned short port = 389;
    std::string base;
    std::vector<std::string> attributes;
    LdapScope scope = LdapScope::base;
    std::string filter = "(objectClass=*)";
};

/// parse_ldap_url gives nothing for what is no such URL. A user in front of the host is dropped.
[[nodiscard]] std::optional<LdapUrl> parse_ldap_url(std::string_view text);

}  // namespace chainwalk
