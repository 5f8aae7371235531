#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <amtcert/certlib/bytes.h>

namespace rules {

/// reference_host is a host name asked for, in lower case and without the dot that may end it; empty when it is no DNS name in
/// ASCII, or is an address.
[[nodiscard]] std::optional<std::string> reference_host(std::string_view text);

/// presented_host_matches says whether a presented DNS name covers a reference host. A wildcard is a whole leftmost label with at
/// least two labels behind it, and stands for exactly one label (RFC 9525 6.3). A malformed name covers nothing.
[[nodiscard]] bool presented_host_matches(std::string_view presented, std::string_view reference);

/// parse_address reads an IPv4 address in dotted form (4 octets) or an IPv6 address (16).
[[nodiscard]] std::optional<certlib::Bytes> parse_address(const std::string& text);

/// same_mailbox compares as RFC 5280 7.5: the local part exactly, the host without case. A malformed one matches nothing.
[[nodiscard]] bool same_mailbox(std::string_view left, std::string_view right);

}  // namespace rules
