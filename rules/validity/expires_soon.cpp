#include <fmt/format.h>

#include <algorithm>

#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/rule.h>

#include "support/validity_period.h"

namespace rules {
namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::string_view fix_for_lists =
    "Ask whoever runs the CA to publish a new CRL now, and to find out why it was not published by itself (AD CS: certutil -crl; "
    "the CRL of an offline root is made by hand).";

/// A certificate of 47 days would be "about to expire" most of its life by a fixed number of days, hence the quarter.
std::chrono::seconds warning_period(const Site& site, const certlib::Certificate& certificate) {
    return std::min<std::chrono::seconds>(days{site.warn_days}, lifetime_of(certificate) / 4);
}

/// warning_period of a CRL or an OCSP answer: they are renewed by themselves, well before their end, but for those of an offline
/// root, which somebody has to make.
std::chrono::seconds warning_period(const Site& site, const chainwalk::CurrentData& data) {
    const auto period = *data.next_update - data.this_update;
    return period > days{90} ? std::chrono::seconds(days{site.warn_days}) : period / 10;
}

Findings soon_out_of_date(const Context& context) {
    Findings findings;
    if (!context.chain.revocation) return findings;
    const auto at = context.site.at;
    for (const auto& data : context.chain.revocation->current) {
        const auto overdue = data.from_location && data.next_publish && *data.next_publish < at;
        if (overdue)
            findings.push_back(
                failed(fmt::format("{}: the next one was to be published on {}, and the old one is still served at {}", data.name,
                                   certlib::format_time(*data.next_publish), certlib::format_time(at)),
                       data.certificate, std::string(fix_for_lists)));
        if (overdue || !data.next_update) continue;
        const auto left = *data.next_update - at;
        if (left < warning_period(context.site, data))
            findings.push_back(
                failed(fmt::format("{}: nextUpdate {}, {} hours left of {}", data.name, certlib::format_time(*data.next_update),
                                   floor<std::chrono::hours>(left).count(),
                                   floor<std::chrono::hours>(*data.next_update - data.this_update).count()),
                       data.certificate, std::string(fix_for_lists)));
    }
    return findings;
}

Findings check(const Context& context) {
    const auto& site = context.site;
    Findings findings;
    const auto& links = context.chain.links;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const auto& certificate = links[i].certificate;
        // Outside its dates the certificate is validity.expired's or validity.not-yet-valid's.
        if (site.at < certificate.not_before() || certificate.not_after() < site.at) continue;
        const auto left = certificate.not_after() - site.at;
        const auto found = fmt::format("notAfter {}, {} days left at {}", certlib::format_time(certificate.not_after()),
                                       floor<days>(left).count(), certlib::format_time(site.at));
        if (site.fail_days && left < days{*site.fail_days}) {
            findings.push_back(
                failed_as(Severity::error, fmt::format("{}, {} required (--fail-days)", found, *site.fail_days), i));
            continue;
        }
        const auto wanted = warning_period(site, certificate);
        if (left >= wanted) continue;
        const bool by_quarter = wanted < days{site.warn_days};
        findings.push_back(failed(by_quarter ? fmt::format("{}, less than a quarter of its {} days", found,
                                                           floor<days>(lifetime_of(certificate)).count())
                                             : fmt::format("{}, {} wanted (--warn-days)", found, site.warn_days),
                                  i));
    }
    for (auto& finding : soon_out_of_date(context)) findings.push_back(std::move(finding));
    return or_passed(std::move(findings),
                     fmt::format("no certificate expires within {} days of {}", site.warn_days, certlib::format_time(site.at)));
}

}  // namespace

extern const Rule validity_expires_soon_rule;
constinit const Rule validity_expires_soon_rule = define({
    .id = "validity.expires-soon",
    .title = "certificate or CRL expires soon",
    .stages = stages(3),
    .component = Component::server,
    .roles = all_roles,
    .severity = Severity::warning,
    .what =
        "Every certificate of the chain that is valid now stays so for --warn-days (30) more, or for a quarter of its lifetime "
        "where that is less. Fewer days left than --fail-days is an error. A CRL or an OCSP answer at hand has more than a tenth "
        "of its period left, or --warn-days where the period is over 90 days, and its next one is not overdue (Microsoft Next CRL "
        "Publish).",
    .why = "Provisioning stops on the day any certificate of the chain expires, and a renewal has to be vetted again: the CA "
           "may have moved to another root since.",
    .fix = "Order the renewal now, and compare the new chain with this one before it is put in place. Devices that are already "
           "provisioned are not affected.",
    .citation = "ConfigMgr 2007 and Intel vPro troubleshooting guide, certificate dates; RFC 5280 4.1.2.5 and 5.1.2.5",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
