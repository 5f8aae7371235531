#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto count = context.bundle.private_keys.size();
    if (context.bundle.format != certlib::Format::pkcs12 && count == 0 && !context.site.require_key)
        return {skipped("the source holds no private key; --require-key asks for one")};
    if (count != 1) return {failed(fmt::format("{} private keys, exactly one required", count))};
    if (!context.bundle.private_keys.front().locked) return {passed("one private key")};
    if (context.site.require_key)
        return {inconclusive("the private key is encrypted and no password was given (--password-file)", {},
                             "Give the password with --password-file, --password-env or --password-fd.")};
    return {passed("one private key, encrypted: it was not opened (--password-file)")};
}

}  // namespace

extern const Rule load_private_key_rule;
constinit const Rule load_private_key_rule = define({
    .id = "load.private-key",
    .title = "private key is missing, or is not the only one",
    .stages = stages(1),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .what = "A PFX carries exactly one private key. Other files need none unless --require-key is given. Whether the key is the "
            "certificate's is for load.key-match.",
    .why = "The setup server proves itself with the private key; MeshCentral and RPS refuse a file that holds none, or several.",
    .fix = "Export the certificate again together with its private key (Windows: \"Yes, export the private key\"), and only that one. "
           "If the key is lost, have the certificate issued anew from a new request.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, stage 1; MeshCentral certoperations.js; RPS domain.ts",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
