#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

bool is_on_a_path(const chainwalk::Walk& walk, const certlib::Certificate& certificate) {
    return std::any_of(walk.chains.begin(), walk.chains.end(), [&](const chainwalk::Chain& chain) {
        return std::any_of(chain.links.begin(), chain.links.end(),
                           [&](const chainwalk::Link& link) { return link.certificate == certificate; });
    });
}

Findings check(const Context& context) {
    Findings findings;
    const auto& certificates = context.bundle.certificates;
    for (auto one = certificates.begin(); one != certificates.end(); ++one) {
        const auto place = "certificate " + std::to_string(one - certificates.begin() + 1) + " of the file, " + one->subject().to_string();
        if (std::find(certificates.begin(), one, *one) != one) {
            findings.push_back(failed(place + ", stands there twice"));
        } else if (!is_on_a_path(context.walk, *one)) {
            // A search that was cut short has not seen every path.
            findings.push_back(context.walk.cut_short
                                   ? inconclusive(place + ", is on no path seen before the search stopped (" + context.walk.limit + ")")
                                   : failed(place + ", is on no path from the leaf"));
        }
    }
    return or_passed(std::move(findings), "every certificate of the source is on a path, and none stands twice");
}

}  // namespace

extern const Rule load_bundle_extra_rule;
constinit const Rule load_bundle_extra_rule = define({
    .id = "load.bundle-extra",
    .title = "certificate is not needed",
    .stages = stages(1),
    .component = Component::server,
    .roles = all_roles,
    .severity = Severity::info,
    .what = "Every certificate in the source is on some path from the leaf to a root, and none stands there twice.",
    .why = "A certificate too many does no harm by itself, but some consoles send everything a file holds, and AMT limits the length "
           "of a chain.",
    .fix = "Leave the certificate named out when you write the file again.",
    .citation = "Intel AMT SDK, AddNextCertInChain; RPS certManager.ts",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
