#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/host_text.h"
#include "support/path.h"
#include "support/peer_name.h"
#include "support/public_suffix.h"

namespace rules {
namespace {

using certlib::Certificate;
using certlib::GeneralName;
using certlib::GeneralNameKind;

/// host_fault: Baseline Requirements 7.1.2.7.12 and 3.2.2.6.
std::string host_fault(const std::string& name) {
    const bool wildcard = name.starts_with("*.");
    const auto host = wildcard ? name.substr(2) : name;
    const auto shown = certlib::escape_unprintable(std::string_view(name).substr(0, 80));
    if (!is_host_name(host) || host.find('_') != std::string::npos) return "dNSName \"" + shown + "\" is no host name";
    if (is_numeric_host(host)) return "dNSName \"" + shown + "\" is an address";
    if (wildcard && is_public_suffix(lower_case(host)))
        return "wildcard \"" + shown + "\" directly below the public suffix " + host;
    return "";
}

/// is_listed says whether a common name is, character for character, one of the alternative names (7.1.4.3). An address may
/// be written in any usual form: its octets are compared.
bool is_listed(const std::string& common_name, const std::vector<GeneralName>& alternatives) {
    const auto address = parse_address(common_name);
    return std::any_of(alternatives.begin(), alternatives.end(), [&](const GeneralName& name) {
        if (name.kind == GeneralNameKind::dns) return name.text == common_name;
        return name.kind == GeneralNameKind::ip && address && name.value == *address;
    });
}

void judge_alternatives(Findings& findings, const Certificate& leaf, const std::vector<GeneralName>& alternatives) {
    const bool critical = leaf.find_extension(certlib::oids::subject_alternative_name)->critical;
    if (critical != leaf.subject().empty())
        findings.push_back(failed(critical ? "subjectAltName is critical beside a subject that is not empty"
                                           : "subjectAltName is not critical beside an empty subject",
                                  0));
    for (const auto& name : alternatives) {
        std::string fault;
        if (name.kind == GeneralNameKind::dns)
            fault = host_fault(name.text);
        else if (name.kind != GeneralNameKind::ip)
            fault = "subjectAltName holds a name that is neither a host nor an address";
        if (!fault.empty()) return findings.push_back(failed(std::move(fault), 0));
    }
}

Findings check(const Context& context) {
    if (context.request == nullptr || context.request->profile != Profile::webpki)
        return {skipped("not asked for (--profile webpki)")};
    if (context.request->purpose == Purpose::client_auth)
        return {skipped("asked as a client, for which the requirements do not speak")};
    const auto& leaf = context.leaf();
    const auto& alternatives = leaf.decoded().subject_alternative_name;
    if (undecodable(leaf, certlib::oids::subject_alternative_name, alternatives)) return {cannot_be_decoded("subjectAltName", 0)};
    if (!alternatives) return {failed("no subjectAltName, where every name has to stand", 0)};
    Findings findings;
    judge_alternatives(findings, leaf, *alternatives);
    const auto common_names = leaf.subject().values(certlib::oids::common_name);
    if (common_names.size() > 1)
        findings.push_back(failed(fmt::format("{} common names, at most one allowed", common_names.size()), 0));
    // The requirements refuse every CN that is not listed, and nobody reads one: docs/adr/0009 says why it is a note beside an
    // organisation.
    const auto severity = leaf.subject().find(certlib::oids::organization).empty() ? Severity::error : Severity::info;
    for (const auto& name : common_names)
        if (!is_listed(name, *alternatives))
            findings.push_back(failed_as(severity,
                                         "common name \"" + certlib::escape_unprintable(name.substr(0, 80)) +
                                             "\" is not, letter for letter, one of the alternative names",
                                         0));
    return or_passed(std::move(findings), "every name is a host or an address, and no wildcard covers a public suffix");
}

}  // namespace

extern const Rule webpki_subscriber_names_rule;
constinit const Rule webpki_subscriber_names_rule = define({
    .id = "webpki.subscriber-names",
    .title = "server name breaks the rules of the web",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "A server's names stand in a subjectAltName, which is critical exactly when the subject is empty: host names without "
            "underscore and addresses, no wildcard directly below a public suffix. A CN repeats one of them letter for letter "
            "(a note only, where the subject names an organisation).",
    .why = "A browser's root programme lets no CA issue otherwise: \"*.co.uk\" would speak for everybody there.",
    .fix = "Have the certificate issued with each host name as a dNSName, and the CN equal to one of them or left out.",
    .citation = "CA/Browser Forum Baseline Requirements 3.2.2.6, 7.1.2.7.12, 7.1.4.3; publicsuffix.org",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
