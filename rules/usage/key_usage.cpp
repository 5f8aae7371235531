#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

using certlib::KeyUsageBit;

// RFC 5280 4.2.1.3: absent means that the key is not restricted.
Findings check(const Context& context) {
    const auto& leaf = context.leaf();
    const auto& usage = leaf.decoded().key_usage;
    if (undecodable(leaf, certlib::oids::key_usage, usage)) return {cannot_be_decoded("keyUsage", 0)};
    if (!usage) return {passed("no keyUsage, which allows every use", 0)};

    const auto found = fmt::format("keyUsage is {}", usage->bits == 0 ? "empty" : usage->to_string());
    const bool signs = usage->has(KeyUsageBit::digital_signature);
    if (context.role != Role::web_server)
        return {signs ? passed(found, 0) : failed(found + "; digitalSignature required, the key signs as a TLS client", 0)};

    // A TLS server signs, or decrypts the key that the client sends (RFC 5246 7.4.2): with neither it can do no handshake.
    const bool is_rsa = leaf.public_key().algorithm == certlib::KeyAlgorithm::rsa;
    const bool decrypts = is_rsa && usage->has(KeyUsageBit::key_encipherment);
    if (!signs && !decrypts) return {failed(found + "; digitalSignature required", 0)};
    if (!signs) return {failed_as(Severity::warning, found + "; digitalSignature wanted by TLS with ephemeral keys", 0)};
    if (is_rsa && !decrypts)
        return {failed_as(Severity::warning, found + "; keyEncipherment wanted by RSA key exchange of older releases", 0)};
    return {passed(found, 0)};
}

}  // namespace

extern const Rule usage_key_usage_rule;
constinit const Rule usage_key_usage_rule = define({
    .id = "usage.key-usage",
    .title = "key usage does not fit",
    .stages = stages(3),
    .component = Component::server,
    .roles = Role::provisioning | Role::web_server | Role::console_client,
    .severity = Severity::error,
    .what = "The leaf's keyUsage, when present, has digitalSignature. A web-server certificate is also expected to have "
            "keyEncipherment with an RSA key; one of the two missing there is a warning, both an error.",
    .why =
        "The setup server and a console prove who they are by a signature of this key: with a keyUsage that forbids it the TLS "
        "handshake fails. RSA key exchange, all that older AMT releases offer, needs keyEncipherment at the web server.",
    .fix = "Have the certificate issued with Digital Signature in its key usage, for a web server with Key Encipherment too.",
    .citation = "RFC 5280 4.2.1.3; RFC 5246 7.4.2, 7.4.8",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
