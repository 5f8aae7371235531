#include <amtcert/rules/rule.h>

#include "support/revocation.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    return judge_locations(context, {.kind = chainwalk::LocationKind::crl, .one = "CRL location", .good = "a valid CRL"});
}

}  // namespace

extern const Rule revocation_crl_reachable_rule;
constinit const Rule revocation_crl_reachable_rule = define({
    .id = "revocation.crl-reachable",
    .title = "CRL location serves no valid CRL",
    .stages = stages(3),
    .component = Component::ca,
    .roles = all_roles,
    .severity = Severity::error,
    .what =
        "Every distribution point of every certificate but the root serves a CRL that is signed by the issuer, current and meant "
        "for that "
        "certificate, from one of its locations at least. Another one that does not is a warning, and an error with --configmgr; "
        "a delta CRL that the certificate or its CRL names "
        "and that is not served is a warning too. "
        "Where "
        "nobody answers at all the network is missing, and nothing is decided; nor is it about ldap:/// without --ldap-server.",
    .why = "A setup server or console that checks revocation and cannot get the CRL refuses the certificate, usually without "
           "saying that this is why, or waits until the firmware has given up.",
    .fix = "Ask whoever runs the CA to publish a current CRL at the location named, and make sure that the host of the console "
           "gets there (DNS, proxy, firewall). A stale one: have it issued again (AD CS: certutil -crl).",
    .citation = "RFC 5280 4.2.1.13 and 6.3; ConfigMgr 2007 with vPro troubleshooting guide, certification authority",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
