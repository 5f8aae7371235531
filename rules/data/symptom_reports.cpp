#include "data/symptom_parts.h"

namespace rules {
namespace {

const std::vector<Suspect> client_mode_instead{
    {"name.domain-suffix", "without a fitting suffix only client control mode is left"},
    {"network.option-15", "the suffix the device was given"},
    {"trust.root-hash", "a root the device does not hold leads to the same"},
    {"usage.amt-marker", "so does a certificate without the AMT marker"},
    {"link.issuer-found", "or one without its chain"},
};

const std::vector<Suspect> device_certificate{
    {"console.release",
     "AMT 16.1 and later show an On-Die certificate without a host name before activation: the console must know it"},
};

const std::vector<Suspect> no_marker{
    {"usage.amt-marker", "whether the certificate in hand has OID or OU"},
    {"usage.public-ca-policy", "public CAs may no longer issue it: ask before buying"},
};

const std::vector<Suspect> private_suffix{
    {"name.suffix-source", "a public CA issues no certificate for such a suffix"},
    {"name.domain-suffix", "option 15 or the MEBX suffix has to be one the certificate serves"},
    {"network.option-15", "where the suffix comes from"},
};

const std::vector<Suspect> not_loaded{
    {"load.private-key", "a file without its key is passed over"},
    {"link.issuer-found", "so is one without its chain"},
    {"usage.amt-marker", "and one without the AMT marker"},
    {"name.console-differences", "a CN outside the table of domains matches whole or not at all"},
};

}  // namespace

std::vector<Symptom> symptoms_of_reports() {
    return {
        {"SHA1mixed",
         "rpc-go",
         "the file has a cross certificate that leads to a SHA-1 root",
         {{"link.ambiguous-bundle", "which certificate to drop"},
          {"trust.alternative-chain", "which chain works"},
          {"link.signature-hash", "which signatures are SHA-1"},
          {"trust.root-usable", "which root cannot be used"}},
         "device-management-toolkit/rpc-go#413, deployment#268"},
        {"secure host based configuration",
         "rpc-go",
         "the start over TLS was refused; the cause of the case reported was not found",
         {{"link.issuer-found", "the TLS chain of that case had the leaf and one CA only"},
          {"trust.root-hash", "the root has to be one the device holds"},
          {"name.domain-suffix", "the name has to serve its suffix"},
          {"usage.amt-marker", "and the marker has to be there"}},
         "device-management-toolkit/rpc-go#941",
         Grade::second_hand},
        {"ACM * SHA 384",
         "RPS",
         "the request was signed with SHA-384; the firmware takes RSA with SHA-256 there",
         {{"link.signature-hash", "a SHA-384 certificate needs a console that signs the request with SHA-256"}},
         "device-management-toolkit/rps#2538",
         Grade::second_hand},
        {"certificate is not valid for any names", "rpc-go with AMT 16.1 and later",
         "the device's own certificate has no host name; the provisioning certificate is not at fault", device_certificate,
         "device-management-toolkit/rpc-go#1068", Grade::second_hand},
        {"not running lms",
         "rpc-go with AMT 19",
         "TLS with the device's own On-Die certificate failed, or LMS is not there",
         {{"console.release", "the console must know the release's On-Die certificate"},
          {"client.mei-driver", "driver and LMS have to run"}},
         "device-management-toolkit/rpc-go#1163",
         Grade::second_hand},
        {"certificate * not loaded", "MeshCentral", "a certificate that lacks something is passed over without a word",
         not_loaded, "Ylianst/MeshCentral#3855, #8119", Grade::second_hand},
        {"strictCommonName",
         "MeshCentral",
         "the CN is compared whole, since its domain is not in the table",
         {{"name.console-differences", "MeshCentral refuses what the firmware takes"},
          {"name.domain-suffix", "what the firmware takes"}},
         "Ylianst/MeshCentral#4454",
         Grade::second_hand},
        {"CCM instead", "MeshCentral, users", "the device went into client control mode", client_mode_instead,
         "Ylianst/MeshCentral#1297, #2805, #517", Grade::second_hand},
        {"ACM * local", "Intel EMA, users", "admin mode with a suffix that is not public", private_suffix, "Intel KB 000100444"},
        {"option 15 * local", "Intel EMA, users", "a suffix that is not public", private_suffix, "Intel KB 000100444"},
        {"option 15 * corp", "Intel EMA, users", "a suffix that is not public", private_suffix, "Intel KB 000100444"},
        {"wildcard * not accepted",
         "users",
         "a certificate bought without the AMT marker, or whose base is not the suffix",
         {{"usage.amt-marker", "the one reported had no AMT OID"},
          {"name.domain-suffix", "a wildcard serves the domain below it"}},
         "device-management-toolkit/docs#599",
         Grade::second_hand},
        {"vPro EKU", "users, CAs", "the CA does not put the AMT OID into certificates any more", no_marker,
         "device-management-toolkit/deployment#481", Grade::second_hand},
        {"provisioning * after * renewal",
         "users, AMT 14 and later",
         "the renewed certificate hangs from another root than the old one",
         {{"trust.root-usable", "the CA has re-rooted to a SHA-1 root"},
          {"trust.root-hash", "or to one the devices do not hold"},
          {"trust.alternative-chain", "another chain may lead back"},
          {"link.signature-hash", "SHA-1 in the chain is refused from 15 (H) and 16 on"}},
         "Intel KB 000090051"},
        {"digital envelope routines * unsupported",
         "OpenSSL 3",
         "the PFX is encrypted with an algorithm OpenSSL 3 does not open; the password may be right",
         {{"load.pfx-algorithms", "names the algorithms and how to export it again"}},
         "observed with OpenSSL 3.0"},
        {"RC2 40 CBC * unsupported",
         "OpenSSL 3",
         "the PFX is encrypted with an algorithm OpenSSL 3 does not open; the password may be right",
         {{"load.pfx-algorithms", "names the algorithms and how to export it again"}},
         "observed with OpenSSL 3.0"},
    };
}

}  // namespace rules
