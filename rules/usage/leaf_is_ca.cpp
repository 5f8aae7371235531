#include <amtcert/rules/rule.h>

namespace rules {
namespace {

// RFC 5280 4.2.1.9: the cA boolean says whether the certified public key may be used to verify certificate signatures.
Findings check(const Context& context) {
    if (context.leaf().is_ca()) return {failed("basicConstraints: cA is true, false required", 0)};
    return {passed("basicConstraints: cA is not set", 0)};
}

}  // namespace

extern const Rule usage_leaf_is_ca_rule;
constinit const Rule usage_leaf_is_ca_rule = define({
    .id = "usage.leaf-is-ca",
    .title = "leaf is a CA certificate",
    .stages = stages(3),
    .component = Component::server,
    .roles = Role::provisioning | Role::web_server | Role::console_client,
    .severity = Severity::error,
    .what = "The certificate is not marked as a certification authority.",
    .why = "A CA certificate used as a server's own hands out more trust than a server needs, and consoles refuse it.",
    .fix = "Have the CA issue an end-entity certificate (basicConstraints absent, or cA false) and use that one.",
    .citation = "RFC 5280 4.2.1.9",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
