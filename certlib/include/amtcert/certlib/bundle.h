#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/crl.h>

namespace [[gnu::visibility("default")]] certlib {

/// Format is what a source was. A store element is what a registry value "Blob" of SystemCertificates holds; a Windows store is the
/// living one, asked on its machine.
enum class Format { pem, der, pkcs12, pkcs7_pem, pkcs7_der, serialized_store, store_element, registry_export, windows_store };

/// to_string gives "PEM", "DER", "PKCS#12", "PKCS#7 (PEM)", "PKCS#7 (DER)", "serialized store", "store element", "registry
/// export" or "Windows store".
[[nodiscard]] std::string_view to_string(Format format);

/// PrivateKey says that a private key is there and which public key belongs to it. The key itself is not kept.
struct PrivateKey {
    bool locked = false;                           ///< encrypted and no password was given: nothing else is known
    KeyAlgorithm algorithm = KeyAlgorithm::other;  ///< of the key pair; other when locked
    Bytes public_key_info;                         ///< SubjectPublicKeyInfo, DER; empty when locked
    std::string csp_name;  ///< Microsoft CSP Name attribute of a PFX (1.3.6.1.4.1.311.17.1); empty when absent
};

/// PfxFacts is what a PKCS#12 container says about itself.
struct PfxFacts {
    std::string mac_algorithm;         ///< "SHA-1", "SHA-256"; empty when there is no MAC
    unsigned long mac_iterations = 0;  ///< of the MAC's key derivation
    std::vector<std::string>
        encryption;                ///< each algorithm used once: "RC2-40-CBC", "3DES-CBC", "AES-256-CBC", "RC4-128", "none", ...
    bool empty_password = false;   ///< it opened with the empty or absent password
    bool key_bag_shrouded = true;  ///< the key is in a pkcs8ShroudedKeyBag (RPS and MeshCentral want that)
};

/// KeyAccess is how far a private key got that a machine was asked for, as the account that runs and without a question to anybody.
enum class KeyAccess {
    reachable,         ///< it was opened
    absent_or_hidden,  ///< the provider finds no such key, which it also says of one that this account may not see
    denied,            ///< it is there, and this account may not use it
    unavailable,       ///< anything else, as a card that is not in its reader
};

/// KeyProvider says where a Windows machine keeps the private key of a certificate. It holds no part of the key, and the key may
/// have been deleted since.
struct KeyProvider {
    std::string name;            ///< UTF-8: "Microsoft Software Key Storage Provider"; empty: the machine's default
    std::string container;       ///< UTF-8, the name of the key container
    std::uint32_t type = 0;      ///< provider type, 1 is RSA; 0 is a key storage provider (CNG)
    std::uint32_t key_spec = 0;  ///< 1 key exchange, 2 signature; 0 and ffffffff belong to CNG
    std::optional<KeyAccess> access = {};  ///< known where the machine itself was asked, and not from an export
    std::string obstacle = {};             ///< the system's own words; empty when reachable
    std::optional<bool> exportable = {};   ///< what the provider says of a key that is reachable
};

/// StoreFacts is what a Windows certificate store keeps beside a certificate.
struct StoreFacts {
    std::size_t certificate = 0;              ///< place in Bundle::certificates
    std::string friendly_name;                ///< UTF-8; empty when there is none
    std::optional<KeyProvider> key_provider;  ///< empty: no private key is told of
    bool archived = false;                    ///< Windows keeps it, and offers it to no program any more
};

/// Bundle is what one source held (of a Windows store one certificate, and behind it those of the machine that may have issued it):
/// certificates in their order (duplicates included), the public halves of private keys,
/// CRLs as they came, and facts about the container.
struct Bundle {
    std::string source;                     ///< as the user named it
    Format format = Format::pem;            ///< told from the content
    std::vector<Certificate> certificates;  ///< in their order, duplicates included
    std::vector<PrivateKey> private_keys;   ///< what is known of each key that is there
    std::vector<Crl> crls;                  ///< in their order
    std::optional<PfxFacts> pfx;            ///< of PKCS#12 only
    std::vector<StoreFacts> store_facts;    ///< of those certificates of a Windows store that have any
};

/// holds_key_of says whether one of the bundle's unlocked private keys belongs to the certificate's public key.
[[nodiscard]] bool holds_key_of(const Bundle& bundle, const Certificate& certificate);

/// store_facts_of finds what a Windows store keeps beside the certificate, null when nothing. Of several copies the one with a
/// key counts.
[[nodiscard]] const StoreFacts* store_facts_of(const Bundle& bundle, const Certificate& certificate);

}  // namespace gnu::visibility("default")]]certlib
