#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr VersionRange faulty{{3, 2, 1}, {3, 2, 2}};

Findings check(const Context& context) {
    if (context.firmware == nullptr) return {skipped(context.no_release())};
    const auto& release = *context.firmware;
    if (release.range.within(faulty))
        return {failed(
            fmt::format("AMT {}: after an upgrade from 3.x the device's own self-signed certificate is read as invalid; this "
                        "is not the fault of the certificate judged here",
                        release.label))};
    if (release.range.overlaps(faulty))
        return {failed_as(
            Severity::info,
            fmt::format("AMT {}: if the device runs 3.2.1, its own self-signed certificate may be read as invalid; that would "
                        "not be the fault of the certificate judged here",
                        release.label))};
    return {passed(fmt::format("AMT {} does not have the fault of 3.2.1", release.label))};
}

}  // namespace

extern const Rule firmware_self_signed_rule;
constinit const Rule firmware_self_signed_rule = define({
    .id = "firmware.self-signed",
    .title = "firmware 3.2.1 has a faulty certificate of its own",
    .stages = stages(3),
    .component = Component::client,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .scope = Scope::per_firmware,
    .what = "The release named with --firmware is not 3.2.1, whose own self-signed TLS certificate is read as invalid after an "
            "upgrade from an earlier 3.x.",
    .why = "ConfigMgr leaves such a device in the state Detected and logs error 0x80090308 from InitializeSecurityContext, "
           "which looks like a fault of the provisioning certificate and is none.",
    .fix = "Update the device to 3.2.2, or provision and un-provision it once, which makes the certificate anew. Leave the "
           "provisioning certificate as it is.",
    .citation = "communities.intel.com, AMT 3.2.1 (2008-08-19); ConfigMgr 2007 and Intel vPro troubleshooting guide",
    .grade = Grade::stated,
    .releases = "3.2.1",
    .check = check,
});

}  // namespace rules
