#pragma once

#include <vector>

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// read_certificate_pair reads a CertificatePair (RFC 4523 2.3), the value of a directory's crossCertificatePair: what others issued
/// to the CA and what the CA issued to others, each in DER as it came and neither looked into. Errors: malformed.
[[nodiscard]] Result<std::vector<Bytes>> read_certificate_pair(ByteView der);

}  // namespace certlib
