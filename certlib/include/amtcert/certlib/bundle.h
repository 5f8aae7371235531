#pragma once

#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>

namespace certlib {

enum class Format { pem, der, pkcs12, pkcs7_pem, pkcs7_der };

/// to_string gives "PEM", "DER", "PKCS#12", "PKCS#7 (PEM)", "PKCS#7 (DER)".
[[nodiscard]] std::string_view to_string(Format format);

/// PrivateKey says that a private key is there and which public key belongs to it. The key itself is not kept.
struct PrivateKey {
    bool locked = false;        ///< encrypted and no password was given: nothing else is known
    KeyAlgorithm algorithm = KeyAlgorithm::other;
    Bytes public_key_info;      ///< SubjectPublicKeyInfo, DER; empty when locked
    std::string csp_name;       ///< Microsoft CSP Name attribute of a PFX (1.3.6.1.4.1.311.17.1); empty when absent
};

/// PfxFacts is what a PKCS#12 container says about itself.
struct PfxFacts {
    std::string mac_algorithm;               ///< "SHA-1", "SHA-256"; empty when there is no MAC
    unsigned long mac_iterations = 0;
    std::vector<std::string> encryption;     ///< each algorithm used once: "RC2-40-CBC", "3DES-CBC", "AES-256-CBC", "RC4-128", "none", ...
    bool empty_password = false;             ///< it opened with the empty or absent password
    bool key_bag_shrouded = true;            ///< the key is in a pkcs8ShroudedKeyBag (RPS and MeshCentral want that)
};

/// Bundle is what one source held: certificates in their order (duplicates included), the public halves of private keys,
/// CRLs as they came, and facts about the container.
struct Bundle {
    std::string source;  ///< as the user named it
    Format format = Format::pem;
    std::vector<Certificate> certificates;
    std::vector<PrivateKey> private_keys;
    std::vector<Bytes> crls;  ///< DER of each CertificateList, not looked into
    std::optional<PfxFacts> pfx;
};

/// holds_key_of says whether one of the bundle's unlocked private keys belongs to the certificate's public key.
[[nodiscard]] bool holds_key_of(const Bundle& bundle, const Certificate& certificate);

}  // namespace certlib
