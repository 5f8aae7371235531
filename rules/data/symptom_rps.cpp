#include "data/symptom_parts.h"

namespace rules {
namespace {

constexpr std::string_view upload = "device-management-toolkit/rps, checks of an uploaded domain certificate (rps#2686)";
constexpr std::string_view activation = "device-management-toolkit/rps, activation";
constexpr std::string_view rpc = "device-management-toolkit/rpc-go, return codes";

const std::vector<Suspect> root_not_held{
    {"trust.root-hash", "the root's hash has to be in the list the device holds, and active"},
    {"trust.alternative-chain", "another chain of the same certificate may end in a root the device holds"},
    {"trust.hash-of-what", "the hash entered may be that of another certificate, or of its text"},
    {"trust.custom-slots", "a hash of your own may not have gone in"},
};

const std::vector<Suspect> not_added{
    {"link.signature-hash", "AMT 15 (H) and 16 or later refuse SHA-1 anywhere in the chain"},
    {"trust.root-usable", "a SHA-1 root cannot be used there although its hash is listed"},
    {"link.ambiguous-bundle", "a cross certificate in the file may lead to the wrong root"},
    {"trust.alternative-chain", "the shorter chain may be the one that works"},
    {"trust.root-hash", "the root has to be one the device holds"},
    {"link.chain-size", "a certificate too many or too large is refused"},
    {"key.length", "a key of a length the release does not take"},
};

const std::vector<Suspect> broken_chain{
    {"link.issuer-found", "names the issuer that is missing and where its owner offers it"},
    {"load.bundle-order", "the chain is read in the file's order"},
    {"link.signature", "an issuer of the right name may be the wrong certificate"},
};

const std::vector<Suspect> no_suffix{
    {"name.domain-suffix", "what the name serves is judged against option 15 or the MEBX suffix"},
    {"network.option-15", "the wired adapter has to be given option 15, or MEBX a PKI DNS suffix"},
    {"name.suffix-source", "option 15 counts on the wired adapter only"},
};

const std::vector<Suspect> name_differs{
    {"name.domain-suffix", "the firmware's own rule on CN and suffix"},
    {"name.console-differences", "RPS compares the last two labels, with regard to case; the firmware does not"},
    {"name.encoding", "capitals and unusual characters in the CN do not compare equal"},
};

const std::vector<Suspect> admin_mode_failed{
    {"trust.root-hash", "the root the device does not hold is the commonest cause"},
    {"name.domain-suffix", "then a name that does not serve the device's suffix"},
    {"usage.amt-marker", "then a certificate without the AMT OID"},
    {"link.signature-hash", "on AMT 15 (H) and 16 or later SHA-1 in the chain"},
    {"trust.root-usable", "or a listed root that is SHA-1 itself"},
};

const std::vector<Suspect> not_rsa{
    {"key.algorithm", "AMT provisions with RSA keys only"},
    {"usage.amt-marker", "a certificate made for a web site has no AMT OID"},
    {"trust.root-hash", "and its CA is in no AMT list"},
};

std::vector<Symptom> of_rpc() {
    return {
        {"MissingDNSSuffix", "rpc-go, code 24", "the device has no DNS suffix", no_suffix, rpc},
        {"rpc * 24", "rpc-go, code 24", "the device has no DNS suffix", no_suffix, rpc},
        {"provisioning cert password incorrect",
         "rpc-go, code 122",
         "the PFX could not be opened with that password",
         {{"load.pfx-algorithms", "old encryption looks like a wrong password to some tools"},
          {"load.private-key", "amtcert check opens the file and tells the two apart"}},
         rpc},
        {"invalid provisioning certificate",
         "rpc-go, code 123",
         "the PFX could not be read",
         {{"load.private-key", "one key and its certificate have to be in it"},
          {"load.pfx-algorithms", "old encryption is not read everywhere"},
          {"load.malformed-extension", "a certificate that cannot be decoded"}},
         rpc},
        {"no certificates found",
         "rpc-go, code 124",
         "the PFX has no certificate",
         {{"load.private-key", "the key alone is not enough"}, {"link.issuer-found", "the whole chain belongs in the file"}},
         rpc},
        {"no private keys found",
         "rpc-go, code 125",
         "the PFX has no private key",
         {{"load.private-key", "export the certificate together with its key"}, {"load.key-match", "and with its own key"}},
         rpc},
        {"root certificate not found in the pfx",
         "rpc-go, code 126",
         "the root is not in the PFX",
         {{"load.root-missing", "says which root to add, and how"},
          {"link.issuer-found", "another certificate of the chain may be missing too"}},
         rpc},
        {"failed to get certificate hashes",
         "rpc-go, code 127",
         "the device's list of root hashes could not be read",
         {{"client.mei-driver", "the list is read through the driver"},
          {"trust.root-hash", "with a list from MEBX or another device the root is judged all the same"}},
         rpc},
        {"returns no certificate hashes",
         "rpc-go",
         "an old rpc reads only 23 of the device's hashes, or none",
         {{"trust.root-hash", "a newer rpc, MeshCmd or MEBX shows the list to judge by (--trusted-hashes)"},
          {"client.mei-driver", "the list is read through the driver"}},
         "device-management-toolkit/rpc-go#42"},
        {"does not match any of the trusted roots in AMT", "rpc-go, code 128",
         "the root of the chain is not in the device's list", root_not_held, rpc},
        {"rpc * 128", "rpc-go, code 128", "the root of the chain is not in the device's list", root_not_held, rpc},
        {"failed to add certificate to AMT", "rpc-go, code 131", "the firmware did not take a certificate of the chain",
         not_added, rpc},
        {"rpc * 131", "rpc-go, code 131", "the firmware did not take a certificate of the chain", not_added, rpc},
        {"received invalid control mode",
         "rpc-go, code 135",
         "the device is in another mode than the command wants",
         {{"client.unprovisioned", "a device that is activated already has to be deactivated first"}},
         rpc},
        {"leaf certificate hash too long",
         "rpc-go, code 138",
         "the leaf is signed with a hash other than SHA-256 and SHA-384",
         {{"link.signature-hash", "the start over TLS takes SHA-256 and SHA-384 only"}},
         rpc},
        {"no valid leaf certificate found",
         "rpc-go",
         "no certificate of the PFX ends a chain",
         {{"usage.leaf-is-ca", "a file of CA certificates only has no leaf"},
          {"load.private-key", "the leaf is the one with the key"}},
         rpc},
        {"multiple possible leaf certificates found",
         "rpc-go",
         "more than one certificate of the PFX could be the leaf",
         {{"load.bundle-extra", "names the certificates that are on no path"}, {"load.private-key", "one key, one leaf"}},
         rpc},
        {"incomplete certificate chain * missing issuer", "rpc-go", "an issuer is not in the PFX", broken_chain, rpc},
        {"cycle detected in certificate chain",
         "rpc-go",
         "certificates in the PFX name each other as issuers",
         {{"link.ambiguous-bundle", "cross certificates make more than one way"},
          {"load.bundle-extra", "names those that are not needed"},
          {"trust.alternative-chain", "says which one to drop"}},
         rpc},
    };
}

std::vector<Symptom> of_upload() {
    return {
        {"FQDN not associated with provisioning certificate", "RPS, upload of a domain",
         "RPS finds the last two labels of the CN and of the domain profile different; some releases say so of equal names",
         name_differs, "device-management-toolkit/rps#772"},
        {"Uploaded certificate has expired",
         "RPS, upload of a domain",
         "a certificate of the chain is past its end",
         {{"validity.expired", "names which one"}},
         upload},
        {"Uploaded certificate is not yet valid",
         "RPS, upload of a domain",
         "a certificate of the chain has not begun",
         {{"validity.not-yet-valid", "names which one"}, {"other.clock", "or the server's clock is behind"}},
         upload},
        {"Provisioning certificate does not contain a root certificate",
         "RPS, upload of a domain",
         "RPS wants the root in the PFX",
         {{"load.root-missing", "says which root to add, and how"},
          {"link.issuer-found", "the chain up to it has to be there too"}},
         upload},
        {"Certificate key size * bits is below the minimum",
         "RPS, upload of a domain",
         "a key shorter than 2048 bits",
         {{"key.length", "names the certificate and its length"}},
         upload},
        {"Provisioning certificate does not contain a private key",
         "RPS, upload of a domain",
         "the PFX was exported without its key",
         {{"load.private-key", "export it together with the key"}},
         upload},
        {"Private key in the PFX does not match the leaf",
         "RPS, upload of a domain",
         "the key belongs to another certificate; RPS takes the first certificate of the file for the leaf",
         {{"load.key-match", "compares the key with the leaf"},
          {"load.bundle-order", "the leaf may not be the first in the file"}},
         upload},
        {"cannot find issuer for a certificate in the chain", "RPS, upload of a domain", "an issuer is not in the PFX",
         broken_chain, upload},
        {"Certificate chain signature verification failed",
         "RPS, upload of a domain",
         "a certificate is not signed by the one taken for its issuer",
         {{"link.signature", "names the pair"}, {"load.bundle-order", "RPS follows the file's order"}},
         upload},
        {"missing the Intel AMT Activation EKU OID",
         "RPS, upload of a domain",
         "the leaf has no AMT OID; RPS does not count the OU",
         {{"usage.amt-marker", "whether OID or OU is there"},
          {"usage.oid-only-consoles", "an OU satisfies the firmware, not RPS"}},
         upload},
        {"No certificates could be parsed", "RPS, upload of a domain", "no certificate with an RSA key was found", not_rsa,
         upload},
        {"an RSA keyed certificate is required", "RPS, upload of a domain", "no certificate with an RSA key was found", not_rsa,
         upload},
        {"Cannot read properties of undefined * subject", "RPS, upload of a domain",
         "RPS stumbled over a certificate whose key is not RSA", not_rsa, "device-management-toolkit/rps#2505"},
        {"does not contain a Common Name",
         "RPS, upload of a domain",
         "the leaf has no CN",
         {{"name.common-name", "exactly one usable CN is needed"}},
         upload},
        {"Unable to decrypt provisioning certificate",
         "RPS, upload of a domain",
         "the PFX could not be opened",
         {{"load.pfx-algorithms", "old encryption looks like a wrong password"},
          {"load.private-key", "amtcert check opens the file and tells the two apart"}},
         upload},
    };
}

std::vector<Symptom> of_activation() {
    return {
        {"hash does not exists in list of trusted root certificates", "RPS, activation",
         "the root of the chain is not in the device's list", root_not_held, "device-management-toolkit/rps#1108, #1102"},
        {"Error while adding the certificates to AMT", "RPS, activation", "the firmware did not take a certificate of the chain",
         not_added, "device-management-toolkit/deployment#139"},
        {"activation failed * Missing DNS suffix", "RPS, activation", "the device has no DNS suffix", no_suffix, activation},
        {"does not match list of available AMT domain suffixes",
         "RPS, activation",
         "no domain profile is for the device's suffix",
         {{"name.domain-suffix", "the suffix the certificate serves"},
          {"network.option-15", "the suffix the device was given"},
          {"name.console-differences", "RPS looks the suffix up label by label"}},
         "device-management-toolkit/rps#2622"},
        {"Failed to activate in admin control mode", "RPS, activation", "admin mode was refused", admin_mode_failed, activation},
        {"failed to activate in Admin mode", "RPS, activation", "admin mode was refused", admin_mode_failed,
         "device-management-toolkit/deployment#250", Grade::second_hand},
    };
}

}  // namespace

std::vector<Symptom> symptoms_of_rps() {
    auto all = of_rpc();
    for (auto* const part : {&of_upload, &of_activation}) {
        const auto more = part();
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

}  // namespace rules
