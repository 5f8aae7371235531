#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using certlib::StringType;
using leaf_names::shown;

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

bool has_upper_case(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// fault_of names what no host name may hold, or is empty.
std::string_view fault_of(const certlib::Attribute& name) {
    if (!name.well_formed) return "octets that are not valid for its string type";
    if (name.text.find('\0') != std::string::npos) return "a NUL character";
    if (!is_ascii(name.text)) return "characters outside ASCII (an internationalised name is written as xn--...)";
    if (name.text != text::trimmed(name.text)) return "a blank at its beginning or end";
    const bool visible = std::all_of(name.text.begin(), name.text.end(), [](unsigned char c) { return c > ' ' && c != 0x7F; });
    return visible ? "" : "a blank or a control character";
}

std::string_view old_type_of(StringType type) {
    if (type == StringType::bmp) return "BMPString";
    if (type == StringType::teletex) return "T61String";
    return type == StringType::universal ? "UniversalString" : "";
}

void judge(const Context& context, const certlib::Attribute& name, Findings& findings) {
    if (const auto fault = fault_of(name); !fault.empty()) {
        // An empty CN is name.common-name's.
        if (!text::trimmed(name.text).empty())
            findings.push_back(failed(fmt::format("CN {} has {}", shown(name.text), fault), 0));
        return;
    }
    if (const auto type = old_type_of(name.encoding); !type.empty())
        findings.push_back(
            failed_as(Severity::warning,
                      fmt::format("CN {} is encoded as {}, UTF8String or PrintableString expected", shown(name.text), type), 0,
                      "Have the CA encode the subject as UTF8String or PrintableString."));
    if (context.site.consoles.contains(Console::rps) && has_upper_case(name.text))
        findings.push_back(
            refused_by(Console::rps, Severity::warning,
                       fmt::format("CN {} has upper-case letters; RPS compares letters with case", shown(name.text)), 0,
                       "Write the domain suffix of the RPS profile with the same letters, or have the next certificate "
                       "issued in lower case."));
}

Findings check(const Context& context) {
    Findings findings;
    for (const auto* name : context.leaf().subject().find(certlib::oids::common_name)) judge(context, *name, findings);
    return or_passed(std::move(findings), "the CN is plain ASCII in a string type in use");
}

}  // namespace

extern const Rule name_encoding_rule;
constinit const Rule name_encoding_rule = define({
    .id = "name.encoding",
    .title = "common name is encoded so that it does not compare",
    .stages = stages(3),
    .component = Component::ca,
    .roles = Role::provisioning | Role::web_server,
    .severity = Severity::error,
    .what =
        "The CN is ASCII without blanks, NUL or control characters. BMPString and T61String are a warning, and so are upper-case "
        "letters with --console rps.",
    .why =
        "Firmware and consoles compare the name octet by octet. A character that nobody sees, or one in an encoding they do not "
        "read, makes a name differ that looks the same on the screen.",
    .fix = "Have the certificate issued again with the host name typed anew, in ASCII (an internationalised name as xn--...), "
           "without "
           "blanks.",
    .citation = "RFC 5280 4.1.2.4 and 7.2; Ylianst/MeshCentral#2948; device-management-toolkit/rps domain.ts",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
