#include "support/host_text.h"

#include <algorithm>

namespace rules {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_label(std::string_view label) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    return std::all_of(label.begin(), label.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; });
}

bool is_atom_text(char c) {
    return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view text) {
    if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.') return false;
    if (text.find("..") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || is_atom_text(c); });
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string folded(text);
    for (char& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return folded;
}

bool is_host_name(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t dot = std::min(text.find('.', start), text.size());
        if (!is_label(text.substr(start, dot - start))) return false;
        start = dot + 1;
    }
    return true;
}

bool is_numeric_host(std::string_view text) {
    const std::size_t dot = text.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? text : text.substr(dot + 1);
    return std::all_of(last.begin(), last.end(), is_digit);
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view host = text.substr(at + 1);
    if (!is_dot_atom(text.substr(0, at)) || !is_host_name(host)) return std::nullopt;
    return Mailbox{std::string(text.substr(0, at)), lower_case(host)};
}

std::optional<std::string> uri_host(std::string_view uri) {
    // RFC 3986 3.1: a scheme is a letter followed by letters, digits, "+", "-" and ".".
    const std::size_t colon = uri.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_letter(uri.front())) return std::nullopt;
    const std::string_view scheme = uri.substr(0, colon);
    const auto scheme_character = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
    if (!std::all_of(scheme.begin(), scheme.end(), scheme_character)) return std::nullopt;
    if (uri.substr(colon + 1, 2) != "//") return std::nullopt;

    std::string_view authority = uri.substr(colon + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        // A second "@", or a backslash that some clients read as a slash, leaves two ways to tell the host.
        if (authority.find('@') != at || authority.find('\\') != std::string_view::npos) return std::nullopt;
        authority.remove_prefix(at + 1);
    }
    if (const std::size_t port = authority.find(':'); port != std::string_view::npos) {
        const std::string_view digits = authority.substr(port + 1);
        if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
        authority = authority.substr(0, port);
    }
    // An address literal in brackets is no host name either.
    if (!is_host_name(authority) || is_numeric_host(authority)) return std::nullopt;
    return lower_case(authority);
}

}  // namespace rules
