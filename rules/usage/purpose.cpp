#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/extended_key_usage.h"
#include "support/path.h"

namespace rules {
namespace {

using certlib::Certificate;
using certlib::KeyUsageBit;

std::string_view oid_of(Purpose purpose) {
    return purpose == Purpose::server_auth ? certlib::oids::server_auth : certlib::oids::client_auth;
}

/// RFC 5280 4.2.1.12: with the extension, a key is for what it lists. In a CA certificate software takes it for a limit on what
/// lies below, and CAs write it as one; a path that nobody else accepts is not accepted here.
void judge_purposes(Findings& findings, const Certificate& certificate, std::size_t place, Purpose purpose) {
    if (has_undecodable_purposes(certificate)) return findings.push_back(cannot_be_decoded("extendedKeyUsage", place));
    if (!certificate.decoded().extended_key_usage) return;
    if (asserts_purpose(certificate, oid_of(purpose)) || asserts_purpose(certificate, certlib::oids::any_extended_key_usage))
        return;
    findings.push_back(failed(fmt::format("extendedKeyUsage is {}, {} required", purposes_found(certificate),
                                          certlib::Oid(std::string(oid_of(purpose))).name()),
                              place));
}

/// RFC 5280 4.2.1.12: the purposes name the key usages that go with them, and at least one has to be there.
void judge_leaf_usage(Findings& findings, const Certificate& leaf, Purpose purpose) {
    const auto& usage = leaf.decoded().key_usage;
    if (undecodable(leaf, certlib::oids::key_usage, usage)) return findings.push_back(cannot_be_decoded("keyUsage", 0));
    // A CA certificate judged as a leaf signs certificates; and encipherOnly and decipherOnly speak of key agreement.
    if (!usage || leaf.is_ca()) return;
    for (const auto bit :
         {KeyUsageBit::digital_signature, KeyUsageBit::key_agreement, KeyUsageBit::encipher_only, KeyUsageBit::decipher_only})
        if (usage->has(bit)) return;
    const bool is_server = purpose == Purpose::server_auth;
    if (is_server && usage->has(KeyUsageBit::key_encipherment)) return;
    findings.push_back(failed(fmt::format("keyUsage is {}, digitalSignature{} or keyAgreement required", usage->to_string(),
                                          is_server ? ", keyEncipherment" : ""),
                              0));
}

Findings check(const Context& context) {
    if (context.request == nullptr || context.request->purpose == Purpose::any)
        return {skipped("no purpose was asked for (--purpose)")};
    const auto purpose = context.request->purpose;
    const auto& links = context.chain.links;
    // RFC 5280 6.1.1 (d) takes no purposes from an anchor. One that lists them was made for them all the same: fail closed.
    Findings findings;
    for (std::size_t i = 0; i < links.size(); ++i) judge_purposes(findings, links[i].certificate, i, purpose);
    judge_leaf_usage(findings, context.leaf(), purpose);
    return or_passed(std::move(findings), "the purpose asked for is within every extendedKeyUsage of the path");
}

}  // namespace

extern const Rule usage_purpose_rule;
constinit const Rule usage_purpose_rule = define({
    .id = "usage.purpose",
    .title = "certificate is for another purpose",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "Where the leaf or a CA certificate of the path has an extendedKeyUsage, it lists the purpose asked for with "
            "--purpose, or "
            "anyExtendedKeyUsage; and the leaf's keyUsage, when present, has a bit that goes with the purpose.",
    .why =
        "A certificate made for signing mail must not stand for a server, nor a CA certified for one purpose issue for another.",
    .fix = "Have the certificate issued from a template, and by a CA, for the purpose asked for.",
    .citation = "RFC 5280 4.2.1.3, 4.2.1.12",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
