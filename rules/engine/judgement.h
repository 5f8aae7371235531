#pragma once

#include <amtcert/rules/report.h>

namespace rules {

/// Subject is what stays the same while one certificate is judged.
struct Subject {
    const Site& site;
    const certlib::Bundle& bundle;
    const chainwalk::Walk& walk;
    Role role;
    bool roots_were_given;
    const PathRequest* request = nullptr;  ///< of the role `plain`
};

/// judge_chain asks every rule of the role about one chain: for each release and suffix of the site that its scope calls for.
[[nodiscard]] std::vector<RuleResult> judge_chain(const Subject& subject, const chainwalk::Chain& chain);

/// judge_release asks again those rules whose answer depends on the release, and takes the others over from `judged`.
[[nodiscard]] std::vector<RuleResult> judge_release(const Subject& subject, const chainwalk::Chain& chain, const Release& release,
                                                    const std::vector<RuleResult>& judged);

/// undecided_rules lists the rules whose being undecided keeps a verdict from being a pass.
[[nodiscard]] std::vector<const Rule*> undecided_rules(const Site& site, const std::vector<RuleResult>& results);

/// apply_policy marks what the site's policy says of each failure. What was found, or could not be found out, stays as it is.
void apply_policy(const Site& site, const chainwalk::Chain& chain, std::vector<RuleResult>& results);

/// fails says whether a result is a failure of at least this severity that is not suppressed.
[[nodiscard]] bool fails(const RuleResult& result, Severity least);

/// stage_reports says for each of the seven stages how far the process gets.
[[nodiscard]] std::vector<StageReport> stage_reports(const Site& site, const std::vector<RuleResult>& results,
                                                     const std::vector<const Rule*>& undecided);

/// firmware_matrix judges one chain for each release asked about, or for every generation, and each suffix.
/// `judged` is what judge_chain found for it.
[[nodiscard]] std::vector<MatrixCell> firmware_matrix(const Subject& subject, const chainwalk::Chain& chain,
                                                      const std::vector<RuleResult>& judged);

/// notes_on says what a matrix leaves to be asked: whether AMT 15 runs on an H platform, where that makes a difference.
[[nodiscard]] std::vector<std::string> notes_on(const std::vector<MatrixCell>& matrix, const Site& site);

/// missing_options lists the options not given that would decide more, each with a stand-in for its value.
[[nodiscard]] std::vector<std::string> missing_options(const SubjectReport& report, const Site& site);

/// headline is the one line that answers the question.
[[nodiscard]] std::string headline(const SubjectReport& report, const Site& site);

}  // namespace rules
