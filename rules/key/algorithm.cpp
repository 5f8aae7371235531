#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t place = 0; place < links.size(); ++place) {
        const auto& key = links[place].certificate.public_key();
        if (key.algorithm == certlib::KeyAlgorithm::rsa) continue;
        // A self-signed leaf is a root too, but it is the leaf's key that the server signs with.
        const bool is_root_only = place > 0 && &links[place].certificate == context.root();
        findings.push_back(failed_as(is_root_only ? Severity::warning : Severity::error, key.to_string() + ", RSA required", place));
    }
    return or_passed(std::move(findings), "every key of the chain is RSA");
}

}  // namespace

extern const Rule key_algorithm_rule;
constinit const Rule key_algorithm_rule = define({
    .id = "key.algorithm",
    .title = "key is not RSA",
    .stages = stages(3),
    .component = Component::ca,
    .roles = Role::provisioning | Role::web_server,
    .severity = Severity::error,
    .what = "Every certificate of the chain has an RSA key, and not one for RSASSA-PSS only. A root above the leaf with another key is a "
            "warning, since firmware lists hold some.",
    .why = "No source shows a provisioning certificate with an elliptic curve key working: the firmware's setup signature knows RSA "
           "only, and RPS asks for an RSA key.",
    .fix = "Make a new request with an RSA key of 2048 bits, and have the certificate issued from an RSA chain.",
    .citation = "Intel LMS headers, IPS_HostBasedSetupService; RPS domain.ts",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
