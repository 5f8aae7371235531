#include <fmt/format.h>

#include <amtcert/rules/rule.h>

#include "support/validity_period.h"

namespace rules {
namespace {

// RFC 5280 4.1.2.5: the period runs from notBefore through notAfter, inclusive; 6.1.3 (a)(2): it includes the current time.
Findings check(const Context& context) {
    if (context.site.expect_revoked) return {skipped("after un-provisioning the dates no longer count (--expect-revoked)")};
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& certificate = links[i].certificate;
        const auto end = certlib::format_time(certificate.not_after());
        if (certificate.not_after() < certificate.not_before())
            findings.push_back(failed(fmt::format("notAfter {} is before notBefore {}: valid at no time{}", end,
                                                  certlib::format_time(certificate.not_before()), who_minds(context, i)),
                                      i));
        else if (certificate.not_after() < context.site.at)
            findings.push_back(failed(
                fmt::format("notAfter {}, judged at {}{}", end, certlib::format_time(context.site.at), who_minds(context, i)),
                i));
    }
    return or_passed(std::move(findings), "no certificate has expired at " + certlib::format_time(context.site.at));
}

}  // namespace

extern const Rule validity_expired_rule;
constinit const Rule validity_expired_rule = define({
    .id = "validity.expired",
    .title = "certificate has expired",
    .stages = stages(3),
    .component = Component::server,
    .roles = amt_and_plain,
    .severity = Severity::error,
    .what = "No certificate of the chain, the root included, is past its notAfter at the time judged for (--at). The last "
            "second still counts. A notAfter before the notBefore is reported here too.",
    .why = "RPS refuses an expired certificate anywhere in the chain, Windows does not build the chain, and ConfigMgr warns "
           "daily and then unloads the certificate. AMT itself does not fail: it only records whether the dates were right.",
    .fix = "Renew the certificate, and replace an expired intermediate or root by its current one from the CA. Check the clock "
           "of the setup server too.",
    .citation = "RFC 5280 4.1.2.5, 6.1.3; Intel LMS headers, IPS_TLSProvisioningRecord.IsTimeValid",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
