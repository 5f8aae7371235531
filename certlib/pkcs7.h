#pragma once

#include <vector>

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// SignedDataContents is what a "certificates only" PKCS#7 carries, each in DER as it came.
struct SignedDataContents {
    std::vector<Bytes> certificates;
    std::vector<Bytes> crls;
};

/// read_pkcs7 reads a ContentInfo that holds SignedData (RFC 2315 9.1), in DER or BER, or a bare SignedData, which some
/// Windows programs write. Signatures are not looked at. Errors: malformed, unsupported for another content type.
[[nodiscard]] Result<SignedDataContents> read_pkcs7(ByteView der);

}  // namespace certlib
