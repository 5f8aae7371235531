#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

/// The first release number that no source speaks of (field notes of November 2026).
constexpr Version first_unknown{23, 0, 0};

Findings check(const Context& context) {
    if (context.firmware == nullptr) return {skipped(context.no_release())};
    if (!context.firmware->generation->remote_configuration)
        return {in_brief(failed(fmt::format("AMT {}: no remote configuration with certificates, 2.2 or 2.6 required (second-hand)",
                                            context.firmware->label)),
                         "no remote configuration")};
    // The table's last row is open at its end; what a release yet to come does is not known.
    if (context.firmware->range.since >= first_unknown)
        return {in_brief(inconclusive(fmt::format("AMT {}: no source on this release, judged as AMT 22", context.firmware->label), {},
                                      "Check the number (Intel Management Engine, amtcert roots for those known), or try one device first."),
                         "no source on this release")};
    return {passed(fmt::format("AMT {} has remote configuration with certificates", context.firmware->label))};
}

}  // namespace

extern const Rule firmware_supports_pki_rule;
constinit const Rule firmware_supports_pki_rule = define({
    .id = "firmware.supports-pki",
    .title = "firmware has no provisioning with certificates",
    .stages = stages(1),
    .component = Component::client,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .scope = Scope::per_firmware,
    .what = "The release named with --firmware can be provisioned with a certificate. AMT 2.0, 2.1 and 2.5 cannot: they know "
            "pre-shared keys only. A release after 22 is undecided.",
    .why = "No certificate helps there. The device never looks at one.",
    .fix = "Update the firmware to 2.2 (from 2.0 or 2.1) or 2.6 (from 2.5), or provision these devices with a pre-shared key.",
    .citation =
        "ConfigMgr 2007 and Intel vPro troubleshooting guide; communities.intel.com, Altiris troubleshooting part 1 (2008-03-12)",
    .grade = Grade::second_hand,
    .releases = "2.0, 2.1, 2.5, 23 and later",
    .check = check,
});

}  // namespace rules
