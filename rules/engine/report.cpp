#include <amtcert/rules/report.h>

#include <algorithm>

namespace rules {

Verdict Report::verdict() const {
    const auto any = [&](Verdict verdict) {
        return std::any_of(subjects.begin(), subjects.end(), [&](const auto& subject) { return subject.verdict == verdict; });
    };
    if (any(Verdict::fail)) return Verdict::fail;
    if (subjects.empty() || !errors.empty() || any(Verdict::inconclusive)) return Verdict::inconclusive;
    return Verdict::pass;
}

int Report::exit_code() const { return !errors.empty() || subjects.empty() ? 2 : exit_code_of(verdict()); }

int exit_code_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::fail: return 1;
        case Verdict::inconclusive: return 3;
        case Verdict::pass: return 0;
    }
    return 4;
}

}  // namespace rules
