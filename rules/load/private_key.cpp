#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/store_facts.h"

namespace rules {
namespace {

/// not_in_this_file is the answer where the source is an export of a Windows store in which the certificate has a key.
Findings not_in_this_file(const Context& context, const certlib::KeyProvider& provider) {
    const auto where = describe_key_provider(provider);
    if (!context.site.require_key) return {skipped(where + "; --require-key asks for one in it")};
    return {
        failed("0 private keys, exactly one required: " + where, {},
               "Export the certificate again from the machine the export came from, as PFX with its private key. If Windows "
               "does not offer that, the key may not leave the machine: have the certificate issued anew with one that may.")};
}

/// in_the_store is the answer where the source is a certificate of a living Windows store.
Findings in_the_store(const certlib::StoreFacts* facts) {
    if (facts == nullptr || !facts->key_provider)
        return {failed("no private key belongs to it in the store, exactly one required", {},
                       "Import the PFX with the private key, or, when the request was made on this machine, complete it there "
                       "(certreq -accept).")};
    const auto where = describe_key_provider(*facts->key_provider);
    if (facts->key_provider->access == certlib::KeyAccess::reachable) return {passed("one " + where)};
    return {
        inconclusive(where, {},
                     "Run amtcert as the account the setup server runs as, or as administrator. If the key is not there for that "
                     "account either, import the PFX again.")};
}

Findings check(const Context& context) {
    const auto count = context.bundle.private_keys.size();
    const auto* const facts = certlib::store_facts_of(context.bundle, context.leaf());
    if (context.bundle.format == certlib::Format::windows_store) return in_the_store(facts);
    if (count == 0 && facts != nullptr && facts->key_provider) return not_in_this_file(context, *facts->key_provider);
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
    .what = "A PFX carries exactly one private key. Other files need none unless --require-key is given; of an export "
            "of a Windows store it is said when a key belongs to the certificate there, which is no key in the file. In a living "
            "store the key is opened, without a question to anybody, and not used. Whether the key is the certificate's is for "
            "load.key-match.",
    .why = "The setup server proves itself with the private key; MeshCentral and RPS refuse a file that holds none, or several.",
    .fix = "Export the certificate again together with its private key (Windows: \"Yes, export the private key\"), and only that "
           "one. If the key is lost, have the certificate issued anew from a new request.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, stage 1; MeshCentral certoperations.js; RPS domain.ts",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
