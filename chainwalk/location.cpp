#include <amtcert/chainwalk/location.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace chainwalk {
namespace {

/// In the order of LocationState. http and ldap are followed by a hyphen and their code.
constexpr std::array<std::string_view, 18> words{"ok",
                                                 "not-tried",
                                                 "unresolved",
                                                 "refused",
                                                 "timeout",
                                                 "http",
                                                 "ldap",
                                                 "too-large",
                                                 "too-many-redirects",
                                                 "scheme-blocked",
                                                 "not-a-crl",
                                                 "not-a-certificate",
                                                 "not-an-ocsp-response",
                                                 "bad-signature",
                                                 "wrong-issuer",
                                                 "stale",
                                                 "not-yet-valid",
                                                 "domain-only"};

bool has_code(LocationState state) { return state == LocationState::http || state == LocationState::ldap; }

}  // namespace

std::string_view to_string(LocationKind kind) {
    switch (kind) {
        case LocationKind::crl:
            return "crl";
        case LocationKind::aia:
            return "aia";
        case LocationKind::ocsp:
            return "ocsp";
    }
    return "crl";
}

std::string to_string(LocationStatus status) {
    const auto word = words.at(static_cast<std::size_t>(status.state));
    return has_code(status.state) ? fmt::format("{}-{}", word, status.code) : std::string(word);
}

std::optional<LocationStatus> parse_location_status(std::string_view text) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto state = static_cast<LocationState>(i);
        if (!has_code(state)) {
            if (text == words[i]) return LocationStatus{state};
            continue;
        }
        if (!text.starts_with(words[i]) || text.substr(words[i].size(), 1) != "-") continue;
        const auto digits = text.substr(words[i].size() + 1);
        int code = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
        if (error == std::errc() && end == digits.data() + digits.size()) return LocationStatus{state, code};
    }
    return std::nullopt;
}

}  // namespace chainwalk
