#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/amt_marker.h"
#include "support/extended_key_usage.h"
#include "support/path.h"

namespace rules {
namespace {

// Intel AMT SDK, PKI certificate verification methods, item 1: "The certificate is an SSL Server Certificate".
Findings check(const Context& context) {
    const auto& leaf = context.leaf();
    if (asserts_purpose(leaf, certlib::oids::server_auth)) return {passed("extendedKeyUsage has serverAuth", 0)};
    if (has_undecodable_purposes(leaf)) return {cannot_be_decoded("extendedKeyUsage", 0)};
    if (leaf.decoded().extended_key_usage) {
        const bool only_any = asserts_purpose(leaf, certlib::oids::any_extended_key_usage);
        return {failed(fmt::format("extendedKeyUsage has {}; serverAuth required{}", purposes_found(leaf),
                                   only_any ? ", which anyExtendedKeyUsage does not stand for" : ""),
                       0)};
    }
    // Whether a certificate marked by its OU may do without the extension is left open by the SDK's wording.
    if (context.role == Role::provisioning && marker_unit(leaf))
        return {failed_as(Severity::warning, "no extendedKeyUsage, only the OU marker; serverAuth expected", 0)};
    return {failed("no extendedKeyUsage; serverAuth required", 0)};
}

}  // namespace

extern const Rule usage_server_auth_rule;
constinit const Rule usage_server_auth_rule = define({
    .id = "usage.server-auth",
    .title = "certificate is not for server authentication",
    .stages = stages(3),
    .component = Component::server,
    .roles = Role::provisioning | Role::web_server,
    .severity = Severity::error,
    .what =
        "The extendedKeyUsage of the leaf has serverAuth (1.3.6.1.5.5.7.3.1). anyExtendedKeyUsage does not count. A "
        "provisioning certificate without the extension that is marked by its OU is a warning: the wording of the SDK is "
        "ambiguous there.",
    .why = "AMT takes only a TLS server certificate for provisioning, whichever way it is marked as Intel's, and a browser or "
           "console accepts only one for the web interface.",
    .fix = "Have the certificate issued with the enhanced key usage Server Authentication (1.3.6.1.5.5.7.3.1), for "
           "provisioning together with 2.16.840.1.113741.1.2.3. In AD CS that is the Extensions tab of the template.",
    .citation = "Intel AMT SDK, PKI certificate verification methods; Microsoft ConfigMgr, PKI certificate requirements",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
