#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "data/public_ca_limits.h"
#include "support/public_root.h"
#include "support/validity_period.h"

namespace rules {
namespace {

using std::chrono::ceil;
using std::chrono::days;

// CA/Browser Forum baseline requirements 6.3.2: a day is 86,400 seconds, and any time beyond a whole day is a further day.
Findings check(const Context& context) {
    const auto root = public_root(context);
    if (!root)
        return {skipped("the root is not one of the known public CAs (amtcert roots), or missing (--roots, --intermediates)")};
    const auto& leaf = context.leaf();
    if (leaf.not_after() < leaf.not_before())
        return {skipped("notAfter is before notBefore, which validity.expired reports; see --at")};

    const auto began = certlib::format_date(leaf.not_before());
    const auto lifetime = lifetime_of(leaf);
    const auto found = fmt::format("public root {} (told {}): notBefore {}, lifetime {} days", root->root->name, root->how, began,
                                   ceil<days>(lifetime).count());
    const auto* limit = lifetime_limit(leaf.not_before());
    if (limit == nullptr) return {passed(found + ", no limit known for that date", 0)};
    const auto allowed = fmt::format("{}, at most {} since {} ({})", found, limit->to_string(),
                                     certlib::format_date(limit->since), to_string(limit->grade));
    if (lifetime > limit->longest(leaf.not_before())) return {failed(allowed, 0)};
    return {passed(allowed, 0)};
}

}  // namespace

extern const Rule validity_lifetime_rule;
constinit const Rule validity_lifetime_rule = define({
    .id = "validity.lifetime",
    .title = "lifetime is longer than a public CA may issue",
    .stages = stages(3),
    .component = Component::ca,
    .roles = Role::provisioning | Role::web_server,
    .severity = Severity::info,
    .what =
        "Under a public root, known by its hash or its name, the leaf's lifetime is no longer than public CAs might issue at "
        "its notBefore: 60 months from 2012-07-01, 39 months from 2015-04-01, 825 days from 2018-03-01, 398 days from "
        "2020-09-01 (these four without a source seen directly), 200 days from 2026-03-15, 100 days from 2027-03-15, 47 days "
        "from 2029-03-15. Both ends are counted. A private root has no such limit.",
    .why = "A longer one was mis-issued and may be revoked without notice, or it does not come from where it says. AMT does "
           "not mind.",
    .fix = "Ask the CA why the certificate is valid for longer than the baseline requirements allow, and plan for a replacement.",
    .citation = "CA/Browser Forum baseline requirements 6.3.2",
    .grade = Grade::observed,
    .check = check,
});

}  // namespace rules
