#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/host_text.h"
#include "support/path.h"

namespace rules {
namespace {

using certlib::Certificate;
using certlib::GeneralName;
using certlib::GeneralNameKind;

bool is_preferred_syntax(std::string_view name) {
    // RFC 5280 4.2.1.6 leaves wildcards to specifications of their own; RFC 9525 6.3 knows the whole leftmost label.
    if (name.starts_with("*.")) name.remove_prefix(2);
    return is_host_name(name) && name.find('_') == std::string_view::npos;
}

bool is_mailbox(std::string_view text) {
    const auto at = text.rfind('@');
    // A quoted local part may hold anything, also another "@".
    if (text.starts_with('"')) return at != std::string_view::npos && is_host_name(text.substr(at + 1));
    return parse_mailbox(text).has_value();
}

bool is_absolute_uri(std::string_view text) {
    const auto colon = text.find(':');
    return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() && text.find_first_of("/?#") > colon;
}

/// malformed says what is wrong with a name of the subjectAltName, or nothing.
std::string malformed(const GeneralName& name) {
    const auto shown = certlib::escape_unprintable(std::string_view(name.text).substr(0, 80));
    switch (name.kind) {
        case GeneralNameKind::dns:
            return is_preferred_syntax(name.text) ? "" : "dNSName \"" + shown + "\" is no host name";
        case GeneralNameKind::email:
            return is_mailbox(name.text) ? "" : "rfc822Name \"" + shown + "\" is no mailbox";
        case GeneralNameKind::uri:
            return is_absolute_uri(name.text) ? "" : "URI \"" + shown + "\" is not absolute";
        case GeneralNameKind::ip:
            return name.value.size() == 4 || name.value.size() == 16
                       ? ""
                       : fmt::format("iPAddress of {} octets, 4 or 16 required", name.value.size());
        default:
            return "";
    }
}

void add_faults(Findings& findings, const Certificate& certificate, std::size_t place) {
    // RFC 5280 4.1.2.4
    if (certificate.issuer().empty()) findings.push_back(failed("issuer name is empty", place));
    const auto* extension = certificate.find_extension(certlib::oids::subject_alternative_name);
    // RFC 5280 4.1.2.6: the subject of a CA is not empty; that of others only beside a critical subjectAltName.
    if (certificate.subject().empty()) {
        if (place > 0 || certificate.is_ca())
            findings.push_back(failed("subject of a CA is empty", place));
        else if (extension == nullptr)
            findings.push_back(failed("subject is empty, and there is no subjectAltName", place));
        else if (!extension->critical)
            findings.push_back(failed("subject is empty, and the subjectAltName is not critical", place));
    }
    const auto& alternatives = certificate.decoded().subject_alternative_name;
    if (!alternatives) return;
    // RFC 5280 4.2.1.6; the first fault is enough where there may be thousands.
    for (const auto& name : *alternatives)
        if (auto fault = malformed(name); !fault.empty()) return findings.push_back(failed(std::move(fault), place));
}

Findings check(const Context& context) {
    const auto path = profiled_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    for (std::size_t i = 0; i < path.size(); ++i) add_faults(findings, path[i], i);
    return or_passed(std::move(findings), "issuers, subjects and alternative names are as the profile wants them");
}

}  // namespace

extern const Rule name_profile_rule;
constinit const Rule name_profile_rule = define({
    .id = "name.profile",
    .title = "name breaks the profile",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::warning,
    .what = "No issuer is empty, nor the subject of a CA; an empty subject stands beside a critical subjectAltName; DNS names "
            "there are in "
            "the preferred syntax (no underscore), mailboxes and URIs well formed, addresses of 4 or 16 octets.",
    .why = "Such a name is compared by no two implementations alike.",
    .fix = "Have the certificate issued anew with names the profile allows.",
    .citation = "RFC 5280 4.1.2.4, 4.1.2.6, 4.2.1.6",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
