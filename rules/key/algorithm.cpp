#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t place = 0; place < links.size(); ++place) {
        const auto& key = links[place].certificate.public_key();
        if (key.algorithm == certlib::KeyAlgorithm::rsa) continue;
        const bool is_root = &links[place].certificate == context.root();
        findings.push_back(failed_as(is_root ? Severity::warning : Severity::error, key.to_string() + ", RSA required", place));
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
    .what = "Every certificate of the chain has an RSA key. A root with another key is a warning, since firmware lists hold some.",
    .why = "No source shows a provisioning certificate with an elliptic curve key working: the firmware's setup signature knows RSA "
           "only, and RPS asks for an RSA key.",
    .fix = "Make a new request with an RSA key of 2048 bits, and have the certificate issued from an RSA chain.",
    .citation = "Intel LMS headers, IPS_HostBasedSetupService; RPS domain.ts",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
