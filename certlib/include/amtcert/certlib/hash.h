#pragma once

#include <amtcert/certlib/bytes.h>

namespace [[gnu::visibility("default")]] certlib {

/// HashAlgorithm is the hash within a signature algorithm.
enum class HashAlgorithm { md2, md4, md5, sha1, sha224, sha256, sha384, sha512, sha3, other, none };

/// to_string gives "SHA-1", "SHA-256", "MD5", ...
[[nodiscard]] std::string_view to_string(HashAlgorithm algorithm);

[[nodiscard]] Bytes sha1(ByteView data);    ///< 20 octets
[[nodiscard]] Bytes sha256(ByteView data);  ///< 32 octets
[[nodiscard]] Bytes sha384(ByteView data);  ///< 48 octets

}  // namespace certlib
