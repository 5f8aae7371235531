#include "cases_parts.h"

namespace testcerts {

void add_console_cases(std::vector<Case>& cases) {
    cases.push_back(changed({.rule = "console.release",
                             .exit = 0,
                             .what = "AMT 19 has no AdminSetup any more, which older versions of RPS call.",
                             .more_options = {"--console", "rps", "--firmware", "19.0"}},
                            [](HierarchySpec&) {}));
}

}  // namespace testcerts
