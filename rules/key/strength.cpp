#include <fmt/format.h>

#include <algorithm>

#include <amtcert/certlib/verification_key.h>
#include <amtcert/rules/path_request.h>
#include <amtcert/rules/rule.h>

#include "support/rsa_modulus.h"

namespace rules {
namespace {

std::optional<Finding> judge_exponent(const certlib::PublicKey& key, std::size_t place, bool is_excused) {
    const auto& exponent = key.exponent;
    if ((exponent.back() & 1U) == 0) return failed("public exponent is even: no such key works", place);
    if (exponent.size() == 1 && exponent.front() == 1) return failed("public exponent is 1: anybody can sign", place);
    unsigned value = 0;
    if (exponent.size() <= 2)
        for (const auto octet : exponent) value = value << 8U | octet;
    if (value == 0 || value > 65535) return std::nullopt;
    return failed_as(is_excused ? Severity::info : Severity::warning, fmt::format("public exponent is {}, 65537 or more expected", value), place);
}

/// judge_length: how long a key has to be for AMT is key.length's. Below 1024 bits a key was factored in public (RSA-250, 829 bits).
std::optional<Finding> judge_length(const Context& context, const certlib::PublicKey& key, std::size_t place) {
    if (context.request == nullptr || key.bits >= 1024) return std::nullopt;
    return failed(fmt::format("RSA {} bits, 1024 required at the very least", key.bits), place);
}

std::optional<Finding> judge_modulus(const certlib::PublicKey& key, std::size_t place) {
    if (const auto factor = small_factor(key.modulus)) return failed(fmt::format("modulus is divisible by {}", *factor), place);
    if (has_roca_shape(key.modulus)) return failed("modulus bears the fingerprint of ROCA (CVE-2017-15361)", place);
    return std::nullopt;
}

/// One key under two names is a mistake or worse; under one name it is a renewal or a cross-certificate.
void judge_sharing(const std::vector<chainwalk::Link>& links, Findings& findings) {
    for (std::size_t upper = 1; upper < links.size(); ++upper)
        for (std::size_t lower = 0; lower < upper; ++lower) {
            const auto& one = links[lower].certificate;
            const auto& other = links[upper].certificate;
            if (one.subject() == other.subject() || !certlib::equal(one.public_key_octets(), other.public_key_octets())) continue;
            findings.push_back(failed(fmt::format("same key as certificate {}, which is for another subject, {}", upper,
                                                  other.subject().to_string()),
                                      lower));
        }
}

/// is_completed says whether a key that inherits its parameters finds them above itself.
bool is_completed(const std::vector<chainwalk::Link>& links, std::size_t place) {
    const auto inherits = [](const chainwalk::Link& link) { return certlib::inherits_parameters(link.certificate); };
    const auto above = std::find_if_not(links.begin() + static_cast<std::ptrdiff_t>(place), links.end(), inherits);
    return inherits(links[place]) && above != links.end() &&
           certlib::completed_key_info(links[place].certificate, above->certificate.public_key_info());
}

Findings check(const Context& context) {
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t place = 0; place < links.size(); ++place) {
        const auto& key = links[place].certificate.public_key();
        if (!key.decodable && !is_completed(links, place)) {
            findings.push_back(inconclusive("the key cannot be decoded", place));
            continue;
        }
        if (key.modulus.empty()) continue;
        // RFC 5280 asks nothing of an exponent that works: the plain validator only notes a small one.
        const bool is_excused = &links[place].certificate == context.root() || context.request != nullptr;
        if (auto finding = judge_exponent(key, place, is_excused)) findings.push_back(std::move(*finding));
        if (auto finding = judge_length(context, key, place)) findings.push_back(std::move(*finding));
        if (auto finding = judge_modulus(key, place)) findings.push_back(std::move(*finding));
    }
    // RFC 5280 lets subjects share a key; for AMT it is a mistake or worse.
    if (context.request == nullptr) judge_sharing(links, findings);
    return or_passed(std::move(findings), "no key of the chain is known to be weak");
}

}  // namespace

extern const Rule key_strength_rule;
constinit const Rule key_strength_rule = define({
    .id = "key.strength",
    .title = "key is weak",
    .stages = stages(3),
    .component = Component::ca,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "No RSA key of the chain has an even exponent or 1, a modulus with a small factor, or the ROCA fingerprint, and no two "
            "different subjects share a key; for the plain validator, none is below 1024 bits. An exponent below 65537 is a warning, at the root a note: two roots in AMT firmware have 3.",
    .why = "Such a key can be computed by anyone, or was made by a faulty generator: whoever does can provision your PCs.",
    .fix = "Make a new key pair with a current library (RSA, exponent 65537) and have the certificate issued again; ask the CA to do so "
           "for a CA certificate.",
    .citation = "NIST SP 800-56B 6.4; CVE-2017-15361; CA/Browser Forum Baseline Requirements 6.1.6",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
