#pragma once

#include <amtcert/certlib/certificate.h>

#include "der.h"

namespace certlib {

/// read_signature_algorithm reads an AlgorithmIdentifier of a signature. Unknown ones are kept by their OID. Errors: malformed.
[[nodiscard]] Result<SignatureAlgorithm> read_signature_algorithm(const der::Element& sequence);

/// PssParameters of RFC 4055 3.1, with its defaults.
struct PssParameters {
    HashAlgorithm hash = HashAlgorithm::sha1;
    HashAlgorithm mask_hash = HashAlgorithm::sha1;
    std::uint64_t salt_length = 20;
    std::uint64_t trailer = 1;
};

/// read_pss_parameters reads what follows the OID in the AlgorithmIdentifier of RSASSA-PSS; absent parameters are the defaults.
[[nodiscard]] Result<PssParameters> read_pss_parameters(ByteView algorithm_identifier);

/// read_public_key reads a SubjectPublicKeyInfo without building a key. What cannot be read leaves decodable = false.
/// Errors: malformed, only where the outer structure is broken.
[[nodiscard]] Result<PublicKey> read_public_key(const der::Element& public_key_info);
[[nodiscard]] Result<PublicKey> read_public_key(ByteView public_key_info);

/// KeyInfoParts is a SubjectPublicKeyInfo taken apart, each part with its header.
struct KeyInfoParts {
    ByteView id;
    ByteView parameters;  ///< empty when absent
    ByteView key;         ///< the BIT STRING
};
[[nodiscard]] Result<KeyInfoParts> key_info_parts(ByteView public_key_info);

/// inherits_parameters says whether a SubjectPublicKeyInfo is of a DSA key whose parameters are absent or NULL (RFC 3279 2.3.2).
[[nodiscard]] bool inherits_parameters(const PublicKey& key, ByteView public_key_info);

/// public_key_octets gives the content of the subjectPublicKey BIT STRING. Errors: malformed.
[[nodiscard]] Result<ByteView> public_key_octets(ByteView public_key_info);

}  // namespace certlib
