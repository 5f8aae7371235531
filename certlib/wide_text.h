#pragma once

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// narrowed turns UTF-16 with a byte order mark, as Windows editors save, into one octet a character; characters over U+00FF
/// become question marks. Empty when there is no such mark.
[[nodiscard]] Bytes narrowed(ByteView data);

}  // namespace certlib
