#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rules {

/// lower_case folds ASCII letters.
[[nodiscard]] std::string lower_case(std::string_view text);

/// is_host_name says whether a text is a DNS name in the preferred syntax of RFC 1034 3.5 as RFC 1123 2.1 relaxes it, the
/// underscore allowed besides: labels of 1 to 63 characters, 253 in all, no trailing dot.
[[nodiscard]] bool is_host_name(std::string_view text);

/// is_numeric_host says whether the last label is all digits, so that the text is an address and no name (RFC 1123 2.1).
[[nodiscard]] bool is_numeric_host(std::string_view text);

/// Mailbox is an e-mail address split at its "@": the host in lower case, the local part as it was.
struct Mailbox {
    std::string local_part;
    std::string host;
};

/// parse_mailbox reads local@host where the local part is a dot-atom (RFC 5322 3.2.3). A quoted local part is legal and not
/// read: there are several ways to write the same one.
[[nodiscard]] std::optional<Mailbox> parse_mailbox(std::string_view text);

/// uri_host gives the host of an absolute URI (RFC 3986 3.2.2) in lower case, when it is a DNS name.
[[nodiscard]] std::optional<std::string> uri_host(std::string_view uri);

}  // namespace rules
