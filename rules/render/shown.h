#pragma once

#include <string>
#include <vector>

#include <amtcert/rules/report.h>

namespace rules {

/// safe is text from outside as it may stand in any output: nothing invisible, always UTF-8.
[[nodiscard]] std::string safe(const std::string& text);

/// first_stage is the earliest stage a rule belongs to.
[[nodiscard]] int first_stage(const Rule& rule);

/// fix_of a result is its own instruction, or the rule's.
[[nodiscard]] std::string fix_of(const RuleResult& result);

/// case_of names what a result was asked for: "AMT 16.1, suffix example.com"; empty when it was asked once.
[[nodiscard]] std::string case_of(const RuleResult& result);

/// reason_of a suppressed finding, with its last day; empty when it counts.
[[nodiscard]] std::string reason_of(const RuleResult& result);

/// is_undecided: the verdict is open because of this rule.
[[nodiscard]] bool is_undecided(const SubjectReport& subject, const Rule* rule);

/// word_of is what a finding is called: "error", "suppressed warning", "not decided", "inconclusive", "pass".
[[nodiscard]] std::string word_of(const SubjectReport& subject, const RuleResult& result);

/// Place is where a finding was made: in which certificate, for which releases and suffixes, with what evidence.
struct Place {
    const Finding* finding;
    std::vector<std::string> cases;
};

/// Shown is a finding as people read it: what one rule says with one fix, in all the places it says it.
struct Shown {
    const RuleResult* result;
    std::vector<Place> places;
};

/// merged puts together what one rule says several times; in the order in which they first come.
[[nodiscard]] std::vector<Shown> merged(const std::vector<RuleResult>& results);

}  // namespace rules
