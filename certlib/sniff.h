#pragma once

#include <amtcert/certlib/bytes.h>

namespace certlib {

/// Kind is what octets look like from their first few elements.
enum class Kind {
    pem,
    certificate_or_crl,
    pkcs7,
    certificate_pair,  ///< a directory's crossCertificatePair (RFC 4523 2.3)
    pkcs12,
    private_key,
    encrypted_private_key,
    serialized_store,
    store_element,    ///< of a Windows certificate store, without the store around it
    registry_export,  ///< as text of one octet a character
    nothing,
};

/// sniff tells what octets are by looking at them; BER is told as well. It promises nothing about the rest.
[[nodiscard]] Kind sniff(ByteView data);

}  // namespace certlib
