#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

/// kinds names the algorithm of each key; of the keys themselves nothing is shown.
std::string kinds(const std::vector<certlib::PrivateKey>& keys) {
    std::string text;
    for (const auto& key : keys) text += fmt::format("{}{}", text.empty() ? "" : ", ", certlib::to_string(key.algorithm));
    return text;
}

Findings check(const Context& context) {
    const auto& keys = context.bundle.private_keys;
    if (const auto* const facts = certlib::store_facts_of(context.bundle, context.leaf());
        keys.empty() && facts != nullptr && facts->key_provider && facts->key_provider->access)
        return {skipped("the store's provider does not show the public half of the key")};
    if (keys.empty()) return {skipped("the source holds no private key; --require-key asks for one")};
    if (certlib::holds_key_of(context.bundle, context.leaf())) return {passed("the private key is the certificate's", 0)};
    // One locked key is enough to leave it open: it may be the certificate's.
    const bool locked = std::any_of(keys.begin(), keys.end(), [](const auto& key) { return key.locked; });
    if (locked)
        return {inconclusive("the private key is encrypted and no password was given (--password-file)", {},
                             "Give the password with --password-file, --password-env or --password-fd.")};
    const auto which = keys.size() == 1 ? std::string("the private key") : fmt::format("none of the {} private keys", keys.size());
    return {failed(fmt::format("{} ({}) {} to the certificate's public key ({})", which, kinds(keys),
                               keys.size() == 1 ? "does not belong" : "belongs", context.leaf().public_key().to_string()),
                   0)};
}

}  // namespace

extern const Rule load_key_match_rule;
constinit const Rule load_key_match_rule = define({
    .id = "load.key-match",
    .title = "private key belongs to another certificate",
    .stages = stages(1),
    .component = Component::server,
    .roles = Role::provisioning | Role::web_server,
    .severity = Severity::error,
    .what = "The private key in the source is the one the certificate was issued for: its public half equals the certificate's key.",
    .why = "With a foreign key the TLS handshake with the PC fails, and consoles refuse the file (\"key values mismatch\").",
    .fix = "Put the certificate together with the key its request was made with. If that key is gone, make a new request and have "
           "the certificate issued again.",
    .citation = "RFC 5246 7.4.8; RPS domain.ts",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
