#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

using certlib::HashAlgorithm;
using certlib::SignatureScheme;

constexpr const char* unsettled =
    "device-management-toolkit/deployment#605 and rps#2698 leave open whether SHA-256 is refused or only deprecated";

Finding no_source(const std::string& found, std::size_t place) {
    return inconclusive(found + ": no source shows AMT accepting it", place);
}

Finding judge_sha1(const Context& context, SignatureScheme scheme, const std::string& found, std::size_t place) {
    if (context.firmware != nullptr && context.firmware->generation->sha1_refused)
        return in_brief(failed(fmt::format("{}, SHA-256 or SHA-384 required on AMT {}", found, context.firmware->label), place),
                        "SHA-1 signature");
    if (scheme == SignatureScheme::rsa_pss) return no_source(found, place);
    return failed_as(Severity::warning, found + "; AMT 15 (H) and 16 and later refuse it", place);
}

/// judge_sha2: without a release the guide's reader has no old firmware in mind, and SHA-256 and SHA-384 both count.
std::optional<Finding> judge_sha2(const Release& release, HashAlgorithm hash, const std::string& found, std::size_t place) {
    const auto& generation = *release.generation;
    const bool is_sha256 = hash == HashAlgorithm::sha256;
    const auto brief = is_sha256 ? "SHA-256" : "SHA-384";
    if (!(is_sha256 ? generation.sha256_known : generation.sha384_known)) {
        const auto* since = is_sha256 ? "SHA-256 is known to work from AMT 7 on" : "SHA-384 is known to work from AMT 18 on (second-hand)";
        return in_brief(inconclusive(fmt::format("{}: no source shows AMT {} accepting it; {}", found, release.label, since), place,
                                     "Try one device of this release first, or have these devices served by a chain of their own."),
                        brief);
    }
    if (is_sha256 && generation.sha384_asked)
        return in_brief(inconclusive(fmt::format("{}, SHA-384 asked for on AMT {}: {}", found, release.label, unsettled), place,
                                     "Have the chain issued with SHA-384 for these devices, or try one device first."),
                        brief);
    return std::nullopt;
}

/// judge_plain: what anybody can forge is refused; SHA-1, whose collisions help only who chooses what is signed, is noted.
std::optional<Finding> judge_plain(const certlib::SignatureAlgorithm& algorithm, std::size_t place) {
    const auto found = "signed with " + algorithm.to_string();
    switch (algorithm.hash) {
        case HashAlgorithm::md2:
        case HashAlgorithm::md4:
        case HashAlgorithm::md5: return failed(found + ", which anyone can forge", place);
        case HashAlgorithm::sha1: return failed_as(Severity::info, found + ", which profile webpki refuses", place);
        default: return std::nullopt;
    }
}

std::optional<Finding> judge(const Context& context, const certlib::SignatureAlgorithm& algorithm, std::size_t place) {
    const auto found = "signed with " + algorithm.to_string();
    switch (algorithm.hash) {
        case HashAlgorithm::md2:
        case HashAlgorithm::md4:
        case HashAlgorithm::md5: return failed(found + ", which anyone can forge", place);
        case HashAlgorithm::sha1: return judge_sha1(context, algorithm.scheme, found, place);
        case HashAlgorithm::sha256:
        case HashAlgorithm::sha384: break;
        case HashAlgorithm::sha224:
        case HashAlgorithm::sha512:
        case HashAlgorithm::sha3:
        case HashAlgorithm::other:
        case HashAlgorithm::none: return no_source(found, place);
    }
    if (algorithm.scheme == SignatureScheme::rsa_pss) return no_source(found, place);
    if (context.firmware != nullptr) return judge_sha2(*context.firmware, algorithm.hash, found, place);
    return std::nullopt;
}

Findings check(const Context& context) {
    if (context.firmware != nullptr && !context.firmware->generation->remote_configuration)
        return {skipped("AMT " + context.firmware->label + " has no remote configuration (--firmware)")};
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t place = 0; place < links.size(); ++place) {
        // The root's signature on itself is trust.root-usable's.
        const bool is_root = &links[place].certificate == context.root();
        if (is_root && (links[place].certificate.is_self_issued() || context.request != nullptr)) continue;
        const auto& algorithm = links[place].certificate.signature_algorithm();
        auto finding = context.request != nullptr ? judge_plain(algorithm, place) : judge(context, algorithm, place);
        if (finding) findings.push_back(std::move(*finding));
    }
    return or_passed(std::move(findings), "every signature below the root uses a hash that " +
                                             (context.request != nullptr ? "nobody can forge" : context.amt() + " takes"));
}

}  // namespace

extern const Rule link_signature_hash_rule;
constinit const Rule link_signature_hash_rule = define({
    .id = "link.signature-hash",
    .title = "signature uses a hash that is not accepted",
    .stages = stages(3),
    .component = Component::ca,
    .roles = Role::provisioning | Role::plain,
    .severity = Severity::error,
    .scope = Scope::per_firmware,
    .what = "The leaf and the intermediates are signed with SHA-256 or SHA-384. MD5 and older are errors; SHA-1 is one on AMT 15 (H) and "
            "16 and later, else a warning. RSASSA-PSS, SHA-512 and others are undecided, and so are SHA-256 before AMT 7 and from AMT "
            "22, and SHA-384 before AMT 18. The root's own signature is for trust.root-usable.",
    .why = "AMT 15 (H) and 16 and later refuse a chain in which any certificate is signed with SHA-1; it is the usual reason why a "
           "certificate stops working on new PCs.",
    .fix = "Have the certificate issued from a chain signed with SHA-256, without RSASSA-PSS (in AD CS: AlternateSignatureAlgorithm=0).",
    .citation = "Intel AMT SDK, root certificate hashes; Intel KB 000090051",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
