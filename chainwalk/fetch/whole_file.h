#pragma once

#include <string>

#include <amtcert/certlib/bytes.h>

namespace chainwalk {

/// write_whole writes a file beside its place and renames it there, so that nobody ever sees a part of it. Errors: io.
[[nodiscard]] certlib::Result<void> write_whole(const std::string& file, certlib::ByteView content);

}  // namespace chainwalk
