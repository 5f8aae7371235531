#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rules::text {

/// trimmed is `text` without the blanks (space, tab, CR, LF, VT, FF) around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// lower_case turns the ASCII letters and nothing else: host names and OIDs know no others.
[[nodiscard]] std::string lower_case(std::string_view text);

/// split cuts at every separator; "" is one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// join puts `parts` from `first` on together again.
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::size_t first, std::string_view separator);

}  // namespace rules::text
