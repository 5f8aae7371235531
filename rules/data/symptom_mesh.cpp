#include "data/symptom_parts.h"

namespace rules {
namespace {

constexpr std::string_view load = "Ylianst/MeshCentral certoperations.js, loading of activation certificates";
constexpr std::string_view run = "Ylianst/MeshCentral amtmanager.js, activation";

const std::vector<Suspect> chain_refused{
    {"link.issuer-found", "a certificate missing from the chain breaks it"},
    {"trust.root-hash", "a root the device does not hold"},
    {"link.signature-hash", "SHA-1 in the chain on AMT 15 (H) and 16 or later"},
    {"trust.root-usable", "or a listed root that is SHA-1 itself"},
    {"link.signature", "each signature is checked as the certificates come in"},
    {"link.chain-size", "a certificate too many or too large"},
    {"key.length", "a key of a length the release does not take"},
};

const std::vector<Suspect> no_match{
    {"name.domain-suffix", "the CN has to serve the device's suffix"},
    {"name.console-differences", "MeshCentral cuts the CN by a table of its own, and compares names of other domains whole"},
    {"trust.root-hash", "only a certificate whose root the device holds is a match"},
    {"usage.amt-marker", "a certificate without the AMT marker is not loaded at all"},
    {"usage.oid-only-consoles", "MeshCentral reads the first OU only"},
    {"name.encoding", "hidden or unusual characters in the CN"},
};

const std::vector<Suspect> no_suffix{
    {"name.domain-suffix", "what the name serves is judged against option 15 or the MEBX suffix"},
    {"network.option-15", "the wired adapter has to be given option 15, or MEBX a PKI DNS suffix"},
    {"name.suffix-source", "option 15 counts on the wired adapter only"},
    {"usage.amt-marker", "an ordinary HTTPS certificate would not do either"},
};

}  // namespace

std::vector<Symptom> symptoms_of_mesh() {
    return {
        {"Unable to load certificate file",
         "MeshCentral, start",
         "the file could not be opened or read",
         {{"load.pfx-algorithms", "old encryption is not read everywhere"},
          {"load.private-key", "a PFX or PEM with one key and its chain is wanted"},
          {"load.malformed-extension", "a certificate that cannot be decoded"}},
         load},
        {"Certificate file contains less then 2 certificates",
         "MeshCentral, start",
         "the chain is not in the file",
         {{"link.issuer-found", "names what is missing"}, {"load.root-missing", "the root belongs in it too"}},
         load},
        {"Certificate file must contain exactly one private key",
         "MeshCentral, start",
         "the file has no key, or several",
         {{"load.private-key", "counts them"}},
         load},
        {"Unable to order Intel AMT ACM activation certificates",
         "MeshCentral, start",
         "the certificates of the file do not make one chain",
         {{"link.issuer-found", "an issuer may be missing"},
          {"load.bundle-extra", "or a certificate is in it that belongs to no chain"},
          {"link.ambiguous-bundle", "or two chains are possible"}},
         load},
        {"activation certificate provided with a mismatching private key",
         "MeshCentral, start",
         "the key belongs to another certificate",
         {{"load.key-match", "compares the key with the leaf"}},
         load},
        {"activation certificate must have usage OID",
         "MeshCentral, start",
         "the leaf has neither the AMT OID nor the OU",
         {{"usage.amt-marker", "whether OID or OU is there, or nearly"},
          {"usage.oid-only-consoles", "MeshCentral reads the first OU only"}},
         load},
        {"Unable to get Intel AMT activation certificate common name",
         "MeshCentral, start",
         "the leaf has no CN",
         {{"name.common-name", "exactly one usable CN is needed"}},
         load},
        {"key values mismatch",
         "OpenSSL, through MeshCentral",
         "the key is not that of the certificate taken for the leaf",
         {{"load.bundle-order", "a chain in reverse order puts the root first; leaf first cures it"},
          {"load.key-match", "or the key is another's"}},
         "Ylianst/MeshCentral#4901"},
        {"Trusted DNS suffix not set", "MeshCentral", "the device has no DNS suffix", no_suffix,
         "Ylianst/MeshCentral#451, #3852"},
        {"No trusted DNS suffix reported", "MeshCentral", "the device has no DNS suffix", no_suffix, run},
        {"No opportunity for ACM activation", "MeshCentral", "no loaded certificate fits the device", no_match,
         "Ylianst/MeshCentral#2948"},
        {"No matching ACM activation certificate", "MeshCentral", "no loaded certificate fits the device", no_match,
         "Ylianst/MeshCentral amtmanager.js, #1297"},
        {"Failed to set ACM certificate chain", "MeshCentral, with the firmware's answer as ERR",
         "the firmware did not take a certificate of the chain", chain_refused, run},
        {"Failed to set ACM certificate chain * ERR 4", "MeshCentral, firmware's answer CertVerifyFailed",
         "the firmware could not verify a certificate of the chain", chain_refused, run},
        {"Failed to set ACM certificate chain * ERR 5",
         "MeshCentral, firmware's answer CertChainLengthExceeded",
         "the chain has more certificates than the firmware takes",
         {{"link.chain-size", "counts the certificates and their octets"},
          {"load.bundle-extra", "names those that are not needed"}},
         run},
        {"Failed to complete ACM activation",
         "MeshCentral, with the firmware's answer as ERR",
         "the firmware took the chain and refused the setup",
         {{"name.domain-suffix", "the name has to serve the device's suffix"},
          {"trust.root-hash", "with a SHA-1 hash entered in MEBX some releases of MeshCentral sign by the wrong algorithm"},
          {"usage.amt-marker", "without OID or OU it is no setup certificate"},
          {"link.signature-hash", "the request has to be signed with RSA and SHA-256"}},
         "Ylianst/MeshCentral#3826, PR#5243"},
        {"sign ACM request * no signing certificate found", "MeshCentral", "no loaded certificate is for the request", no_match,
         run},
    };
}

}  // namespace rules
