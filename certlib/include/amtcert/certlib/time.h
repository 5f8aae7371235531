#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <amtcert/certlib/error.h>

namespace [[gnu::visibility("default")]] certlib {

/// Time is a point in UTC with a resolution of one second, as in RFC 5280 4.1.2.5.
using Time = std::chrono::sys_seconds;

/// parse_time reads an RFC 3339 date-time ("2026-11-24T12:00:00Z", offsets allowed) or a bare date,
/// which is 00:00:00Z of that day. Errors: usage.
[[nodiscard]] Result<Time> parse_time(std::string_view text);

/// format_time writes "2026-11-24T00:00:00Z".
[[nodiscard]] std::string format_time(Time time);

/// format_date writes "2026-11-24".
[[nodiscard]] std::string format_date(Time time);

}  // namespace certlib
