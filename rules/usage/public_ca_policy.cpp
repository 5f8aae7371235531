#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "data/public_ca_limits.h"
#include "support/extended_key_usage.h"
#include "support/public_root.h"

namespace rules {
namespace {

bool asserts_more_than_server_auth(const certlib::Certificate& leaf) {
    const auto& purposes = leaf.decoded().extended_key_usage;
    return purposes && purposes->size() > (asserts_purpose(leaf, certlib::oids::server_auth) ? 1U : 0U);
}

Findings check(const Context& context) {
    const auto root = public_root(context);
    if (!root)
        return {skipped("the root is not one of the known public CAs (amtcert roots), or missing (--roots, --intermediates)")};
    const auto& leaf = context.leaf();
    const auto issuer = fmt::format("public root {} (told {})", root->root->name, root->how);

    Findings findings;
    if (context.site.at >= server_auth_only && asserts_more_than_server_auth(leaf))
        findings.push_back(
            failed(fmt::format("{}: extendedKeyUsage has {}; public CAs may issue serverAuth alone since {} (second-hand)",
                               issuer, purposes_found(leaf), certlib::format_date(server_auth_only)),
                   0));
    const auto units = leaf.subject().values(certlib::oids::organizational_unit);
    if (!units.empty() && leaf.not_before() >= organizational_unit_ends)
        findings.push_back(
            failed(fmt::format("{}: OU \"{}\" with notBefore {}; public CAs may issue no OU since {} (observed)", issuer,
                               certlib::escape_unprintable(units.front()), certlib::format_date(leaf.not_before()),
                               certlib::format_date(organizational_unit_ends)),
                   0));
    return or_passed(std::move(findings), fmt::format("{}: nothing in it that public CAs may not issue at {}", issuer,
                                                      certlib::format_date(context.site.at)));
}

}  // namespace

extern const Rule usage_public_ca_policy_rule;
constinit const Rule usage_public_ca_policy_rule = define({
    .id = "usage.public-ca-policy",
    .title = "a public CA cannot issue this again",
    .stages = stages(1),
    .component = Component::ca,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .what =
        "Under a public root, known by its hash or its name, the leaf is one that public CAs may still issue: from 2027-03-15 "
        "an extendedKeyUsage of serverAuth alone (Chrome Root Program policy 1.8), and no OU from 2022-09-01 (CA/Browser Forum "
        "ballot SC047). A private CA is bound by neither.",
    .why = "The certificate at hand goes on working. Its renewal may come without the Intel OID, and then AMT refuses it.",
    .fix =
        "Before buying or renewing, have the CA confirm in writing that the certificate will hold 2.16.840.1.113741.1.2.3 "
        "beside serverAuth, and from which root. Otherwise plan for a private CA whose root hash is entered on the devices.",
    .citation = "Chrome Root Program policy 1.8; CA/Browser Forum ballot SC047",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
