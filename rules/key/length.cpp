#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr const char* unsettled =
    "device-management-toolkit/deployment#605 and rps#2698 leave open whether shorter keys are refused or only deprecated";

bool is_rsa(const certlib::PublicKey& key) {
    return key.algorithm == certlib::KeyAlgorithm::rsa || key.algorithm == certlib::KeyAlgorithm::rsa_pss;
}

std::string range(unsigned minimum, unsigned maximum) { return fmt::format("{} to {} allowed", minimum, maximum); }

/// The guide allows 1024 to 2048 bits for the certificate and all of its chain.
std::optional<Finding> against_the_guide(unsigned bits, std::size_t place) {
    if (bits < 1024) return failed(fmt::format("RSA {} bits, {}", bits, range(1024, 2048)), place);
    if (bits > 2048)
        return failed(fmt::format("RSA {} bits, at most 2048 allowed by the guide of 2011; AMT 6 and later may accept it (--firmware)", bits),
                      place);
    return std::nullopt;
}

/// is_customary: the sizes of a leaf's key that AMT 6 and later are known to take.
bool is_customary(unsigned bits) { return bits == 1024 || bits == 2048 || bits == 4096; }

std::optional<Finding> against_release(unsigned bits, bool is_leaf, std::size_t place, const Release& release) {
    const auto& sizes = release.generation->keys;
    const auto minimum = is_leaf ? sizes.leaf_minimum : sizes.ca_minimum;
    const auto maximum = is_leaf ? sizes.leaf_maximum : sizes.ca_maximum;
    if (bits < minimum || bits > maximum)
        return in_brief(failed(fmt::format("RSA {} bits, {} on AMT {}", bits, range(minimum, maximum), release.label), place,
                               fmt::format("Have the certificate issued from a chain of RSA keys of {} bits for AMT {}.",
                                           sizes.asked_for != 0 ? sizes.asked_for : std::uint16_t{2048}, release.label)),
                        fmt::format("RSA {}", bits));
    if (bits < sizes.asked_for)
        return in_brief(
            inconclusive(fmt::format("RSA {} bits, {} asked for on AMT {}: {}", bits, sizes.asked_for, release.label, unsettled), place,
                         "Have the chain issued with RSA keys of 3072 bits for these devices, or try one device first."),
            fmt::format("RSA {}", bits));
    if (bits == 3072 && sizes.asked_for == 0)
        return failed_as(Severity::warning,
                         "RSA 3072 bits: second-hand, AMT before 22 refused such a key (device-management-toolkit/deployment#165)", place,
                         "Use RSA 2048 or 4096 for devices before AMT 22, or try one device first.");
    if (is_leaf && sizes.asked_for == 0 && maximum > 2048 && !is_customary(bits))
        return failed_as(Severity::warning,
                         fmt::format("RSA {} bits: AMT {} is known to take 1024, 2048 and 4096 in the leaf (second-hand)", bits, release.label),
                         place, "Use RSA 2048, or try one device first.");
    return std::nullopt;
}

/// A web-server certificate's CAs are stored on the device, which took 2048 bits at most; how far that still holds is not known
/// from AMT 11 on, and from 22 on longer keys are asked for.
std::optional<Finding> as_stored_ca(const Context& context, unsigned bits, std::size_t place) {
    if (bits <= 2048) return std::nullopt;
    const auto evidence = fmt::format("RSA {} bits, at most 2048 for a CA certificate stored on the device", bits);
    if (context.site.uses_configmgr() || context.firmware->range.since < Version{11, 0, 0}) return failed(evidence, place);
    if (context.firmware->range.since < Version{22, 0, 0}) return failed_as(Severity::warning, evidence, place);
    return std::nullopt;
}

/// is_error: the finding is a failure of the rule's own severity.
bool is_error(const std::optional<Finding>& finding) {
    return finding && finding->result == Result::fail && !finding->severity;
}

std::optional<Finding> judge(const Context& context, const certlib::PublicKey& key, std::size_t place) {
    if (!is_rsa(key)) return std::nullopt;
    if (key.bits == 0) return inconclusive("the size of the RSA key cannot be told", place);
    if (context.firmware == nullptr) return against_the_guide(key.bits, place);
    auto finding = against_release(key.bits, place == 0 && context.role != Role::issuing_ca, place, *context.firmware);
    if (context.role != Role::web_server || place == 0 || is_error(finding)) return finding;
    auto stored = as_stored_ca(context, key.bits, place);
    return stored ? stored : finding;
}

Findings check(const Context& context) {
    if (context.firmware != nullptr && !context.firmware->generation->remote_configuration)
        return {skipped("AMT " + context.firmware->label + " has no remote configuration (--firmware)")};
    Findings findings;
    const auto& links = context.chain.links;
    if (std::none_of(links.begin(), links.end(), [](const auto& link) { return is_rsa(link.certificate.public_key()); }))
        return {skipped("no key of the chain is RSA; key.algorithm judges the others")};
    for (std::size_t place = 0; place < links.size(); ++place)
        if (auto finding = judge(context, links[place].certificate.public_key(), place)) findings.push_back(std::move(*finding));
    return or_passed(std::move(findings), "every RSA key of the chain has a length that " + context.amt() + " allows");
}

}  // namespace

extern const Rule key_length_rule;
constinit const Rule key_length_rule = define({
    .id = "key.length",
    .title = "key has a length that is not accepted",
    .stages = stages(3),
    .component = Component::server,
    .roles = Role::provisioning | Role::web_server | Role::issuing_ca,
    .severity = Severity::error,
    .scope = Scope::per_firmware,
    .what = "Without --firmware, by the guide: RSA of 1024 to 2048 bits in every certificate of the chain. With it: up to AMT 5 the same; "
            "AMT 6 to 14 and 15 LP up to 4096; 15 H and 16 to 21 from 2048 to 4096; 3072 before AMT 22, and from AMT 6 on a leaf key of another "
            "length than 1024, 2048 or 4096, is a warning (second-hand); from "
            "AMT 22 less than 3072 is undecided. A CA key over 2048 bits above a web-server certificate is an error with ConfigMgr and up "
            "to AMT 10, a warning on AMT 11 to 21.",
    .why = "The firmware refuses a chain with a key it cannot handle, and says no more than that it could not verify it.",
    .fix = "Have the certificate issued from a chain of 2048-bit RSA keys, or say --firmware to judge by the releases you have.",
    .citation = "ConfigMgr 2007 with vPro troubleshooting guide, stage 3; Microsoft, PKI certificate requirements for ConfigMgr; Intel AMT "
                "SDK, root certificate hashes",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
