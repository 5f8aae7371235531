#include <amtcert/rules/rule.h>

#include "support/extended_key_usage.h"
#include "support/path.h"

namespace rules {
namespace {

Findings check(const Context& context) {
    if (context.request == nullptr || context.request->profile != Profile::webpki)
        return {skipped("not asked for (--profile webpki)")};
    if (context.request->purpose == Purpose::client_auth)
        return {skipped("asked as a client, for which the requirements do not speak")};
    const auto& leaf = context.leaf();
    if (has_undecodable_purposes(leaf)) return {cannot_be_decoded("extendedKeyUsage", 0)};
    Findings findings;
    // Baseline Requirements 7.1.2.7.8
    if (leaf.is_ca()) findings.push_back(failed("basicConstraints has cA true, a server certificate must not be a CA", 0));
    // Baseline Requirements 7.1.2.7.10
    const auto* extension = leaf.find_extension(certlib::oids::extended_key_usage);
    if (extension == nullptr) {
        findings.push_back(failed("extendedKeyUsage is absent, serverAuth required", 0));
        return findings;
    }
    if (extension->critical) findings.push_back(failed("extendedKeyUsage is critical, not critical required", 0));
    if (!asserts_purpose(leaf, certlib::oids::server_auth))
        findings.push_back(failed("extendedKeyUsage is " + purposes_found(leaf) + ", serverAuth required", 0));
    if (asserts_purpose(leaf, certlib::oids::any_extended_key_usage))
        findings.push_back(failed("extendedKeyUsage has anyExtendedKeyUsage, which is not allowed", 0));
    return or_passed(std::move(findings), "the leaf is no CA and for serverAuth");
}

}  // namespace

extern const Rule webpki_subscriber_usage_rule;
constinit const Rule webpki_subscriber_usage_rule = define({
    .id = "webpki.subscriber-usage",
    .title = "server certificate is for more or other than the web allows",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "A server certificate is not a CA; its extendedKeyUsage is there, not critical, lists serverAuth and not "
            "anyExtendedKeyUsage.",
    .why = "A browser's root programme lets no CA issue otherwise.",
    .fix = "Have the certificate issued by the CA's template for servers.",
    .citation = "CA/Browser Forum Baseline Requirements 7.1.2.7.8, 7.1.2.7.10",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
