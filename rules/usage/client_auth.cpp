#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto& leaf = context.leaf();
    const auto& purposes = leaf.decoded().extended_key_usage;
    const auto has = [&](std::string_view purpose) {
        return purposes && std::any_of(purposes->begin(), purposes->end(), [&](const auto& one) { return one == purpose; });
    };
    const bool console = has(certlib::oids::amt_remote_console) || has(certlib::oids::amt_local_console);
    std::string found;
    if (purposes)
        for (const auto& purpose : *purposes) found += (found.empty() ? "" : ", ") + std::string(purpose.name());
    const auto evidence = "extendedKeyUsage has " + (found.empty() ? std::string("nothing") : found);
    if (has(certlib::oids::client_auth) && console) return {passed(evidence, 0)};
    return {failed(evidence + "; clientAuth and 2.16.840.1.113741.1.2.1 (network) or .1.2.2 (local) required", 0)};
}

}  // namespace

extern const Rule usage_client_auth_rule;
constinit const Rule usage_client_auth_rule = define({
    .id = "usage.client-auth",
    .title = "certificate is not for an AMT console",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::console_client),
    .severity = Severity::error,
    .what = "extendedKeyUsage has clientAuth together with the AMT console purpose, 2.16.840.1.113741.1.2.1 for the network or "
            "2.16.840.1.113741.1.2.2 for the local interface (second-hand).",
    .why = "With mutual TLS the PC checks the console's certificate for these purposes.",
    .fix = "Have the certificate issued with Client Authentication and 2.16.840.1.113741.1.2.1 in its enhanced key usage.",
    .citation = "MeshCentral amtmanager.js; MeshCommander index.html",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
