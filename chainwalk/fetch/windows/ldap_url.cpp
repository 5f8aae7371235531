#include "windows/ldap_url.h"

#include <algorithm>
#include <charconv>

#include <amtcert/certlib/bytes.h>

namespace chainwalk {
namespace {

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lowered;
}

/// up_to takes what stands before a character, which goes too, off the front.
std::string_view up_to(std::string_view& rest, char end) {
    const auto at = std::min(rest.find(end), rest.size());
    const auto part = rest.substr(0, at);
    rest.remove_prefix(std::min(at + 1, rest.size()));
    return part;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const auto octet = certlib::from_hex(text.substr(at + 1, 2));
        if (!octet || octet->size() != 1) return std::nullopt;
        decoded += static_cast<char>(octet->front());
        at += 2;
    }
    return decoded;
}

bool read_port(std::string_view text, unsigned short& port) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size();
}

bool read_host(std::string_view text, LdapUrl& url) {
    if (const auto user = text.rfind('@'); user != std::string_view::npos) text.remove_prefix(user + 1);
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return false;
        url.host = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
        return text.empty() || (text.starts_with(':') && read_port(text.substr(1), url.port));
    }
    const auto host = percent_decoded(up_to(text, ':'));
    if (!host) return false;
    url.host = *host;
    return text.empty() || read_port(text, url.port);
}

bool read_scope(std::string_view text, LdapUrl& url) {
    const auto word = lower(text);
    if (word == "one" || word == "onelevel")
        url.scope = LdapScope::one_level;
    else if (word == "sub" || word == "subtree")
        url.scope = LdapScope::subtree;
    else
        return word.empty() || word == "base";
    return true;
}

}  // namespace

std::optional<LdapUrl> parse_ldap_url(std::string_view text) {
    LdapUrl url;
    const auto scheme = lower(up_to(text, ':'));
    url.secure = scheme == "ldaps";
    if ((scheme != "ldap" && !url.secure) || !text.starts_with("//")) return std::nullopt;
    if (url.secure) url.port = 636;
    text.remove_prefix(2);
    if (!read_host(up_to(text, '/'), url)) return std::nullopt;
    const auto base = percent_decoded(up_to(text, '?'));
    auto attributes = up_to(text, '?');
    const auto scope = up_to(text, '?');
    const auto filter = percent_decoded(up_to(text, '?'));
    if (!base || !filter || !read_scope(scope, url)) return std::nullopt;
    url.base = *base;
    if (!filter->empty()) url.filter = *filter;
    while (!attributes.empty()) {
        const auto attribute = percent_decoded(up_to(attributes, ','));
        if (!attribute) return std::nullopt;
        if (!attribute->empty()) url.attributes.push_back(*attribute);
    }
    return url;
}

}  // namespace chainwalk
