#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/rules/domain_match.h>
#include <amtcert/rules/rule.h>

#include "data/text.h"

// What the name rules share about the leaf's names.
namespace rules::leaf_names {

/// common_name is the CN to compare, or nothing when there is none or more than one: no source says which AMT would read.
[[nodiscard]] inline std::optional<std::string> common_name(const certlib::Certificate& leaf) {
    auto names = leaf.subject().values(certlib::oids::common_name);
    if (names.size() != 1 || text::trimmed(names.front()).empty()) return std::nullopt;
    return std::move(names.front());
}

/// without_common_name says why common_name gave nothing.
[[nodiscard]] inline std::string without_common_name(const certlib::Certificate& leaf) {
    const auto count = leaf.subject().values(certlib::oids::common_name).size();
    return count > 1 ? "no single CN to compare: the subject has " + std::to_string(count) : "no CN to compare";
}

/// matching_dns_name is the first dNSName that serves the suffix, or nothing.
[[nodiscard]] inline std::optional<std::string> matching_dns_name(const certlib::Certificate& leaf, std::string_view suffix,
                                                                  NameColumn column) {
    for (auto& name : leaf.dns_names())
        if (match_domain(name, suffix, column).accepted) return name;
    return std::nullopt;
}

/// same_host compares two host names as match_domain does: letters without case, blanks and one trailing dot ignored.
[[nodiscard]] inline bool same_host(std::string_view left, std::string_view right) {
    const auto plain = [](std::string_view name) {
        name = text::trimmed(name);
        if (name.ends_with('.')) name.remove_suffix(1);
        return text::lower_case(name);
    };
    return plain(left) == plain(right);
}

/// domain_of is what follows the first label: "example.com" of "srv.example.com", empty for a single label.
[[nodiscard]] inline std::string_view domain_of(std::string_view host) {
    const auto dot = host.find('.');
    return dot == std::string_view::npos ? std::string_view() : host.substr(dot + 1);
}

/// shown is a name in quotes, safe for a terminal.
[[nodiscard]] inline std::string shown(std::string_view name) { return "\"" + certlib::escape_unprintable(name) + "\""; }

}  // namespace rules::leaf_names
