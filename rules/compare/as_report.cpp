#include <algorithm>
#include <iterator>

#include <amtcert/rules/formats.h>

namespace rules {
namespace {

/// rules_of_kinds has one rule for each kind of difference, in their order.
const std::vector<Rule>& rules_of_kinds() {
    static const std::vector<Rule> all = [] {
        std::vector<Rule> made;
        for (const auto& kind : difference_kinds())
            made.push_back({.id = kind.id,
                            .title = kind.title,
                            .stages = stages(3),
                            .component = Component::server,
                            .roles = all_roles,
                            .severity = kind.severity,
                            .what = kind.title,
                            .why = "What works with the certificate in use may stop working on the day it is replaced.",
                            .fix = kind.fix.empty() ? std::string_view("Nothing has to be done.") : kind.fix,
                            .citation = "amtcert compare: OLD against NEW"});
        return made;
    }();
    return all;
}

Finding finding_of(const Difference& difference) {
    switch (difference.kind->change) {
        case Change::lost:
            return failed_as(difference.severity, difference.evidence);
        case Change::changed:
            return failed_as(Severity::info, difference.evidence);
        case Change::gained:
            return passed(difference.evidence);
    }
    return inconclusive(difference.evidence);
}

}  // namespace

Report as_report(const Comparison& comparison) {
    auto subject = comparison.after;
    subject.verdict = comparison.verdict;
    subject.headline = comparison.headline;
    subject.results.clear();
    const auto kinds = difference_kinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const Rule* const rule = &rules_of_kinds()[i];
        bool differs = false;
        for (const auto& one : comparison.differences) {
            if (one.kind != &kinds[i]) continue;
            subject.results.push_back({rule, finding_of(one)});
            differs = true;
        }
        if (!differs && kinds[i].change == Change::lost) subject.results.push_back({rule, passed("as in OLD")});
    }
    for (auto result : comparison.after.results) {
        if (result.finding.result == Result::fail && comparison.fails_in_old(result))
            result.finding.evidence += "; the same in OLD";
        subject.results.push_back(std::move(result));
    }
    return {.time = comparison.time, .errors = {}, .subjects = {std::move(subject)}};
}

}  // namespace rules
