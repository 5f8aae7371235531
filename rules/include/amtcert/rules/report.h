#pragma once

#include <optional>
#include <string>
#include <vector>

#include <amtcert/certlib/crl.h>
#include <amtcert/rules/rule.h>

namespace [[gnu::visibility("default")]] chainwalk {
class Retriever;
}

namespace [[gnu::visibility("default")]] rules {

/// Verdict is the answer: whether the certificate will do its job. What could not be decided is inconclusive, never a pass.
enum class Verdict { pass, fail, inconclusive };
/// to_string gives "pass", "fail", "inconclusive".
[[nodiscard]] std::string_view to_string(Verdict verdict);
/// exit_code_of a verdict is 0 pass, 1 fail, 3 inconclusive (docs/exit-codes.md).
[[nodiscard]] int exit_code_of(Verdict verdict);

/// StageVerdict says how far the provisioning process gets.
enum class StageVerdict { pass, fail, inconclusive, not_reached, not_checked };
/// to_string gives "pass", "fail", "inconclusive", "not-reached", "not-checked".
[[nodiscard]] std::string_view to_string(StageVerdict verdict);

/// RuleResult is a finding together with the rule and the case it was asked for.
struct RuleResult {
    const Rule* rule = nullptr;                    ///< never null
    Finding finding;                               ///< what it said
    std::optional<std::string> firmware;           ///< label of the release it was asked for; empty: not asked by release
    std::optional<std::string> dns_suffix;         ///< the suffix it was asked for; empty: not asked by suffix
    std::optional<Severity> policy_severity = {};  ///< what the policy makes of it
    std::optional<Suppression> suppression = {};   ///< why it counts for nothing, though it failed

    /// own_severity is the finding's or the rule's.
    [[nodiscard]] Severity own_severity() const { return finding.severity.value_or(rule->severity); }
    /// severity is the policy's, where it sets one, else its own.
    [[nodiscard]] Severity severity() const { return policy_severity.value_or(own_severity()); }
};

/// StageReport is how one of the guide's stages went.
struct StageReport {
    int stage = 0;                                     ///< 1 to 7
    StageVerdict verdict = StageVerdict::not_checked;  ///< fail: one of its rules failed
    std::vector<const Rule*> rules;                    ///< its rules that were decided
};

/// Confidence of a matrix cell: how it is known.
enum class Confidence { device, observed, likely, unknown };
/// to_string gives "device", "observed", "likely", "unknown".
[[nodiscard]] std::string_view to_string(Confidence confidence);

/// ConsoleVerdict is what one console says by rules of its own, beside the firmware.
struct ConsoleVerdict {
    Console console = Console::configmgr;  ///< which one
    Verdict verdict = Verdict::pass;       ///< fail: it would refuse the certificate
    std::vector<const Rule*> failed;       ///< rules of its own that fail
};

/// MatrixCell is one firmware and one DNS suffix. Without a suffix the cell tells everything but the domain suffix.
struct MatrixCell {
    std::string firmware;                         ///< label
    std::optional<std::string> dns_suffix;        ///< empty: none was given
    Verdict verdict = Verdict::inconclusive;      ///< for this release and suffix
    Confidence confidence = Confidence::unknown;  ///< of the root's membership
    std::vector<const Rule*> failed;              ///< each once
    std::vector<const Rule*> undecided;           ///< each once
    std::vector<std::string> reasons;             ///< why `failed` and `undecided`, in a few words each
    std::vector<ConsoleVerdict> consoles;         ///< of the consoles named (--console), in their order
    bool remote_configuration = true;             ///< false: the release has none; shown, not counted
};

/// ChainReport is one path of the walk and whether its rules hold.
struct ChainReport {
    chainwalk::Chain chain;                 ///< as it was found
    bool accepted = false;                  ///< none of its rules fails as an error
    std::vector<RuleResult> refusals = {};  ///< in the role `plain`: what keeps this path from being accepted
};

/// Forecast is the next thing that will fail by itself.
struct Forecast {
    certlib::Time first{};  ///< UTC
    std::string what;       ///< "CRL of CN=... expires"
};

/// SubjectReport is everything about one certificate.
struct SubjectReport {
    std::string source;                             ///< as the user named it
    certlib::Certificate leaf;                      ///< the certificate that was judged
    std::optional<certlib::StoreFacts> store = {};  ///< what the Windows store that `source` is an export of keeps beside it
    Role role = Role::provisioning;                 ///< the job it was judged for
    std::string role_reason;                        ///< a sentence
    Verdict verdict = Verdict::inconclusive;        ///< with the policy applied
    std::string headline;                           ///< the first line of the report
    std::vector<const Rule*> undecided;             ///< why the verdict is inconclusive
    std::vector<const Rule*> accepted_undecided;    ///< undecided, and accepted as such by the user
    std::vector<StageReport> stages;                ///< all seven, in order
    std::vector<RuleResult> results;                ///< of the chain that was judged, in the order of the catalogue
    std::vector<MatrixCell> matrix;                 ///< of a provisioning certificate: by release and suffix
    std::vector<std::string> notes;                 ///< what is to be known beside the findings, one sentence each
    std::vector<std::string> missing;  ///< options not given that would decide more, with a stand-in: "--firmware RELEASE"
    std::vector<ChainReport> chains;   ///< the judged one first
    std::optional<Forecast> forecast;  ///< empty: nothing is known to end
};

/// SourceError is a source that could not be looked at.
struct SourceError {
    std::string source;    ///< as the user named it
    certlib::Error error;  ///< why it could not be read
};

/// Report is the whole answer.
struct Report {
    certlib::Time time{};                 ///< the moment judged for
    std::vector<SourceError> errors;      ///< of sources that could not be read
    std::vector<SubjectReport> subjects;  ///< in the order of the sources

    [[nodiscard]] Verdict verdict() const;  ///< fail before inconclusive before pass; inconclusive without a subject
    /// exit_code follows cli.md's order 4 > 2 > 1 > 3 > 0.
    [[nodiscard]] int exit_code() const;
};

/// Material is what a check works on besides the site: further certificates that may complete a chain, CRLs, and the way to
/// locations.
struct Material {
    std::vector<certlib::Certificate> intermediates;  ///< further CA certificates
    std::vector<certlib::Certificate> roots;          ///< what a chain may end in, for roles other than provisioning
    std::vector<certlib::Crl> crls = {};              ///< --crls, beside those that a source holds itself
    chainwalk::Retriever* retriever = nullptr;        ///< null: offline
};

/// subjects_of picks the certificates of a bundle to judge: the one matching the private key; else each that is no CA and
/// issued no other certificate there; else the CA certificates that issued no other one there. Duplicates count once. Of a Windows
/// store it is the first.
[[nodiscard]] std::vector<certlib::Certificate> subjects_of(const certlib::Bundle& bundle);

/// RoleDecision is a role and the sentence that says why.
struct RoleDecision {
    Role role = Role::provisioning;  ///< never plain
    std::string reason;              ///< a sentence
};
/// decide_role takes the site's role, or tells it from the certificate (docs/design.md).
[[nodiscard]] RoleDecision decide_role(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf);

/// looks_like_provisioning: it has the AMT provisioning OID, or its subject names the Intel(R) Client Setup Certificate, or nearly.
[[nodiscard]] bool looks_like_provisioning(const certlib::Certificate& certificate);

/// evaluate walks every chain from `leaf`, runs every rule on each, and reports on the one that matters.
[[nodiscard]] SubjectReport evaluate(const Site& site, const certlib::Bundle& bundle, const certlib::Certificate& leaf,
                                     const Material& material);

}  // namespace gnu::visibility("default")]]rules
