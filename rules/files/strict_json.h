#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include <amtcert/certlib/error.h>

namespace rules {

/// parse_strict_json reads one JSON object with comments, UTF-8 with or without a byte order mark. Refused, with the line: what
/// is no JSON, a key given twice in an object, nesting deeper than 8 levels. Errors: malformed, limit.
[[nodiscard]] certlib::Result<nlohmann::json> parse_strict_json(std::string_view text);

}  // namespace rules
