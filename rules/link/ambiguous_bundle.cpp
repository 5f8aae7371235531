#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/rules/rule.h>

#include "support/sent_chains.h"

namespace rules {
namespace {

/// The rules that tell one path from another as the firmware sees it.
constexpr std::array<std::string_view, 5> telling{"trust.root-hash", "trust.root-usable", "link.signature-hash", "key.length",
                                                  "key.algorithm"};

/// Worst is how a path does: taken, not known, refused.
enum class Worst { taken, unknown, refused };

Worst judge(const Context& context, const chainwalk::Chain& chain) {
    const Context other{context.site, context.bundle,   context.walk,       chain,
                        context.role, context.firmware, context.dns_suffix, context.roots_were_given};
    auto worst = Worst::taken;
    for (const auto id : telling) {
        const Rule* rule = find_rule(id);
        for (const auto& finding : rule->check(other)) {
            const bool is_error = finding.severity.value_or(rule->severity) == Severity::error;
            if (finding.result == Result::fail && is_error) return Worst::refused;
            if (finding.result == Result::inconclusive) worst = Worst::unknown;
        }
    }
    return worst;
}

std::string_view word_of(Worst worst) {
    return worst == Worst::taken ? "taken" : worst == Worst::unknown ? "not known to be taken" : "refused";
}

/// to_drop names the certificates of the other paths that the best one does without.
std::string to_drop(const std::vector<SentChain>& sent, const chainwalk::Chain& best) {
    std::vector<certlib::Certificate> dropped;
    std::string text;
    for (const auto& one : sent)
        for (const auto& link : one.chain->links) {
            const auto is_this = [&](const auto& other) { return other.certificate == link.certificate; };
            if (std::any_of(best.links.begin(), best.links.end(), is_this)) continue;
            if (std::find(dropped.begin(), dropped.end(), link.certificate) != dropped.end()) continue;
            dropped.push_back(link.certificate);
            text +=
                fmt::format("{}{} (issued by {}, SHA-256 {})", text.empty() ? "" : ", ", link.certificate.subject().to_string(),
                            link.certificate.issuer().to_string(), certlib::to_hex(link.certificate.sha256_fingerprint()));
        }
    return text;
}

Findings check(const Context& context) {
    if (context.firmware != nullptr && !context.firmware->generation->remote_configuration)
        return {skipped(context.amt() + " has no remote configuration (--firmware)")};
    const auto sent = sent_chains(context);
    if (sent.empty()) return {skipped("the source alone gives no complete chain to send; --console names who sends it")};
    if (sent.size() == 1) return {passed("every console that was looked at sends the same chain")};

    std::vector<Worst> verdicts;
    std::string evidence;
    for (const auto& one : sent) {
        verdicts.push_back(judge(context, *one.chain));
        evidence +=
            fmt::format("{}{} certificates up to {}, sent by {}: {}", evidence.empty() ? "" : "; ", one.chain->links.size(),
                        one.chain->last().subject().to_string(), fmt::join(one.senders, " or "), word_of(verdicts.back()));
    }
    const auto best = std::min_element(verdicts.begin(), verdicts.end());
    if (std::all_of(verdicts.begin(), verdicts.end(), [&](Worst one) { return one == *best; }))
        return {passed(fmt::format("{} chains are possible, and {} does the same with each", sent.size(), context.amt()))};
    const auto& chosen = *sent[static_cast<std::size_t>(best - verdicts.begin())].chain;
    return {in_brief(failed(fmt::format("by {}: {}", context.amt(), evidence), {},
                            fmt::format("Drop from the file: {}. Then every console sends the chain up to {}.",
                                        to_drop(sent, chosen), chosen.last().subject().to_string())),
                     "ambiguous file")};
}

}  // namespace

extern const Rule link_ambiguous_bundle_rule;
constinit const Rule link_ambiguous_bundle_rule = define({
    .id = "link.ambiguous-bundle",
    .title = "file gives two chains, and AMT would not take both",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .scope = Scope::per_firmware,
    .what = "The chain that each console would send from this file is one that the firmware judges alike: MeshCentral and rpc-go "
            "take the "
            "first certificate with the issuer's name, RPS goes by the order of the file, ConfigMgr by what Windows finds in its "
            "stores. "
            "With --console only those named are looked at.",
    .why = "A file with a cross-certificate holds two chains. One console sends the one that works and another the one that does "
           "not, and "
           "the same file fails after a change of console or of the order.",
    .fix = "Leave in the file one chain only: the leaf, its issuing CAs and one root.",
    .citation = "device-management-toolkit/rpc-go#413; Ylianst/MeshCentral certoperations.js; device-management-toolkit/rps "
                "certManager.ts",
    .grade = Grade::second_hand,
    .releases = "2.2 and later",
    .check = check,
});

}  // namespace rules
