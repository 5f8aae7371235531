#include "data/symptom_parts.h"

namespace rules {
namespace {

constexpr std::string_view renewal = "Intel communities 2009-12-15, expired provisioning certificate in an SCCM environment";
constexpr std::string_view worker = "AMTOPMGR.LOG of a ConfigMgr 2007 site";

const std::vector<Suspect> handshake{
    {"firmware.self-signed", "firmware 3.2.1 shows a certificate of its own that is read as invalid; 3.2.2 cures it"},
    {"client.self-signed", "the guide's item on it: the provisioning certificate is not at fault"},
};

const std::vector<Suspect> web_server_certificate{
    {"usage.server-auth", "the template has to give serverAuth"},
    {"key.length", "AMT stores no key and no CA key above 2048 bits with it"},
    {"link.issuer-found", "the issuing CA's chain is stored along with it"},
    {"name.fqdn-characters", "an underscore in the PC's name makes it fail"},
    {"usage.template", "templates of version 3 (CNG) cannot be used"},
};

const std::vector<Suspect> certificate_requested{
    {"ca.template-permissions", "without Read and Enroll the CA refuses"},
    {"ca.web-server-template", "the template has to be issued on that CA"},
    {"usage.template", "shows which template a certificate was made from"},
    {"usage.server-auth", "and whether it is one for AMT's web server"},
};

}  // namespace

std::vector<Symptom> symptoms_of_configmgr() {
    return {
        {"provisioning certificate * will expire in",
         "ConfigMgr, AMTOPMGR.LOG",
         "the daily warning that the provisioning certificate runs out; once it has, the server unloads it",
         {{"validity.expires-soon", "names the certificate of the chain that ends first"},
          {"validity.expired", "when the day has passed"},
          {"usage.public-ca-policy", "a public CA may not renew it as it is"}},
         renewal},
        {"Remove unused provision certificate",
         "ConfigMgr, AMTOPMGR.LOG",
         "the server has unloaded the provisioning certificate; with an expired one provisioning stops here",
         {{"validity.expired", "the usual reason"},
          {"certificate.procured", "the renewed certificate has to be installed and chosen"}},
         renewal},
        {"0x80090308 * InitializeSecurityContext", "ConfigMgr, AMTOPMGR.LOG",
         "the TLS handshake with the PC failed on what the PC sent (SEC_E_INVALID_TOKEN)", handshake,
         "Intel communities 2008-08-19, AMT 3.2.1 self-signed certificate"},
        {"returned by ApplyControlToken", "ConfigMgr, AMTOPMGR.LOG", "the second line of a TLS handshake that failed before",
         handshake, "Intel communities 2008-08-19, AMT 3.2.1 self-signed certificate"},
        {"SetTLSCertificateWithKeyPair", "ConfigMgr, AMTOPMGR.LOG",
         "the web-server certificate is put into AMT; a status other than 0x0 says that AMT did not take it",
         web_server_certificate, worker},
        {"client certificate for AMT device", "ConfigMgr, AMTOPMGR.LOG",
         "the web-server certificate is asked for, and the CA has not answered yet", certificate_requested, worker},
        {"client certificate already being generated for AMT device", "ConfigMgr, AMTOPMGR.LOG",
         "an earlier request for the web-server certificate is still open at the CA", certificate_requested, worker},
        {"set MEBx password at this time",
         "ConfigMgr, AMTOPMGR.LOG",
         "harmless: the MEBX password was changed before (status 0x10)",
         {},
         worker},
        {"AMT Provision Worker", "ConfigMgr, AMTOPMGR.LOG", "harmless: the server's regular round", {}, worker},
        {"1st stage provision on AMT device",
         "ConfigMgr, AMTOPMGR.LOG",
         "harmless: the first stage starts or is done",
         {},
         worker},
        {"Failed to call CheckCertificate provider method",
         "ConfigMgr, OOBMGMT.LOG on the PC",
         "the PC could not read the list of root hashes from its ME",
         {{"firmware.supports-pki", "AMT 2.0, 2.1 and 2.5 have no remote configuration by certificate, and no list"},
          {"client.mei-driver", "without the driver nothing is read from the ME"}},
         "Intel communities thread 2989",
         Grade::second_hand},
        // The log's own words for a certificate refused for its OID, domain or root were not found anywhere.
        {"provision * certificate",
         "ConfigMgr, most likely",
         "a line about the provisioning certificate that the table does not have word for word",
         {{"usage.amt-marker", "a certificate without OID and OU is refused"},
          {"name.server-domain", "so is one whose CN is in another domain than the server"},
          {"trust.root-hash", "and one whose root the PC does not hold"},
          {"validity.expired", "an expired certificate is unloaded"}},
         "the troubleshooting guide's stage 3",
         Grade::observed},
        {"certificate chain could not be built",
         "Intel SCS (ACUConfig exit 75, 0xc0003e93)",
         "Windows could not build the chain of the CA's certificate; the cause reported was a CRL that could not be reached",
         {{"revocation.crl-reachable", "Windows fetches the CRL while it builds the chain"},
          {"revocation.aia-reachable", "and the issuers it does not have"},
          {"link.issuer-found", "a CA certificate may be missing altogether"},
          {"trust.anchor", "the root has to be trusted on that server"}},
         "Intel communities, jjcopela: ACUConfig exit code 75",
         Grade::second_hand},
        {"Failed to get the certificate from the CA",
         "Intel SCS",
         "the CA did not issue the PC's certificate, or its chain could not be built",
         {{"ca.template-permissions", "the account needs Read and Enroll"},
          {"revocation.crl-reachable", "an unreachable CRL was the cause reported"}},
         "Intel communities, jjcopela: ACUConfig exit code 75",
         Grade::second_hand},
    };
}

}  // namespace rules
