#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/path.h"
#include "support/peer_name.h"

namespace rules {
namespace {

using certlib::GeneralName;
using certlib::GeneralNameKind;

/// presented lists the names of one kind: those of the subjectAltName, and where there is none of the kind, the older place in
/// the subject (RFC 6125 6.4.4, RFC 5280 4.1.2.6), which the CA/Browser Forum no longer lets anybody read.
std::vector<std::string> presented(const Context& context, GeneralNameKind kind, std::string_view subject_attribute) {
    std::vector<std::string> names;
    if (const auto& alternatives = context.leaf().decoded().subject_alternative_name)
        for (const GeneralName& name : *alternatives)
            if (name.kind == kind) names.push_back(name.text);
    if (!names.empty() || context.request->profile == Profile::webpki) return names;
    return context.leaf().subject().values(subject_attribute);
}

Finding compared(const PeerName& wanted, const std::vector<std::string>& names, bool found) {
    const auto shown = certlib::escape_unprintable(wanted.text);
    if (found) return passed("the certificate is for " + shown, 0);
    constexpr std::size_t most = 4;
    std::string listed;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        listed += (i == 0 ? "" : ", ") + certlib::escape_unprintable(std::string_view(names[i]).substr(0, 80));
    if (names.size() > most) listed += fmt::format(", and {} more", names.size() - most);
    return failed(fmt::format("{} asked for, the certificate is for {}", shown, names.empty() ? "no name of that kind" : listed),
                  0);
}

Finding no_such_name(const PeerName& wanted, const char* what) {
    return failed(
        certlib::escape_unprintable(wanted.text) + " is no valid " + what, {},
        "Give the name the way it stands in certificates: host names in ASCII (an international one as xn--...), addresses "
        "with --ip.");
}

Finding judge_host(const Context& context, const PeerName& wanted) {
    const auto reference = reference_host(wanted.text);
    if (!reference) return no_such_name(wanted, "host name");
    const auto names = presented(context, GeneralNameKind::dns, certlib::oids::common_name);
    const bool found = std::any_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return presented_host_matches(name, *reference); });
    return compared(wanted, names, found);
}

Finding judge_email(const Context& context, const PeerName& wanted) {
    if (!same_mailbox(wanted.text, wanted.text)) return no_such_name(wanted, "e-mail address");
    const auto names = presented(context, GeneralNameKind::email, certlib::oids::email_address);
    const bool found =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) { return same_mailbox(name, wanted.text); });
    return compared(wanted, names, found);
}

Finding judge_address(const Context& context, const PeerName& wanted) {
    const auto address = parse_address(wanted.text);
    if (!address) return no_such_name(wanted, "IP address");
    std::vector<std::string> names;
    bool found = false;
    if (const auto& alternatives = context.leaf().decoded().subject_alternative_name)
        for (const GeneralName& name : *alternatives) {
            if (name.kind != GeneralNameKind::ip) continue;
            names.push_back(name.text);
            found = found || name.value == *address;
        }
    return compared(wanted, names, found);
}

Findings check(const Context& context) {
    if (context.request == nullptr || !context.request->peer) return {skipped("no name was asked for (--host, --ip or --email)")};
    const auto& leaf = context.leaf();
    if (undecodable(leaf, certlib::oids::subject_alternative_name, leaf.decoded().subject_alternative_name))
        return {cannot_be_decoded("subjectAltName", 0)};
    const auto& wanted = *context.request->peer;
    switch (wanted.kind) {
        case PeerName::Kind::dns:
            return {judge_host(context, wanted)};
        case PeerName::Kind::ip:
            return {judge_address(context, wanted)};
        case PeerName::Kind::email:
            return {judge_email(context, wanted)};
    }
    return {inconclusive("unknown kind of name")};
}

}  // namespace

extern const Rule name_peer_rule;
constinit const Rule name_peer_rule = define({
    .id = "name.peer",
    .title = "certificate is for another name",
    .stages = stages(3),
    .component = Component::other,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "The leaf bears the name asked for with --host, --ip or --email. Host names match without case, a wildcard stands "
            "for one "
            "whole leftmost label with two labels behind it; mailboxes match exactly before the @; addresses octet by octet. The "
            "CN, or "
            "the subject's emailAddress, counts only where the subjectAltName has no name of the kind, and never under webpki.",
    .why = "A valid certificate for somebody else proves nothing about the one you meant to reach.",
    .fix = "Use a name the certificate bears, or have it issued with this one as a subjectAltName.",
    .citation = "RFC 9525 6; RFC 6125 6.4.4; RFC 5280 7.2, 7.5",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
