#include <amtcert/rules/rule.h>

#include <algorithm>

#include "support/path.h"

namespace rules {
namespace {

// RFC 5280 4.1.2.2: a positive integer of at most 20 octets, as encoded.
constexpr std::size_t longest = 20;

void add_profile_faults(Findings& findings, const certlib::Certificate& certificate, std::size_t position) {
    const auto serial = certificate.serial();
    const auto warn = [&](std::string evidence) { findings.push_back(failed_as(Severity::warning, std::move(evidence), position)); };
    if (serial.empty()) warn("serial number is empty, 1 to 20 octets required");
    else if ((serial.front() & 0x80U) != 0) warn("serial number " + certificate.serial_hex() + " is negative, positive required");
    else if (std::all_of(serial.begin(), serial.end(), [](std::uint8_t octet) { return octet == 0; }))
        warn("serial number is zero, positive required");
    if (serial.size() > longest) warn("serial number has " + std::to_string(serial.size()) + " octets, at most 20 allowed");
}

bool same_identity(const certlib::Certificate& left, const certlib::Certificate& right) {
    return left.issuer() == right.issuer() && certlib::equal(left.serial(), right.serial()) && !(left == right);
}

Findings check(const Context& context) {
    Findings findings;
    const auto profiled = profiled_path(context).size();
    const auto& links = context.chain.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& certificate = links[i].certificate;
        // What the anchor itself looks like is not judged by the profile: it is trusted as it is.
        if (i < profiled) add_profile_faults(findings, certificate, i);
        for (std::size_t j = i + 1; j < links.size(); ++j)
            // RFC 5280 4.1.2.2: issuer and serial number identify one certificate. The anchor's own number counts as well.
            if (same_identity(certificate, links[j].certificate))
                findings.push_back(failed("serial number " + certificate.serial_hex() + " of the same issuer is also that of certificate " +
                                              std::to_string(j),
                                          i));
    }
    return or_passed(std::move(findings), "serial numbers are positive, of at most 20 octets, and different");
}

}  // namespace

extern const Rule link_serial_rule;
constinit const Rule link_serial_rule = define({
    .id = "link.serial",
    .title = "serial number is not proper",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "No issuer has given one serial number to two certificates of the chain. A number that is negative, zero or longer than 20 "
            "octets is a warning.",
    .why = "Revocation goes by issuer and serial number, and Mozilla's and Microsoft's libraries keep certificates by them: with two of "
           "the same number, one hides the other.",
    .fix = "Have one of the certificates issued again with a serial number of its own; random ones of 16 octets never meet.",
    .citation = "RFC 5280 4.1.2.2",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
