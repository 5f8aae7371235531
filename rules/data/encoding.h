#pragma once

#include <string>
#include <string_view>

#include <amtcert/certlib/error.h>

namespace rules::text {

/// as_utf8 turns UTF-16 with a byte order mark, which Windows PowerShell writes on `>`, into UTF-8, and takes the mark off UTF-8.
/// Without a mark nothing is changed or checked. Errors: malformed.
[[nodiscard]] certlib::Result<std::string> as_utf8(std::string_view text);

/// is_nested_deeper looks at JSON before anything is built of it: a value is taken apart by calls as deep as it is nested.
[[nodiscard]] bool is_nested_deeper(std::string_view json, std::size_t levels);

}  // namespace rules::text
