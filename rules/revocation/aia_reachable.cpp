#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    return judge_locations(context,
                           {.kind = chainwalk::LocationKind::aia, .one = "issuer location", .good = "the issuer's certificate"});
}

}  // namespace

extern const Rule revocation_aia_reachable_rule;
constinit const Rule revocation_aia_reachable_rule = define({
    .id = "revocation.aia-reachable",
    .title = "issuer location does not serve the issuer",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::error,
    .what = "What a certificate names as the place of its issuer's certificate serves one of the issuer's name whose key "
            "signed it, from one location at least; a cross-certificate counts, several in PKCS#7 are looked through. Another "
            "location that does not is a warning, and an error with --configmgr.",
    .why = "Windows fetches an issuer it does not have from there. The usual fault is a CA that was renewed with a new key, "
           "its certificate put under the old name: it no longer fits what the CA issued before.",
    .fix = "Ask whoever runs the CA to put the certificate that signed this one at the location named; after a renewal with a "
           "new key the old and the new one each need a name of their own.",
    .citation = "RFC 5280 4.2.2.1; ConfigMgr 2007 with vPro troubleshooting guide, certification authority",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
