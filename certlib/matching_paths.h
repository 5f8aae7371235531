#pragma once

#include <string>
#include <vector>

#include <amtcert/certlib/error.h>

namespace certlib {

/// matching_paths are the files and folders that fit a pattern, in no order; none is no error. The pattern is what the platform's
/// shell takes: *, ? and [] in any part of it; on Windows * and ?, whatever the case. Errors: io, when a folder of the pattern
/// cannot be read.
[[nodiscard]] Result<std::vector<std::string>> matching_paths(const std::string& pattern);

/// is_pattern says whether the text has a character that means something in a pattern.
[[nodiscard]] bool is_pattern(const std::string& text);

}  // namespace certlib
