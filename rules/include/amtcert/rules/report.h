#pragma once

#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/crl.h>
#include <amtcert/rules/rule.h>

namespace chainwalk {
class Retriever;
}

namespace rules {

enum class Verdict { pass, fail, inconclusive };
[[nodiscard]] std::string_view to_string(Verdict verdict);
/// exit_code_of a verdict is 0 pass, 1 fail, 3 inconclusive (docs/exit-codes.md).
[[nodiscard]] int exit_code_of(Verdict verdict);

/// StageVerdict says how far the provisioning process gets.
enum class StageVerdict { pass, fail, inconclusive, not_reached, not_checked };
[[nodiscard]] std::string_view to_string(StageVerdict verdict);

/// RuleResult is a finding together with the rule and the case it was asked for.
struct RuleResult {
    const Rule* rule = nullptr;
    Finding finding;
    std::optional<std::string> firmware;
    std::optional<std::string> dns_suffix;
    std::optional<Severity> policy_severity = {};   ///< what the policy makes of it
    std::optional<Suppression> suppression = {};    ///< why it counts for nothing, though it failed

    /// own_severity is the finding's or the rule's.
    [[nodiscard]] Severity own_severity() const { return finding.severity.value_or(rule->severity); }
    /// severity is the policy's, where it sets one, else its own.
    [[nodiscard]] Severity severity() const { return policy_severity.value_or(own_severity()); }
};

struct StageReport {
    int stage = 0;
    StageVerdict verdict = StageVerdict::not_checked;
    std::vector<const Rule*> rules;
};

/// Confidence of a matrix cell: how it is known.
enum class Confidence { device, observed, likely, unknown };
[[nodiscard]] std::string_view to_string(Confidence confidence);

/// ConsoleVerdict is what one console says by rules of its own, beside the firmware.
struct ConsoleVerdict {
    Console console = Console::configmgr;
    Verdict verdict = Verdict::pass;
    std::vector<const Rule*> failed;
};

/// MatrixCell is one firmware and one DNS suffix. Without a suffix the cell tells everything but the domain suffix.
struct MatrixCell {
    std::string firmware;
    std::optional<std::string> dns_suffix;
    Verdict verdict = Verdict::inconclusive;
    Confidence confidence = Confidence::unknown;
    std::vector<const Rule*> failed;
    std::vector<const Rule*> undecided;
    std::vector<std::string> reasons;  ///< why `failed` and `undecided`, in a few words each
    std::vector<ConsoleVerdict> consoles;  ///< of the consoles named (--console), in their order
    bool remote_configuration = true;  ///< false: the release has none; shown, not counted
};

/// ChainReport is one path of the walk and whether its rules hold.
struct ChainReport {
    chainwalk::Chain chain;
    bool accepted = false;
    std::vector<RuleResult> refusals = {};  ///< in the role `plain`: what keeps this path from being accepted
};

/// Forecast is the next thing that will fail by itself.
struct Forecast {
    certlib::Time first{};
    std::string what;
};

/// SubjectReport is everything about one certificate.
struct SubjectReport {
    std::string source;
    certlib::Certificate leaf;
    std::optional<certlib::StoreFacts> store = {};  ///< what the Windows store that `source` is an export of keeps beside it
    Role role = Role::provisioning;
    std::string role_reason;
    Verdict verdict = Verdict::inconclusive;
    std::string headline;                   ///< the first line of the report
    std::vector<const Rule*> undecided;     ///< why the verdict is inconclusive
    std::vector<const Rule*> accepted_undecided;  ///< undecided, and accepted as such by the user
    std::vector<StageReport> stages;
    std::vector<RuleResult> results;        ///< of the chain that was judged, in the order of the catalogue
    std::vector<MatrixCell> matrix;
    std::vector<std::string> notes;         ///< what the matrix leaves to be asked, one sentence each
    std::vector<std::string> missing;       ///< options not given that would decide more, with a stand-in: "--firmware RELEASE"
    std::vector<ChainReport> chains;        ///< the judged one first
    std::optional<Forecast> forecast;
};

/// SourceError is a source that could not be looked at.
struct SourceError {
    std::string source;
    certlib::Error error;
};

/// Report is the whole answer.
struct Report {
    certlib::Time time{};
    std::vector<SourceError> errors;
    std::vector<SubjectReport> subjects;

    [[nodiscard]] Verdict verdict() const;
    /// exit_code follows cli.md's order 4 > 2 > 1 > 3 > 0.
    [[nodiscard]] int exit_code() const;
};

/// Material is what a check works on besides the site: further certificates that may complete a chain, CRLs, and the way to
/// locations.
struct Material {
    std::vector<certlib::Certificate> intermediates;
    std::vector<certlib::Certificate> roots;
    std::vector<certlib::Crl> crls = {};          ///< --crls
    chainwalk::Retriever* retriever = nullptr;    ///< null: offline
};

/// subjects_of picks the certificates of a bundle to judge: the one matching the private key; else each that is no CA and
/// issued no other certificate there; else the CA certificates that issued no other one there. Duplicates count once. Of a Windows
/// store it is the first.
[[nodiscard]] std::vector<certlib::Certificate> subjects_of(const certlib::Bundle& bundle);

/// RoleDecision is a role and the sentence that says why.
struct RoleDecision {
    Role role = Role::provisioning;
    std::string reason;
};
[[nodiscard]] RoleDecision decide_role(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf);

/// looks_like_provisioning: it has the AMT provisioning OID, or its subject names the Intel(R) Client Setup Certificate, or nearly.
[[nodiscard]] bool looks_like_provisioning(const certlib::Certificate& certificate);

/// evaluate walks every chain from `leaf`, runs every rule on each, and reports on the one that matters.
[[nodiscard]] SubjectReport evaluate(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf,
                                     const Material& material);

}  // namespace rules
