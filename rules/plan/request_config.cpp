#include <fmt/format.h>

#include "plan/parts.h"

namespace rules {
namespace {

std::string_view digest(const KeyPlan& key) { return key.hash == "SHA-384" ? "sha384" : "sha256"; }

}  // namespace

std::string openssl_request_config(const PlannedName& name, const KeyPlan& key) {
    return fmt::format(
        "# Request for an AMT provisioning certificate, CN {0}\n"
        "#   openssl req -new -config request.cnf -keyout key.pem -out request.pem\n"
        "#   amtcert plan --csr request.pem\n"
        "[req]\n"
        "prompt = no\n"
        "string_mask = utf8only\n"
        "default_bits = {1}\n"
        "default_md = {2}\n"
        "distinguished_name = subject\n"
        "req_extensions = extensions\n"
        "\n"
        "[subject]\n"
        "# A public CA wants the organisation too, as it is registered: C, ST or L, O. No OU.\n"
        "CN = {0}\n"
        "\n"
        "[extensions]\n"
        "keyUsage = critical, digitalSignature, keyEncipherment\n"
        "extendedKeyUsage = serverAuth, 2.16.840.1.113741.1.2.3\n"
        "subjectAltName = DNS:{0}\n",
        name.common_name, key.bits, digest(key));
}

std::string certreq_request_config(const PlannedName& name, const KeyPlan& key) {
    // A key of a CSP, not of CNG: ConfigMgr cannot use the latter.
    return fmt::format(
        "; Request for an AMT provisioning certificate, CN {0}\n"
        ";   certreq -new request.inf request.pem\n"
        ";   amtcert plan --csr request.pem\n"
        "[Version]\n"
        "Signature = \"$Windows NT$\"\n"
        "\n"
        "[NewRequest]\n"
        "; A public CA wants the organisation too, as it is registered. No OU.\n"
        "Subject = \"CN={0}\"\n"
        "KeyAlgorithm = RSA\n"
        "KeyLength = {1}\n"
        "HashAlgorithm = {2}\n"
        "AlternateSignatureAlgorithm = FALSE\n"
        "ProviderName = \"Microsoft RSA SChannel Cryptographic Provider\"\n"
        "ProviderType = 12\n"
        "KeySpec = 1\n"
        "KeyUsage = 0xA0\n"
        "MachineKeySet = TRUE\n"
        "Exportable = TRUE\n"
        "RequestType = PKCS10\n"
        "\n"
        "[EnhancedKeyUsageExtension]\n"
        "OID = 1.3.6.1.5.5.7.3.1\n"
        "OID = 2.16.840.1.113741.1.2.3\n"
        "\n"
        "[Extensions]\n"
        "2.5.29.17 = \"{{text}}\"\n"
        "_continue_ = \"dns={0}\"\n",
        name.common_name, key.bits, digest(key));
}

}  // namespace rules
