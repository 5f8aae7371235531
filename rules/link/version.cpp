#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

/// has_unique_identifier looks for issuerUniqueID [1] or subjectUniqueID [2] among the fields of tbsCertificate, whose outer
/// structure was checked when the certificate was parsed.
bool has_unique_identifier(certlib::ByteView tbs) {
    const auto header = [](certlib::ByteView at) -> std::size_t {
        if (at.size() < 2) return 0;
        return at[1] < 0x80 ? 2 : 2U + (at[1] & 0x7fU);
    };
    const auto length = [](certlib::ByteView at, std::size_t header_size) {
        if (header_size == 2) return static_cast<std::size_t>(at[1]);
        std::size_t size = 0;
        for (std::size_t i = 2; i < header_size; ++i) size = size << 8U | at[i];
        return size;
    };
    const std::size_t outer = header(tbs);
    if (outer == 0 || outer > tbs.size()) return false;
    for (certlib::ByteView rest = tbs.subspan(outer); !rest.empty();) {
        const std::uint8_t number = rest[0] & 0xdfU;  // without the constructed bit
        if (number == 0x81 || number == 0x82) return true;
        const std::size_t head = header(rest);
        if (head == 0 || head > 6 || head > rest.size() || length(rest, head) > rest.size() - head) return false;
        rest = rest.subspan(head + length(rest, head));
    }
    return false;
}

void add_faults(Findings& findings, const certlib::Certificate& certificate, std::size_t position) {
    const int version = certificate.version();
    const auto warn = [&](std::string evidence) { findings.push_back(failed_as(Severity::warning, std::move(evidence), position)); };
    // RFC 5280 4.1.2.1: with extensions 3, with unique identifiers 2 or 3, else 1.
    if (version < 1 || version > 3) warn("version " + std::to_string(version) + " is not known, 3 expected");
    if (version < 3 && !certificate.extensions().empty())
        warn("version " + std::to_string(version) + " with extensions, version 3 required");
    if (version == 1 && has_unique_identifier(certificate.tbs())) warn("version 1 with a unique identifier, version 2 or 3 required");
    // RFC 5280 4.1.1.2: both fields hold the same algorithm identifier. Only the inner one is signed; where they differ,
    // somebody chose the algorithm the signature is checked with.
    const auto& inner = certificate.tbs_signature_algorithm();
    const auto& outer = certificate.signature_algorithm();
    if (!certlib::equal(inner.der, outer.der))
        findings.push_back(failed("signature algorithm is " + inner.to_string() + " inside the signed part and " + outer.to_string() +
                                      " outside" + (inner.id == outer.id ? ", with other parameters" : ""),
                                  position));
}

Findings check(const Context& context) {
    const auto path = profiled_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    for (std::size_t i = 0; i < path.size(); ++i) add_faults(findings, path[i], i);
    return or_passed(std::move(findings), "versions fit the contents, and both signature algorithm fields agree");
}

}  // namespace

extern const Rule link_version_rule;
constinit const Rule link_version_rule = define({
    .id = "link.version",
    .title = "basic fields contradict each other",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "The two signature algorithm fields of every certificate below the root agree. A version that does not fit the contents "
            "(extensions in version 1 or 2, a unique identifier in version 1) or is not known is a warning.",
    .why = "Clients read such certificates differently: some ignore the extensions of an old version, most refuse two algorithms.",
    .fix = "Have the certificate issued again by current CA software; this one was made or altered by a faulty program.",
    .citation = "RFC 5280 4.1.1.2, 4.1.2.1, 4.1.2.8",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
