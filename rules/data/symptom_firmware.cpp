#include "data/symptom_parts.h"

namespace rules {
namespace {

constexpr std::string_view wsman = "device-management-toolkit/go-wsman-messages, return values of the setup service";
constexpr std::string_view public_key_service = "MeshCommander and go-wsman-messages, return values of the public key service";

const std::vector<Suspect> chain_not_verified{
    {"link.signature", "the firmware checks each signature as the certificates come in"},
    {"link.issuer-found", "a certificate missing from the chain breaks it"},
    {"link.ambiguous-bundle", "of two possible chains the console may have sent the one this firmware refuses"},
    {"trust.root-hash", "a chain that ends in a root the firmware does not hold is refused"},
    {"link.signature-hash", "AMT 15 (H) and 16 or later refuse SHA-1 anywhere in the chain"},
    {"trust.root-usable", "the root's own signature counts too: some listed roots are SHA-1"},
    {"key.length", "a key of a length the release does not take"},
    {"load.bundle-order", "certificates sent in the wrong order do not chain"},
};

}  // namespace

std::vector<Symptom> symptoms_of_firmware() {
    return {
        {"AddNextCertInChain", "AMT firmware", "the firmware did not take a certificate of the chain it was sent",
         chain_not_verified, "Ylianst/MeshCentral#934, #4368"},
        {"CertVerifyFailed", "AMT firmware, AddNextCertInChain 4", "the firmware could not verify a certificate of the chain",
         chain_not_verified, wsman},
        {"CERT VERIFY FAILED", "AMT firmware, AddNextCertInChain 4", "the firmware could not verify a certificate of the chain",
         chain_not_verified, wsman},
        {"CertChainLengthExceeded",
         "AMT firmware, AddNextCertInChain 5",
         "the chain has more certificates than the firmware takes",
         {{"link.chain-size", "counts the certificates and their octets"},
          {"load.bundle-extra", "certificates that are on no path may have been sent too"},
          {"trust.alternative-chain", "a shorter chain may reach another trusted root"}},
         wsman},
        {"AuthFailed",
         "AMT firmware, AdminSetup 5",
         "the firmware refused the signature, the name or the root",
         {{"name.domain-suffix", "the name has to serve the suffix the device has"},
          {"trust.root-hash", "the root has to be in the device's list"},
          {"usage.amt-marker", "without OID or OU it is no setup certificate"},
          {"usage.server-auth", "serverAuth is asked for beside the marker"},
          {"load.key-match", "a signature made with another key does not verify"},
          {"link.signature-hash", "the request itself has to be signed with RSA and SHA-256"}},
         wsman},
        {"AdminSetup * 5",
         "AMT firmware, AdminSetup 5",
         "the firmware refused the signature, the name or the root",
         {{"name.domain-suffix", "the name has to serve the suffix the device has"},
          {"trust.root-hash", "the root has to be in the device's list"},
          {"usage.amt-marker", "without OID or OU it is no setup certificate"}},
         wsman},
        {"INVALID CERT",
         "AMT firmware, status 2063",
         "AMT could not read or does not accept the certificate it was to store",
         {{"load.malformed-extension", "a certificate that cannot be decoded"},
          {"key.algorithm", "only RSA keys are known to work"},
          {"link.chain-size", "AMT's store takes certificates up to 4100 octets"}},
         public_key_service},
        {"INVALID KEY",
         "AMT firmware, status 2062",
         "AMT does not take the key's length",
         {{"key.length", "AMT stores web-server keys and CA keys up to 2048 bits"},
          {"key.algorithm", "only RSA keys are known to work"}},
         public_key_service},
        {"CERT KEY NOT MATCH",
         "AMT firmware, status 2064",
         "the key is not the certificate's",
         {{"load.key-match", "compares the private key with the leaf"}},
         public_key_service},
        {"MAX LIMIT REACHED",
         "AMT firmware, status 23",
         "AMT's store of certificates is full",
         {{"link.chain-size", "a long chain fills the store sooner"},
          {"trust.custom-slots", "own root hashes have three places"}},
         public_key_service},
        {"TLS alert 46",
         "TLS, certificate_unknown",
         "the other side did not accept the certificate; seen with a 3072-bit CIRA certificate",
         {{"key.length", "3072 bits are not known to work before AMT 22"},
          {"link.signature-hash", "a hash the release does not know"},
          {"trust.anchor", "the other side has to trust the root"}},
         "device-management-toolkit/deployment#165",
         Grade::second_hand},
    };
}

}  // namespace rules
