#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

bool names_one(const certlib::Certificate& certificate) {
    const auto& points = certificate.decoded().crl_distribution_points;
    // One that cannot be decoded is load.malformed-extension's.
    return points ? !points->empty() : certificate.find_extension(certlib::oids::crl_distribution_points) != nullptr;
}

Findings check(const Context& context) {
    return judge_presence(context, names_one,
                          {.none_needed = "the chain is its own root, which is not revoked by a CRL",
                           .all_do = "every certificate but the root names a CRL location",
                           .missing = "no CRL location"});
}

}  // namespace

extern const Rule revocation_cdp_present_rule;
constinit const Rule revocation_cdp_present_rule = define({
    .id = "revocation.cdp-present",
    .title = "no CRL location",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::warning,
    .what = "Every certificate but the root has a CRL distribution point; one on the root is ignored. For a provisioning "
            "certificate used with RPS, MeshCentral or rpc-go alone, which look at no CRL, it is information.",
    .why = "Windows looks for the CRL of every certificate of the chain while it builds it, and ConfigMgr refuses what it "
           "cannot look up. Without a location nobody can tell later on that a certificate was revoked.",
    .fix = "Ask whoever runs the CA to add a CRL distribution point to what it issues (AD CS: CA properties, Extensions, CDP), "
           "and have the certificate issued again.",
    .citation = "RFC 5280 4.2.1.13; ConfigMgr 2007 with vPro troubleshooting guide, certification authority",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
