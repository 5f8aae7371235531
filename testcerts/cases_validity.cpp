#include "cases_parts.h"
#include "public_root.h"

namespace testcerts {

using namespace std::chrono;

void add_validity_cases(std::vector<Case>& cases) {
    cases.push_back(changed({.rule = "validity.expired", .what = "The leaf expired on 2026-10-31."}, [](HierarchySpec& spec) {
        spec.leaf.not_after = sys_days{year{2026} / 10 / 31};
    }));
    cases.push_back(changed({.rule = "validity.expires-soon", .exit = 0, .what = "The leaf has ten days left."},
                            [](HierarchySpec& spec) { spec.leaf.not_after = sys_days{year{2026} / 12 / 4}; }));
    cases.push_back(changed({.rule = "validity.lifetime",
                             .exit = 0,
                             .what = "A public CA may give 200 days from 2026-03-15 on; this leaf has 300."},
                            [](HierarchySpec& spec) {
                                name_root_like_a_public_one(spec.root);
                                spec.leaf.not_before = sys_days{year{2026} / 4 / 1};
                                spec.leaf.not_after = sys_days{year{2026} / 4 / 1} + days{300};
                            }));
    cases.push_back(changed({.rule = "validity.not-yet-valid", .what = "The leaf is valid from 2027-01-01 only."},
                            [](HierarchySpec& spec) { spec.leaf.not_before = sys_days{year{2027} / 1 / 1}; }));
}

}  // namespace testcerts
