#include <fmt/format.h>

#include "name/leaf_names.h"
#include "support/host_text.h"

namespace rules {
namespace {

bool is_host_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; }

/// is_for_others: blanks, control characters and what is not ASCII are name.encoding's; a web server's other characters are
/// name.fqdn-characters'.
bool is_for_others(char c, Role role) {
    const auto octet = static_cast<unsigned char>(c);
    return octet <= ' ' || octet >= 0x7F || (role == Role::web_server && c != '*');
}

/// RFC 1034 3.1: octets of a name without its last dot, and of one label.
constexpr std::size_t longest_name = 253;
constexpr std::size_t longest_label = 63;

/// fault_of names what keeps a CN from being a host name, or is empty.
std::string fault_of(std::string_view name, Role role) {
    const bool is_wildcard = name.starts_with("*.");
    const auto base = is_wildcard ? name.substr(2) : name;
    if (is_wildcard && base.find('.') == std::string_view::npos) return "a wildcard over a whole top level domain";
    // One dot at the end stands for the root of the DNS (RFC 1034 3.1).
    const auto host = base.ends_with('.') ? base.substr(0, base.size() - 1) : base;
    if (host.size() > longest_name) return fmt::format("{} octets, at most {} possible in the DNS", host.size(), longest_name);
    // A web server's address is name.host-is-address's.
    if (role != Role::web_server && is_numeric_host(host)) return "the form of an IP address";
    for (const auto label : text::split(host, '.')) {
        if (label.empty()) return "an empty label";
        if (label.size() > longest_label) return fmt::format("a label of {} octets, at most {} possible in the DNS", label.size(), longest_label);
        // RFC 1123 2.1, RFC 952: a label consists of letters, digits and hyphens.
        const auto wrong =
            std::find_if(label.begin(), label.end(), [&](char c) { return !is_host_name_char(c) && !is_for_others(c, role); });
        if (wrong == label.end()) continue;
        return *wrong == '*' ? "a wildcard that is not the whole first label" : "a character that no host name has";
    }
    return {};
}

Findings check(const Context& context) {
    const auto names = context.leaf().subject().find(certlib::oids::common_name);
    if (names.empty()) return {failed("the subject has no CN, exactly one required", 0)};
    if (names.size() > 1) return {failed(fmt::format("the subject has {} CNs, exactly one required", names.size()), 0)};
    const auto& name = *names.front();
    if (text::trimmed(name.text).empty()) return {failed("the CN is empty", 0)};
    const auto shown = leaf_names::shown(name.text);
    if (const auto fault = fault_of(text::trimmed(name.text), context.role); !fault.empty()) return {failed(fmt::format("CN {} has {}", shown, fault), 0)};
    return {passed(fmt::format("one CN: {}", shown), 0)};
}

}  // namespace

extern const Rule name_common_name_rule;
constinit const Rule name_common_name_rule = define({
    .id = "name.common-name",
    .title = "no usable common name",
    .stages = stages(3),
    .component = Component::server,
    .roles = Role::provisioning | Role::web_server,
    .severity = Severity::error,
    .what = "The subject has exactly one common name (CN), and it can be a host name: letters, digits, hyphens and dots, with "
            "at most a leading \"*.\". Blanks and what is not ASCII are left to name.encoding, the other characters of a "
            "web-server certificate to name.fqdn-characters.",
    .why = "AMT and every console take the name they compare from the CN. Without one MeshCentral and RPS do not load the "
           "certificate; with several no source says which one AMT reads.",
    .fix = "Have the CA issue the certificate with one CN: the full DNS name of the setup server, or for a web-server "
           "certificate that of the AMT computer.",
    .citation = "Intel AMT SDK, PKI certificate verification methods; RFC 1123 2.1; Ylianst/MeshCentral certoperations.js; "
                "device-management-toolkit/rps domain.ts",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
