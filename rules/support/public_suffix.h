#pragma once

#include <string>

namespace rules {

/// is_public_suffix says whether names directly below `domain` belong to different owners: "com", "co.uk", and suffixes of the
/// list's private part, as "s3.amazonaws.com". By the list built into libpsl; no file is read.
[[nodiscard]] bool is_public_suffix(const std::string& domain);

}  // namespace rules
