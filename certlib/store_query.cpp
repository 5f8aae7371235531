#include <amtcert/certlib/windows_store.h>

#include <fmt/format.h>

#include <algorithm>

namespace certlib {
namespace {

constexpr std::string_view scheme = "winstore:";
constexpr const char* form = "write winstore:LocalMachine/My, or winstore:CurrentUser/My?thumbprint=...";

tl::unexpected<Error> not_a_query(std::string message) { return fail(ErrorKind::usage, std::move(message), form); }

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return lowered;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto octet = text[at] == '%' ? from_hex(text.substr(at + 1, 2)) : fail(ErrorKind::malformed, {});
        if (octet && octet->size() == 1) {
            decoded += static_cast<char>(octet->front());
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

/// digits_of reads a thumbprint as Windows shows it, blanks, colons and the invisible mark of its dialog included.
Result<std::string> digits_of(std::string_view text) {
    constexpr std::string_view left_to_right_mark = "\xe2\x80\x8e";
    if (text.starts_with(left_to_right_mark)) text.remove_prefix(left_to_right_mark.size());
    const auto octets = from_hex(text);
    if (!octets || (octets->size() != 20 && octets->size() != 32))
        return fail(ErrorKind::usage, fmt::format("not a thumbprint: '{}'", escape_unprintable(text)),
                    "it has 40 hexadecimal digits (SHA-1), or 64 (SHA-256)");
    return to_hex(*octets);
}

Result<void> read_part(std::string_view part, StoreQuery& query) {
    const auto equals = std::min(part.find('='), part.size());
    const auto name = lower(part.substr(0, equals));
    const auto value = percent_decoded(part.substr(std::min(equals + 1, part.size())));
    if (value.empty()) return not_a_query(fmt::format("'{}' needs a value", escape_unprintable(name)));
    if (name == "thumbprint") {
        auto digits = digits_of(value);
        if (!digits) return tl::make_unexpected(digits.error());
        query.thumbprint = std::move(*digits);
    } else if (name == "subject") {
        query.subject = value;
    } else if (name == "role") {
        query.role = lower(value);
    } else {
        return fail(ErrorKind::usage, fmt::format("nothing is selected by '{}'", escape_unprintable(name)),
                    "select by ?thumbprint=, ?subject= or ?role=provisioning");
    }
    return {};
}

}  // namespace

std::string StoreName::to_string() const {
    return fmt::format("{}{}/{}", scheme, location == StoreLocation::local_machine ? "LocalMachine" : "CurrentUser", name);
}

bool StoreQuery::fits(const Certificate& certificate) const {
    if (!thumbprint.empty() && thumbprint != to_hex(certificate.sha1_fingerprint()) &&
        thumbprint != to_hex(certificate.sha256_fingerprint()))
        return false;
    return subject.empty() || lower(certificate.subject().to_string()).find(lower(subject)) != std::string::npos;
}

bool names_windows_store(std::string_view argument) { return lower(argument.substr(0, scheme.size())) == scheme; }

Result<StoreQuery> parse_store_query(std::string_view argument) {
    argument.remove_prefix(std::min(argument.size(), scheme.size()));
    const auto question = std::min(argument.find('?'), argument.size());
    const auto path = argument.substr(0, question);
    const auto slash = path.find_first_of("/\\");
    const auto location = lower(path.substr(0, slash));
    if (slash == std::string_view::npos || slash + 1 == path.size()) return not_a_query("names no store");
    if (location != "localmachine" && location != "currentuser")
        return not_a_query(fmt::format("no location is called '{}'", escape_unprintable(path.substr(0, slash))));
    StoreQuery query;
    query.store.location = location == "localmachine" ? StoreLocation::local_machine : StoreLocation::current_user;
    query.store.name = percent_decoded(path.substr(slash + 1));
    if (query.store.name.find_first_of("/\\") != std::string::npos)
        return not_a_query(fmt::format("not the name of a store: '{}'", escape_unprintable(query.store.name)));
    auto rest = argument.substr(std::min(question + 1, argument.size()));
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        if (auto read = read_part(rest.substr(0, end), query); !read) return tl::make_unexpected(read.error());
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return query;
}

std::vector<Certificate> issuers_among(const std::vector<Certificate>& pool, const Certificate& certificate) {
    std::vector<Certificate> found{certificate};
    for (std::size_t at = 0; at < found.size(); ++at) {
        const auto wanted = found[at].issuer();
        for (const auto& one : pool)
            if (one.subject() == wanted && std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
    }
    found.erase(found.begin());
    return found;
}

}  // namespace certlib
