#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

using chainwalk::RevocationStatus;

Findings check(const Context& context) {
    if (!context.site.expect_revoked) return {skipped("for after un-provisioning (--expect-revoked)")};
    if (context.chain.revocation == nullptr) return {inconclusive("revocation was not looked at (--revocation check)")};
    if (!context.chain.links.front().revocation) return {inconclusive("the certificate is its own root, which no CRL revokes")};
    const auto& status = *context.chain.links.front().revocation;
    switch (status.status) {
        case RevocationStatus::revoked:
            return {passed(
                fmt::format("revoked{}, reason {}, says the {}", status.date ? " on " + certlib::format_time(*status.date) : "",
                            certlib::to_string(status.reason), status.evidence),
                0)};
        case RevocationStatus::good:
            return {failed("not revoked, says the " + status.evidence, 0)};
        case RevocationStatus::undetermined:
            return {inconclusive(status.evidence, 0)};
    }
    return {inconclusive(status.evidence, 0)};
}

}  // namespace

extern const Rule revocation_expect_revoked_rule;
constinit const Rule revocation_expect_revoked_rule = define({
    .id = "revocation.expect-revoked",
    .title = "certificate is not revoked",
    .stages = stages(7),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::error,
    .what = "With --expect-revoked: the certificate stands in a valid CRL, or an authentic OCSP answer calls it revoked. "
            "Without a valid CRL the verdict is inconclusive.",
    .why = "Un-provisioning has the CA revoke the PC's web-server certificate. One that is left valid goes on being believed "
           "wherever its key has gone.",
    .fix = "Revoke the certificate at the CA (Certification Authority console, Issued Certificates, Revoke), have a new CRL "
           "published, and check that the account of the console may issue and manage certificates.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, un-provisioning",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
