#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/certlib/extensions.h>
#include <amtcert/certlib/hash.h>
#include <amtcert/certlib/name.h>
#include <amtcert/certlib/time.h>

namespace [[gnu::visibility("default")]] certlib {

/// KeyAlgorithm is the algorithm of a public key, as its SubjectPublicKeyInfo names it.
enum class KeyAlgorithm { rsa, rsa_pss, ec, dsa, ed25519, ed448, other };

/// to_string gives "RSA", "RSASSA-PSS", "EC", "DSA", "Ed25519", "Ed448", "other".
[[nodiscard]] std::string_view to_string(KeyAlgorithm algorithm);

/// PublicKey is what SubjectPublicKeyInfo says, read without building a key object.
struct PublicKey {
    KeyAlgorithm algorithm = KeyAlgorithm::other;  ///< other: an identifier amtcert does not know
    Oid algorithm_id;  ///< as the SubjectPublicKeyInfo has it
    unsigned bits = 0;      ///< RSA: length of the modulus; EC: size of the field; 0 when it cannot be told
    Bytes modulus;          ///< RSA only, big-endian without leading zeros
    Bytes exponent;         ///< RSA only, big-endian without leading zeros
    Oid curve;              ///< EC only
    bool decodable = true;  ///< false when the key octets do not parse
    [[nodiscard]] std::string to_string() const;  ///< "RSA 2048 bits", "EC P-256", "Ed25519"
};

/// SignatureScheme is the kind of signature an AlgorithmIdentifier names.
enum class SignatureScheme { rsa_pkcs1, rsa_pss, ecdsa, dsa, ed25519, ed448, other };

/// SignatureAlgorithm is an AlgorithmIdentifier of a signature, taken apart.
struct SignatureAlgorithm {
    Oid id;  ///< of the algorithm
    Bytes der;  ///< the whole AlgorithmIdentifier with its header
    SignatureScheme scheme = SignatureScheme::other;  ///< other: none that is known
    HashAlgorithm hash = HashAlgorithm::other;  ///< for RSASSA-PSS the one in its parameters
    [[nodiscard]] std::string to_string() const;  ///< "sha256WithRSAEncryption", "RSASSA-PSS with SHA-256"
};

/// Certificate is an X.509 certificate: immutable, cheap to copy, and it knows its DER. Parsing is strict about the outer
/// structure (RFC 5280 4.1: sequence of three, names, times, key info) and lenient about what lies inside it: a broken
/// extension, serial number, version or key does not keep it from loading but is listed in `defects`.
/// No signature is checked and nothing is judged here.
class Certificate {
public:
    /// parse reads exactly one DER certificate. Errors: malformed (with the offset), also for trailing octets.
    [[nodiscard]] static Result<Certificate> parse(ByteView der);

    [[nodiscard]] ByteView der() const;  ///< the whole certificate, with its header
    [[nodiscard]] ByteView tbs() const;  ///< the signed part, with its header
    [[nodiscard]] int version() const;   ///< 1, 2 or 3; an unknown value v of the encoding is reported as v + 1
    [[nodiscard]] ByteView serial() const;  ///< content octets of the INTEGER, two's complement big-endian
    [[nodiscard]] std::string serial_hex() const;  ///< lower case, "-" before a negative one, no leading 00
    [[nodiscard]] const DistinguishedName& issuer() const;  ///< as encoded
    [[nodiscard]] const DistinguishedName& subject() const;  ///< as encoded; may be empty
    [[nodiscard]] Time not_before() const;  ///< UTC
    [[nodiscard]] Time not_after() const;  ///< UTC; 9999-12-31T23:59:59Z says that there is no end (RFC 5280 4.1.2.5)
    [[nodiscard]] const PublicKey& public_key() const;  ///< read without building a key
    [[nodiscard]] ByteView public_key_info() const;  ///< SubjectPublicKeyInfo with its header
    [[nodiscard]] ByteView public_key_octets() const;  ///< content of subjectPublicKey without the unused-bits octet
    [[nodiscard]] const SignatureAlgorithm& signature_algorithm() const;      ///< the outer one
    [[nodiscard]] const SignatureAlgorithm& tbs_signature_algorithm() const;  ///< the one inside the signed part
    [[nodiscard]] ByteView signature() const;  ///< content of the BIT STRING without the unused-bits octet
    [[nodiscard]] const std::vector<Extension>& extensions() const;  ///< in their encoded order, repeated ones too
    [[nodiscard]] const Extension* find_extension(std::string_view id) const;  ///< the first of that id, or null
    [[nodiscard]] const DecodedExtensions& decoded() const;  ///< those that amtcert understands
    [[nodiscard]] const std::vector<Defect>& defects() const;  ///< in their order in the encoding; empty: none

    [[nodiscard]] const Bytes& sha1_fingerprint() const;    ///< of the DER; computed once
    [[nodiscard]] const Bytes& sha256_fingerprint() const;  ///< of the DER; computed once
    [[nodiscard]] const Bytes& sha384_fingerprint() const;  ///< of the DER; computed once

    [[nodiscard]] bool is_self_issued() const;  ///< subject and issuer match (RFC 5280 3.2); the signature is not looked at
    [[nodiscard]] bool is_ca() const;           ///< basicConstraints is decodable and has cA true
    [[nodiscard]] std::vector<std::string> dns_names() const;  ///< the dNSName entries of the subjectAltName

    bool operator==(const Certificate& other) const;  ///< same DER

private:
    struct Data;
    explicit Certificate(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    friend class CertificateParser;
    std::shared_ptr<const Data> data_;
};

}  // namespace certlib
