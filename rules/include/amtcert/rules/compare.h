#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/rules/report.h>

namespace [[gnu::visibility("default")]] rules {

/// Change is what became of something on the way from the old certificate to the new one.
enum class Change { lost, changed, gained };
[[nodiscard]] std::string_view to_string(Change change);  ///< "lost", "changed", "gained"

/// DifferenceKind is one way two certificates can differ. Its id is a promise to scripts, as a rule's is.
struct DifferenceKind {
    std::string_view id;                 ///< "compare.lost-name"
    std::string_view title;              ///< "a name is gone"
    Change change = Change::lost;        ///< what it means for the new certificate
    Severity severity = Severity::info;  ///< of a loss; what changed or was gained is info
    std::string_view fix = {};           ///< of a loss, an instruction to a person
};

/// difference_kinds lists them all, in the order they are reported.
[[nodiscard]] std::span<const DifferenceKind> difference_kinds();

/// Difference is one thing that is not as it was, with the values compared.
struct Difference {
    const DifferenceKind* kind = nullptr;  ///< never null
    Severity severity = Severity::info;    ///< the kind's, unless this case is worse
    std::string evidence;                  ///< one line with the values compared
};

/// Comparison is the renewal gate's answer: what is wrong with NEW by itself, and what it loses against OLD.
struct Comparison {
    certlib::Time time{};                     ///< the moment both were judged for
    SubjectReport before;                     ///< OLD, judged for the same site
    SubjectReport after;                      ///< NEW, judged for OLD's role
    std::vector<Difference> differences;      ///< in the order of difference_kinds
    Verdict verdict = Verdict::inconclusive;  ///< of the renewal as a whole
    std::string headline;                     ///< the first line of the report

    /// fails_in_old says whether OLD fails the same rule for the same release and suffix: the fault is not the renewal's.
    [[nodiscard]] bool fails_in_old(const RuleResult& result) const;

    /// exit_code is 0, 1 or 3, as check's.
    [[nodiscard]] int exit_code() const;
};

/// CompareSide is one of the two: a certificate and the bundle it came in.
struct CompareSide {
    const certlib::Bundle& bundle;     ///< the source it came from
    const certlib::Certificate& leaf;  ///< the certificate itself
};

/// compare judges both for the site and lists what differs. NEW is judged as what OLD is, and as before a purchase:
/// validity.lifetime and usage.public-ca-policy are warnings. Rows of the matrix are compared with dates left aside, so that an
/// OLD that has expired is still the measure.
[[nodiscard]] Comparison compare(const Site& site, const CompareSide& before, const CompareSide& after, const Material& material);

/// judge_before_purchase turns what a public CA can no longer issue from information into warnings, and the verdict with it.
void judge_before_purchase(SubjectReport& report, const Site& site);

/// render_compare_text writes a comparison for people: verdict, what is lost, what is wrong with NEW, what changed, what is
/// better.
[[nodiscard]] std::string render_compare_text(const Comparison& comparison);

/// render_compare_json writes schema amtcert.compare/1 (docs/compare.schema.json).
[[nodiscard]] std::string render_compare_json(const Comparison& comparison);

}  // namespace rules
