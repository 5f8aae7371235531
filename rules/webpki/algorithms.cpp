#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/path.h"

namespace rules {
namespace {

using certlib::HashAlgorithm;
using certlib::KeyAlgorithm;
using certlib::SignatureScheme;

/// curve_hash is the hash that goes with a curve the requirements allow, or none.
HashAlgorithm curve_hash(const certlib::Oid& curve) {
    if (curve == "1.2.840.10045.3.1.7") return HashAlgorithm::sha256;
    if (curve == "1.3.132.0.34") return HashAlgorithm::sha384;
    if (curve == "1.3.132.0.35") return HashAlgorithm::sha512;
    return HashAlgorithm::none;
}

// Baseline Requirements 6.1.5 and 6.1.6
std::optional<std::string> key_fault(const certlib::PublicKey& key) {
    if (key.algorithm == KeyAlgorithm::ec)
        return curve_hash(key.curve) == HashAlgorithm::none ? std::optional(key.to_string() + ", P-256, P-384 or P-521 required")
                                                            : std::nullopt;
    if (key.algorithm != KeyAlgorithm::rsa) return key.to_string() + " key, RSA or EC required";
    if (key.bits < 2048) return fmt::format("RSA {} bits, 2048 required", key.bits);
    if (key.bits % 8 != 0) return fmt::format("RSA {} bits, a multiple of 8 required", key.bits);
    return std::nullopt;
}

// Baseline Requirements 7.1.3.2
std::optional<std::string> signature_fault(const certlib::SignatureAlgorithm& algorithm, const certlib::PublicKey* signer) {
    const bool hash_is_allowed = algorithm.hash == HashAlgorithm::sha256 || algorithm.hash == HashAlgorithm::sha384 ||
                                 algorithm.hash == HashAlgorithm::sha512;
    const bool is_rsa = algorithm.scheme == SignatureScheme::rsa_pkcs1 || algorithm.scheme == SignatureScheme::rsa_pss;
    if (!hash_is_allowed || (!is_rsa && algorithm.scheme != SignatureScheme::ecdsa))
        return "signed with " + algorithm.to_string() + ", RSA or ECDSA with SHA-256, SHA-384 or SHA-512 required";
    if (!is_rsa && signer != nullptr && curve_hash(signer->curve) != algorithm.hash)
        return fmt::format("signed with {} by a key on {}, {} required", algorithm.to_string(), signer->to_string(),
                           certlib::to_string(curve_hash(signer->curve)));
    return std::nullopt;
}

Findings check(const Context& context) {
    if (context.request == nullptr || context.request->profile != Profile::webpki)
        return {skipped("not asked for (--profile webpki)")};
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        if (auto fault = key_fault(links[i].certificate.public_key())) findings.push_back(failed(std::move(*fault), i));
        // The root's signature on itself is believed by nobody.
        if (&links[i].certificate == context.root()) continue;
        const auto* signer = i + 1 < links.size() ? &links[i + 1].certificate.public_key() : nullptr;
        if (auto fault = signature_fault(links[i].certificate.signature_algorithm(), signer))
            findings.push_back(failed(std::move(*fault), i));
    }
    return or_passed(std::move(findings), "every key and signature is of an allowed kind");
}

}  // namespace

extern const Rule webpki_algorithms_rule;
constinit const Rule webpki_algorithms_rule = define({
    .id = "webpki.algorithms",
    .title = "key or signature is not allowed on the web",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::plain),
    .severity = Severity::error,
    .what = "Every key of the path, the root's included, is RSA of at least 2048 bits and a multiple of 8, or EC on P-256, P-384 "
            "or P-521; "
            "every signature below the root is RSA or ECDSA with SHA-256, SHA-384 or SHA-512, ECDSA with the hash of its curve.",
    .why = "Browsers refuse other keys and signatures, SHA-1 first of all.",
    .fix = "Make a key of an allowed kind and have the certificate issued by a CA whose own keys and signatures are.",
    .citation = "CA/Browser Forum Baseline Requirements 6.1.5, 6.1.6, 7.1.3",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
