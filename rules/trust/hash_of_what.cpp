#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/device_lists.h"
#include "support/lookalike_hash.h"

namespace rules {
namespace {

using certlib::Bytes;
using certlib::Certificate;

std::vector<Bytes> entries_of(const Site& site) {
    auto entries = site.trusted_hashes;
    for (const auto& list : site.device_lists)
        for (const auto& entry : list.hashes) entries.push_back(entry.hash);
    return entries;
}

/// what_is_hashed finds the certificate of the source or the chain whose hash this entry is, in whichever wrong way.
std::optional<Finding> what_is_hashed(const Context& context, const Certificate& root, const Bytes& entry) {
    const auto& links = context.chain.links;
    for (std::size_t place = 0; place + 1 < links.size(); ++place)
        if (is_hash_of(links[place].certificate, entry))
            return failed(fmt::format("{} is the hash of {}, not of the root", certlib::to_hex(entry),
                                      place == 0 ? "the leaf" : "an intermediate CA"),
                          place);
    for (const auto& other : context.bundle.certificates)
        if (!(other == root) && is_hash_of(other, entry))
            return failed(fmt::format("{} is the hash of another certificate of the source, {} issued by {}, not of the root",
                                      certlib::to_hex(entry), other.subject().to_string(), other.issuer().to_string()));
    for (std::size_t place = 0; place < links.size(); ++place)
        if (const auto mistake = lookalike_of(links[place].certificate, entry))
            return failed(fmt::format("{} is {}, not the hash of the root's DER", certlib::to_hex(entry), *mistake), place);
    return std::nullopt;
}

Findings check(const Context& context) {
    const auto* root = context.root();
    if (root == nullptr) return {skipped("the chain reaches no root; give what is missing with --intermediates or --roots")};
    const auto entries = entries_of(context.site);
    if (entries.empty()) return {skipped("no hash was given (--trusted-hash, --trusted-hashes)")};
    if (std::any_of(entries.begin(), entries.end(), [&](const Bytes& entry) { return is_hash_of(*root, entry); }))
        return {passed("an entry is the hash of the root", context.chain.links.size() - 1)};
    const auto fix = fmt::format("Enter the root's SHA-256 hash {} instead: of the root certificate, in DER.",
                                 certlib::to_hex(root->sha256_fingerprint()));
    Findings findings;
    for (const auto& entry : entries)
        if (auto finding = what_is_hashed(context, *root, entry)) {
            finding->fix = fix;
            findings.push_back(std::move(*finding));
        }
    return or_passed(std::move(findings), "no entry is a hash of anything else in the chain");
}

}  // namespace

extern const Rule trust_hash_of_what_rule;
constinit const Rule trust_hash_of_what_rule = define({
    .id = "trust.hash-of-what",
    .title = "hash entered is of something else than the root",
    .stages = stages(3),
    .component = Component::client,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .what =
        "Where no hash given (--trusted-hash, --trusted-hashes) is the root's, none is that of the leaf, of an intermediate or a "
        "cross-certificate, of a public key, of the PEM text, or the root's with its octets turned round.",
    .why = "AMT compares the hash of the root certificate's DER. Tools show many hashes, and the wrong one looks like the right "
           "one.",
    .fix = "Enter the SHA-256 hash of the root certificate: openssl x509 -in ROOT.pem -outform DER | openssl dgst -sha256.",
    .citation = "Intel AMT SDK, root certificate hashes; Ylianst/MeshCentral#934; device-management-toolkit/rps#1102",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
