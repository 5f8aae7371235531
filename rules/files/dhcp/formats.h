#pragma once

#include <amtcert/rules/suffix_file.h>

namespace rules::dhcp {

/// Option codes that carry domain names: RFC 2132 3.17, RFC 3397, RFC 3646.
inline constexpr int domain_name = 15;
inline constexpr int search_list = 119;
inline constexpr int search_list_v6 = 24;

/// add puts a suffix to the others unless it is empty.
void add(SuffixFile& file, std::string_view suffix);

/// Each format: whether a text is of it, and what it says. The text is UTF-8 without blanks around it.
[[nodiscard]] bool is_netsh_dump(std::string_view text);
[[nodiscard]] certlib::Result<SuffixFile> read_netsh_dump(std::string_view text);

[[nodiscard]] certlib::Result<SuffixFile> read_windows_export(std::string_view xml);

[[nodiscard]] bool is_option_csv(std::string_view text);
[[nodiscard]] certlib::Result<SuffixFile> read_option_csv(std::string_view text);

[[nodiscard]] bool is_json(std::string_view text);
/// read_json reads Kea's configuration, or what ConvertTo-Json makes of option values.
[[nodiscard]] certlib::Result<SuffixFile> read_json(std::string_view text);

[[nodiscard]] bool is_isc_config(std::string_view text);
[[nodiscard]] certlib::Result<SuffixFile> read_isc_config(std::string_view text);

}  // namespace rules::dhcp
