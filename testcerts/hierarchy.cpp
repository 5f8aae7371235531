#include <amtcert/testcerts/hierarchy.h>

#include <amtcert/certlib/write_pem.h>
#include <amtcert/testcerts/crl.h>

namespace testcerts {
namespace {

using namespace std::chrono;

std::vector<NameEntry> subject(const std::string& common_name) {
    return {{std::string(certlib::oids::organization), "Example"}, {std::string(certlib::oids::common_name), common_name}};
}

/// name_locations puts in where AD CS keeps an issuer's CRL and certificate: names without a host, for members of the domain, so
/// that nobody who looks at a sample goes to a network for it.
void name_locations(CertificateSpec& spec, const std::string& issuer) {
    const std::string services = ",CN=Public%20Key%20Services,CN=Services,CN=Configuration,DC=example,DC=com";
    spec.set(extension::crl_distribution_points({{"ldap:///CN=" + issuer + ",CN=pki,CN=CDP" + services +
                                                  "?certificateRevocationList?base?objectClass=cRLDistributionPoint"}}));
    spec.set(extension::authority_info_access(
        {"ldap:///CN=" + issuer + ",CN=AIA" + services + "?cACertificate?base?objectClass=certificationAuthority"}, {}));
}

CertificateSpec certification_authority(const std::string& common_name, Key key, std::optional<unsigned> path_length) {
    CertificateSpec spec;
    spec.subject = subject(common_name);
    spec.key = key;
    spec.not_before = sys_days{year{2026} / 1 / 1};
    spec.not_after = sys_days{year{2045} / 12 / 31};
    spec.extensions = {extension::basic_constraints(true, path_length), extension::key_usage({5, 6})};
    return spec;
}

}  // namespace

Time sample_time() { return sys_days{year{2026} / 11 / 24}; }

HierarchySpec good() {
    HierarchySpec spec;
    spec.root = certification_authority("amtcert Sample Root CA", Key::root, {});
    spec.root.serial = {0x51, 0x0c, 0xa2, 0x77, 0x10, 0x9e, 0x3b, 0x01};
    spec.issuing_ca = certification_authority("amtcert Sample Issuing CA", Key::issuing_ca, 0);
    spec.issuing_ca.not_after = sys_days{year{2040} / 12 / 31};
    spec.issuing_ca.serial = {0x22, 0x81, 0xd4, 0x3c, 0x6a, 0x05, 0xf7, 0x02};
    spec.leaf.subject = subject("provision.example.com");
    spec.leaf.key = Key::leaf;
    spec.leaf.not_before = sys_days{year{2026} / 1 / 1};
    spec.leaf.not_after = sys_days{year{2035} / 12 / 31};
    spec.leaf.serial = {0x6e, 0x17, 0x40, 0xb9, 0x08, 0xc5, 0x92, 0x03};
    spec.leaf.extensions = {
        extension::key_usage({0, 2}),
        extension::extended_key_usage({std::string(certlib::oids::server_auth), std::string(certlib::oids::amt_provisioning)}),
        extension::dns_names({"provision.example.com"}),
    };
    name_locations(spec.issuing_ca, "amtcert%20Sample%20Root%20CA");
    name_locations(spec.leaf, "amtcert%20Sample%20Issuing%20CA");
    return spec;
}

Hierarchy build(const HierarchySpec& spec) {
    return {issue(spec.root, spec.root), issue(spec.issuing_ca, spec.root), issue(spec.leaf, spec.issuing_ca)};
}

std::string pem(const std::vector<certlib::Certificate>& certificates) {
    std::string text;
    for (const auto& certificate : certificates) text += certlib::write_pem("CERTIFICATE", certificate.der());
    return text;
}

std::string private_key_pem(Key key) { return certlib::write_pem("PRIVATE KEY", private_key_pkcs8(key)); }

}  // namespace testcerts
