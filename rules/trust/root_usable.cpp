#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/root_usable.h"

namespace rules {
namespace {

bool is_undecodable(const certlib::Certificate& root) {
    return root.signature_algorithm().hash == certlib::HashAlgorithm::other || !root.public_key().decodable;
}

Findings check(const Context& context) {
    const auto* root = context.root();
    if (root == nullptr) return {skipped("the chain reaches no root; give what is missing with --intermediates or --roots")};
    if (!root->is_self_issued())
        return {skipped("the chain ends in an anchor that is not self-signed; give its root with --roots")};

    const auto place = context.chain.links.size() - 1;
    const auto found = fmt::format("root {}: {}, {}", root->subject().to_string(), root->public_key().to_string(),
                                   root->signature_algorithm().to_string());
    const auto refused = why_refused_from_15h(*root);
    if (context.firmware == nullptr) {
        if (refused) return {passed(fmt::format("{}; AMT 15 (H) and 16 on cannot use it: {}", found, *refused), place)};
        return {passed(found, place)};
    }
    // Intel AMT SDK, root certificate hashes: from ME 15.0 (H platforms) and 16.0 (all) SHA-1 roots and RSA below 2048 are
    // unsupported for provisioning, and no certificate of the chain may be SHA-1 based, the root included.
    if (!context.firmware->generation->sha1_refused) return {passed(found, place)};
    if (refused)
        return {in_brief(failed(fmt::format("root {}: {}", root->subject().to_string(), *refused), place),
                         is_sha1_or_older(root->signature_algorithm().hash) ? "SHA-1 root" : "RSA root below 2048")};
    if (is_undecodable(*root)) return {inconclusive(found + ": not known whether " + context.amt() + " can use it", place)};
    return {passed(found, place)};
}

}  // namespace

extern const Rule trust_root_usable_rule;
constinit const Rule trust_root_usable_rule = define({
    .id = "trust.root-usable",
    .title = "root cannot be used by the firmware",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .scope = Scope::per_firmware,
    .what = "The root certificate is one that the release can use, listed or not: from AMT 15 on H platforms, and 16 on all, "
            "its self-signature is not SHA-1 or older and its RSA key has at least 2048 bits. Earlier releases take any.",
    .why = "Several roots that are still in the firmware's list are self-signed with SHA-1 (Go Daddy Class 2, Comodo AAA, "
           "VeriSign G5, DigiCert Global Root CA). The hash matches, and AMT refuses the chain all the same.",
    .fix = "Ask the CA for a chain that ends in a root signed with SHA-256 that your devices hold, for instance Go Daddy G2 "
           "instead of Go Daddy Class 2, or DigiCert Global Root G2 instead of DigiCert Global Root CA.",
    .citation = "Intel AMT SDK, root certificate hashes; Intel KB 000090051; device-management-toolkit/rpc-go#413",
    .grade = Grade::stated,
    .releases = "15 (H), 16 and later",
    .check = check,
});

}  // namespace rules
