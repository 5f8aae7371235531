#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/error.h>

namespace [[gnu::visibility("default")]] rules {

/// SuffixFile is what a file says about the DNS suffixes of PCs.
struct SuffixFile {
    std::string_view format = "list";   ///< or what DHCP server's: "netsh dump", "Export-DhcpServer XML", "dhcpd.conf", ...
    std::vector<std::string> suffixes;  ///< as written, each once, in the order of the file; not checked to be names
    bool has_search_list = false;       ///< option 119 is set somewhere, which AMT does not look at
};

/// The largest file that is read, in octets: an export may hold the leases too.
inline constexpr std::size_t largest_suffix_file = 64U << 20U;

/// read_suffix_file takes from a DHCP server's configuration the domain names that it hands out, option 15 (DHCPv6: option 24),
/// whatever scope, class, policy or reservation they are set for; told by content: what `netsh dhcp server dump` prints,
/// Export-DhcpServer's XML, Get-DhcpServerv4OptionValue as CSV or JSON, ISC's dhcpd.conf, Kea's JSON. Any other text is a list, one
/// suffix a line, with # comments. UTF-8, or UTF-16 with a byte order mark. Errors: not_found when there is no suffix in it,
/// malformed, unsupported for a value that is computed or not written as text, limit.
[[nodiscard]] certlib::Result<SuffixFile> read_suffix_file(std::string_view text);

}  // namespace rules
