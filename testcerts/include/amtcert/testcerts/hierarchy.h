#pragma once

#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>

namespace testcerts {

using certlib::Bytes;
using certlib::ByteView;
using certlib::Time;

/// Key names a key pair. Each is generated once per process, from a fixed seed, so that the same certificates come out every
/// time. The private halves are therefore public knowledge: fit for samples, for nothing else.
enum class Key {
    root, issuing_ca, leaf, other_root, other_ca, other_leaf,
    rsa1024, rsa3072, rsa4096, ec_p256, ec_p384, exponent_3,
};

/// private_key_pkcs8 gives the PrivateKeyInfo of a key, DER.
[[nodiscard]] const Bytes& private_key_pkcs8(Key key);

/// public_key_info gives its SubjectPublicKeyInfo, DER.
[[nodiscard]] const Bytes& public_key_info(Key key);

/// Signing is the signature algorithm to use.
enum class Signing { sha256, sha1, md5, sha384, sha512, pss_sha256 };  // with EC keys: ECDSA and the same hash

/// NameEntry is one attribute of a name, each in its own RelativeDistinguishedName.
struct NameEntry {
    std::string type;          ///< dotted OID
    std::string text;          ///< octets, as they are to be encoded
    unsigned string_tag = 12;  ///< universal tag; 12 = UTF8String
};

struct ExtensionSpec {
    std::string id;
    bool critical = false;
    Bytes value;  ///< DER inside the OCTET STRING
};

/// The extension values that hierarchies are made of.
namespace extension {
[[nodiscard]] ExtensionSpec basic_constraints(bool ca, std::optional<unsigned> path_length = {}, bool critical = true);
[[nodiscard]] ExtensionSpec key_usage(std::vector<unsigned> bits, bool critical = true);  ///< bit numbers of RFC 5280 4.2.1.3
[[nodiscard]] ExtensionSpec extended_key_usage(const std::vector<std::string>& purposes, bool critical = false);
[[nodiscard]] ExtensionSpec dns_names(const std::vector<std::string>& names);
[[nodiscard]] ExtensionSpec subject_key_identifier(ByteView id);
[[nodiscard]] ExtensionSpec authority_key_identifier(ByteView id);
[[nodiscard]] ExtensionSpec dns_name_constraints(const std::vector<std::string>& permitted, const std::vector<std::string>& excluded);
[[nodiscard]] ExtensionSpec policies(const std::vector<std::string>& ids, bool critical = false);
[[nodiscard]] ExtensionSpec policy_constraints(std::optional<unsigned> require_explicit, std::optional<unsigned> inhibit_mapping);
[[nodiscard]] ExtensionSpec crl_distribution_point(const std::string& url);
[[nodiscard]] ExtensionSpec ca_issuers(const std::string& url);
[[nodiscard]] ExtensionSpec microsoft_template(const std::string& id, unsigned major, unsigned minor);
}  // namespace extension

/// CertificateSpec is everything about one certificate. Key identifiers are added by `issue` unless told otherwise.
struct CertificateSpec {
    std::vector<NameEntry> subject;
    Key key = Key::leaf;
    std::optional<Bytes> public_key_info;      ///< instead of the key's own, to plant a fault
    Time not_before{};
    Time not_after{};
    Bytes serial = {0x10, 0x01};               ///< content octets of the INTEGER
    int version = 3;
    Signing signing = Signing::sha256;         ///< how the issuer signs this certificate
    std::vector<ExtensionSpec> extensions;
    bool add_key_identifiers = true;           ///< subjectKeyIdentifier = SHA-1 of the key bits, and the issuer's as authority
    bool break_signature = false;              ///< flips a bit of the signature
    std::optional<std::string> inner_algorithm;  ///< dotted OID put into tbsCertificate.signature instead of the true one

    [[nodiscard]] const ExtensionSpec* find(std::string_view id) const;
    /// set replaces the extension of the same id, or appends it.
    void set(ExtensionSpec extension);
    void remove(std::string_view id);
    void set_common_name(std::string text);
};

/// issue builds and signs a certificate. `issuer` is the spec of the CA (the same object for a self-signed one).
[[nodiscard]] certlib::Certificate issue(const CertificateSpec& spec, const CertificateSpec& issuer);

/// issue_der is `issue` for certificates that may not parse.
[[nodiscard]] Bytes issue_der(const CertificateSpec& spec, const CertificateSpec& issuer);

/// HierarchySpec is a root, one issuing CA below it, and a provisioning certificate.
struct HierarchySpec {
    CertificateSpec root;
    CertificateSpec issuing_ca;
    CertificateSpec leaf;
};

struct Hierarchy {
    certlib::Certificate root;
    certlib::Certificate issuing_ca;
    certlib::Certificate leaf;
    [[nodiscard]] std::vector<certlib::Certificate> chain() const { return {leaf, issuing_ca, root}; }  ///< leaf first
};

/// sample_time is the moment the samples are meant to be judged at: 2026-11-24T00:00:00Z.
[[nodiscard]] Time sample_time();

/// good is a hierarchy without a fault: CN=provision.example.com with serverAuth and the AMT OID, RSA 2048, SHA-256, valid at
/// sample_time, private root. Change one thing to plant one fault.
[[nodiscard]] HierarchySpec good();

[[nodiscard]] Hierarchy build(const HierarchySpec& spec);

/// pem writes certificates as one PEM text in the order given.
[[nodiscard]] std::string pem(const std::vector<certlib::Certificate>& certificates);

/// private_key_pem writes a key as PKCS#8 PEM, not encrypted.
[[nodiscard]] std::string private_key_pem(Key key);

/// PfxEncryption picks the container's algorithms.
enum class PfxEncryption { aes256, triple_des, rc2_40 };

struct PfxSpec {
    std::vector<certlib::Certificate> certificates;  ///< in the order of the bags
    std::optional<Key> key;                          ///< none: a container without a key
    std::string password = "amtcert";
    PfxEncryption encryption = PfxEncryption::aes256;
    std::string csp_name;                            ///< Microsoft CSP Name attribute, empty: none
    bool mac = true;
    int iterations = 2048;
};

/// pfx writes a PKCS#12 container; its salts are random, so no two are alike.
[[nodiscard]] Bytes pfx(const PfxSpec& spec);

}  // namespace testcerts
