#include <amtcert/rules/rule.h>

#include <algorithm>

#include "support/path.h"

namespace rules {
namespace {

/// misplaced says where a pathLenConstraint has no business. RFC 5280 4.2.1.9: only with cA true and, when keyUsage is
/// there, keyCertSign. Section 6.1 takes no offence.
std::optional<Finding> misplaced(const certlib::Certificate& certificate, std::size_t position) {
    const auto& decoded = certificate.decoded();
    if (!decoded.basic_constraints || !decoded.basic_constraints->path_length) return std::nullopt;
    if (!decoded.basic_constraints->ca)
        return failed_as(Severity::warning, "pathLenConstraint with cA false, allowed in a CA certificate only", position);
    if (decoded.key_usage && !decoded.key_usage->has(certlib::KeyUsageBit::key_cert_sign))
        return failed_as(Severity::warning, "pathLenConstraint without keyCertSign in keyUsage", position);
    return std::nullopt;
}

Findings check(const Context& context) {
    const auto path = validated_path(context);
    if (path.empty()) return {nothing_to_validate()};
    Findings findings;
    // RFC 5280 6.1.2 k: max_path_length starts as the length of the path. A pathLenConstraint of the anchor is no input
    // (6.1.1); the stricter profiles of the plain validator heed it.
    std::uint64_t remaining = path.size();
    std::size_t limited_by = 0;
    std::uint64_t limit = 0;
    if (const auto* anchor = constraining_anchor(context)) {
        const auto& constraints = anchor->decoded().basic_constraints;
        if (constraints && constraints->path_length && *constraints->path_length < remaining) {
            remaining = limit = *constraints->path_length;
            limited_by = path.size();
        }
    }
    bool exceeded = false;
    for (std::size_t i = path.size(); i-- > 1;) {
        // RFC 5280 6.1.4 l: a certificate that is not self-issued uses one up.
        if (!path[i].is_self_issued() && remaining == 0 && !exceeded) {
            findings.push_back(failed("certificate " + std::to_string(limited_by) + " has pathLenConstraint " +
                                          std::to_string(limit) +
                                          ", and this is one CA more below it",
                                      i));
            exceeded = true;
        }
        if (!path[i].is_self_issued() && remaining > 0) --remaining;
        // RFC 5280 6.1.4 m
        const auto& constraints = path[i].decoded().basic_constraints;
        if (undecodable(path[i], certlib::oids::basic_constraints, constraints))
            findings.push_back(cannot_be_decoded("basicConstraints", i));
        if (!constraints || !constraints->path_length || *constraints->path_length >= remaining) continue;
        remaining = limit = *constraints->path_length;
        limited_by = i;
    }
    for (std::size_t i = 0; i < path.size(); ++i)
        if (auto finding = misplaced(path[i], i)) findings.push_back(std::move(*finding));
    return or_passed(std::move(findings), "no pathLenConstraint is exceeded");
}

}  // namespace

extern const Rule link_path_length_rule;
constinit const Rule link_path_length_rule = define({
    .id = "link.path-length",
    .title = "path is longer than a CA allows",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "No CA has more CAs below it than its pathLenConstraint allows; self-issued certificates are not counted. A "
            "constraint where it has no business is a warning.",
    .why = "A CA that was allowed to issue server certificates only must not create further CAs, so clients refuse what those issue.",
    .fix = "Take the certificate from a CA that may issue it directly, or have the CA named certified again with a larger "
           "pathLenConstraint.",
    .citation = "RFC 5280 6.1.4 (l) and (m), 4.2.1.9",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
