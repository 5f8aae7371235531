#include <algorithm>
#include <string>

#include <amtcert/rules/report.h>

namespace rules {
namespace {

using certlib::Certificate;

bool has_purpose(const Certificate& certificate, std::string_view purpose) {
    const auto& purposes = certificate.decoded().extended_key_usage;
    return purposes && std::any_of(purposes->begin(), purposes->end(), [&](const auto& one) { return one == purpose; });
}

std::string letters_in_lower_case(std::string text) {
    std::erase_if(text, [](unsigned char c) { return !std::isalpha(c); });
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool names_the_client_setup_certificate(const Certificate& certificate) {
    for (const auto type : {certlib::oids::organizational_unit, certlib::oids::organization, certlib::oids::common_name})
        for (const auto& value : certificate.subject().values(type))
            if (letters_in_lower_case(value).find("clientsetupcertificate") != std::string::npos) return true;
    return false;
}

}  // namespace

bool looks_like_provisioning(const Certificate& certificate) {
    return has_purpose(certificate, certlib::oids::amt_provisioning) || names_the_client_setup_certificate(certificate);
}

RoleDecision decide_role(const Site& site, const certlib::Bundle& bundle, const Certificate& leaf) {
    if (site.role) return {*site.role, "asked for with --role"};
    if (has_purpose(leaf, certlib::oids::client_auth) &&
        (has_purpose(leaf, certlib::oids::amt_remote_console) || has_purpose(leaf, certlib::oids::amt_local_console)))
        return {Role::console_client, "extendedKeyUsage has clientAuth and an AMT console purpose"};
    if (has_purpose(leaf, certlib::oids::amt_provisioning))
        return {Role::provisioning, "extendedKeyUsage has the AMT provisioning OID"};
    if (names_the_client_setup_certificate(leaf))
        return {Role::provisioning, "the subject names the Intel(R) Client Setup Certificate, or nearly"};
    if (leaf.is_ca()) {
        if (leaf.is_self_issued() && bundle.format == certlib::Format::pkcs12 && certlib::holds_key_of(bundle, leaf))
            return {Role::provisioning, "a self-signed certificate with its key in a PFX, as a setup server is given one"};
        return {Role::issuing_ca, "a CA certificate"};
    }
    if (leaf.decoded().microsoft_template) return {Role::web_server, "issued from a Microsoft certificate template"};
    if (site.console_store) return {Role::web_server, "--console-store was given"};
    if (site.client_fqdn) return {Role::web_server, "--client-fqdn was given"};
    return {Role::provisioning, "nothing says otherwise; a certificate bought without the AMT marker looks like this"};
}

}  // namespace rules
