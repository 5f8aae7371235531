#pragma once

#include <string>

#include <amtcert/certlib/bytes.h>

namespace [[gnu::visibility("default")]] certlib {

/// replace_file writes a file beside its place and renames it there, so that nobody ever sees a part of it. Its permissions are
/// those of any new file. Errors: io, with the name of the file in front.
[[nodiscard]] Result<void> replace_file(const std::string& file, ByteView content);

}  // namespace certlib
