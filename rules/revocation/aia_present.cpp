#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

bool names_one(const certlib::Certificate& certificate) {
    const auto& access = certificate.decoded().authority_info_access;
    // One that cannot be decoded is load.malformed-extension's.
    if (!access) return certificate.find_extension(certlib::oids::authority_info_access) != nullptr;
    return std::any_of(access->begin(), access->end(),
                       [](const certlib::AccessDescription& one) { return one.method == certlib::oids::ca_issuers; });
}

Findings check(const Context& context) {
    return judge_presence(context, names_one,
                          {.none_needed = "the chain is its own root, which has no issuer",
                           .all_do = "every certificate but the root names where its issuer's certificate is",
                           .missing = "no issuer location"});
}

}  // namespace

extern const Rule revocation_aia_present_rule;
constinit const Rule revocation_aia_present_rule = define({
    .id = "revocation.aia-present",
    .title = "no location of the issuer's certificate",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::warning,
    .what = "Every certificate but the root says where its issuer's certificate can be had (authority information access, "
            "caIssuers). For a provisioning certificate used with RPS, MeshCentral or rpc-go alone, which fetch nothing, it is "
            "information.",
    .why = "Windows fetches an issuer it does not have from there. Without the location a host that lacks an intermediate "
           "cannot build the chain.",
    .fix = "Ask whoever runs the CA to add the issuer's location to what it issues (AD CS: CA properties, Extensions, AIA), "
           "and have the certificate issued again; until then keep every intermediate in the file.",
    .citation = "RFC 5280 4.2.2.1; ConfigMgr 2007 with vPro troubleshooting guide, certification authority",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
