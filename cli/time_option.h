#pragma once

#include <string>

#include <amtcert/certlib/error.h>
#include <amtcert/certlib/time.h>

namespace cli {

/// time_said reads what --at says; nothing said is now. The clock is read here and nowhere else. Errors: usage.
[[nodiscard]] certlib::Result<certlib::Time> time_said(const std::string& at);

}  // namespace cli
