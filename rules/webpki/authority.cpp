#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

/// Baseline Requirements 7.1.2.11.1: nothing but a keyIdentifier.
void judge_authority(Findings& findings, const certlib::Certificate& certificate, std::size_t place) {
    const auto& authority = certificate.decoded().authority_key_identifier;
    if (!authority) return;
    if (!authority->key_identifier) findings.push_back(failed("authorityKeyIdentifier has no keyIdentifier", place));
    if (!authority->issuer.empty())
        findings.push_back(failed("authorityKeyIdentifier has authorityCertIssuer, which is not allowed", place));
    if (authority->serial)
        findings.push_back(failed("authorityKeyIdentifier has authorityCertSerialNumber, which is not allowed", place));
}

/// Baseline Requirements 7.1.2.1
void judge_root(Findings& findings, const certlib::Certificate& root, std::size_t place) {
    const auto& authority = root.decoded().authority_key_identifier;
    const auto& subject = root.decoded().subject_key_identifier;
    if (authority && authority->key_identifier && subject && *authority->key_identifier != *subject)
        findings.push_back(failed("authorityKeyIdentifier of a root is not its subjectKeyIdentifier", place));
    if (root.find_extension(certlib::oids::extended_key_usage) != nullptr)
        findings.push_back(failed("extendedKeyUsage in a root certificate, where it is not allowed", place));
}

Findings check(const Context& context) {
    if (context.request == nullptr || context.request->profile != Profile::webpki)
        return {skipped("not asked for (--profile webpki)")};
    Findings findings;
    const auto path = profiled_path(context);
    for (std::size_t i = 0; i < path.size(); ++i) judge_authority(findings, path[i], i);
    const auto* root = context.root();
    if (root != nullptr && root->is_self_issued() && path.size() > 1) judge_root(findings, *root, path.size() - 1);
    return or_passed(std::move(findings), "key identifiers and the root are as the requirements want them");
}

}  // namespace

extern const Rule webpki_authority_rule;
constinit const Rule webpki_authority_rule = define({
    .id = "webpki.authority",
    .title = "CA certificate breaks the rules of the web",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "An authorityKeyIdentifier holds a keyIdentifier and nothing else; in a root it is the root's own; and a root has no "
            "extendedKeyUsage.",
    .why = "A browser's root programme takes no CA whose certificates are made otherwise.",
    .fix = "Show the CA the certificate named; its profile has to change.",
    .citation = "CA/Browser Forum Baseline Requirements 7.1.2.1, 7.1.2.11.1",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
