#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr Version native_since{3, 2, 1};

Findings check(const Context& context) {
    if (context.firmware == nullptr) return {skipped(context.no_release())};
    const auto& release = *context.firmware;
    if (!release.generation->remote_configuration)
        return {skipped(
            fmt::format("AMT {} has no remote configuration with certificates; name another with --firmware", release.label))};
    if (release.range.since >= native_since) return {passed(fmt::format("AMT {} needs no WS-MAN Translator", release.label))};
    if (release.range.until <= native_since)
        return {failed(fmt::format("AMT {} is before 3.2.1: the WS-MAN Translator is needed", release.label))};
    return {
        failed(fmt::format("AMT {}: if the device runs a release before 3.2.1, the WS-MAN Translator is needed", release.label))};
}

}  // namespace

extern const Rule firmware_ws_man_translator_rule;
constinit const Rule firmware_ws_man_translator_rule = define({
    .id = "firmware.ws-man-translator",
    .title = "firmware needs the WS-MAN Translator",
    .stages = stages(1),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .scope = Scope::per_firmware,
    .what =
        "The release named with --firmware is 3.2.1 or later, and so speaks WS-MAN as ConfigMgr does. Earlier ones are reached "
        "through Intel's WS-MAN Translator.",
    .why = "Without the Translator the setup server cannot talk to these devices, whatever the certificate is.",
    .fix = "Install the Intel WS-MAN Translator on the setup server, with the provisioning certificate where it finds it, or "
           "update the firmware to 3.2.2.",
    .citation = "ConfigMgr 2007 and Intel vPro troubleshooting guide",
    .grade = Grade::stated,
    .releases = "before 3.2.1",
    .check = check,
});

}  // namespace rules
