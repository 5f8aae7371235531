#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/amt_marker.h"
#include "support/extended_key_usage.h"
#include "support/path.h"

namespace rules {
namespace {

bool allows_provisioning(const certlib::Certificate& authority) {
    return asserts_purpose(authority, certlib::oids::amt_provisioning) ||
           asserts_purpose(authority, certlib::oids::any_extended_key_usage);
}

Findings check(const Context& context) {
    if (!has_marker_oid(context.leaf()))
        return {
            skipped("the leaf does not have the AMT OID, so there is nothing for a CA to leave out; usage.amt-marker judges it "
                    "(--role)")};
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t place = 1; place < links.size(); ++place) {
        const auto& authority = links[place].certificate;
        // Windows takes a root's purposes from its store, not from the certificate.
        if (&authority == context.root()) continue;
        if (has_undecodable_purposes(authority)) {
            findings.push_back(cannot_be_decoded("extendedKeyUsage", place));
        } else if (authority.decoded().extended_key_usage && !allows_provisioning(authority)) {
            findings.push_back(failed(fmt::format("extendedKeyUsage of the CA has {}, without {}", purposes_found(authority),
                                                  certlib::oids::amt_provisioning),
                                      place));
        }
    }
    return or_passed(std::move(findings), "no CA's extendedKeyUsage leaves out the AMT OID");
}

}  // namespace

extern const Rule usage_issuer_eku_rule;
constinit const Rule usage_issuer_eku_rule = define({
    .id = "usage.issuer-eku",
    .title = "issuing CA is not for AMT provisioning",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .what = "An issuing CA has no extendedKeyUsage, or one with 2.16.840.1.113741.1.2.3 or anyExtendedKeyUsage.",
    .why = "Windows allows a certificate only the purposes that each CA above it allows too. Consoles that check with Windows "
           "then no "
           "longer see the AMT OID of the leaf. AMT itself is not known to do so.",
    .fix = "Ask the CA for a certificate from an issuing CA without extendedKeyUsage, or have your own CA's certificate renewed "
           "with the "
           "OID among its application policies.",
    .citation = "Microsoft, CertGetEnhancedKeyUsage and chain policy; Chrome Root Program policy 1.8",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
