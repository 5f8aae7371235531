#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/validity_period.h"

namespace rules {
namespace {

// RFC 5280 4.1.2.5: the period runs from notBefore through notAfter, inclusive; 6.1.3 (a)(2): it includes the current time.
Findings check(const Context& context) {
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& certificate = links[i].certificate;
        // A period that ends before it begins is one fault, and validity.expired reports it.
        if (certificate.not_after() < certificate.not_before()) continue;
        if (certificate.not_before() <= context.site.at) continue;
        findings.push_back(failed(fmt::format("notBefore {}, judged at {}{}", certlib::format_time(certificate.not_before()),
                                              certlib::format_time(context.site.at), who_minds(context, i)),
                                  i));
    }
    return or_passed(std::move(findings), "every certificate's validity has begun at " + certlib::format_time(context.site.at));
}

}  // namespace

extern const Rule validity_not_yet_valid_rule;
constinit const Rule validity_not_yet_valid_rule = define({
    .id = "validity.not-yet-valid",
    .title = "certificate is not valid yet",
    .stages = stages(3),
    .component = Component::server,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what =
        "Every certificate of the chain, the root included, has reached its notBefore at the time judged for (--at). The first "
        "second counts already.",
    .why = "RPS refuses a certificate from the future anywhere in the chain, and Windows does not build the chain. AMT itself "
           "does not fail: it only records whether the dates were right.",
    .fix = "Wait until the date shown, or check the clocks of the CA and of the setup server: a certificate that is not valid "
           "yet is mostly a clock or a time zone that is wrong.",
    .citation = "RFC 5280 4.1.2.5, 6.1.3; Intel LMS headers, IPS_TLSProvisioningRecord.IsTimeValid",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
