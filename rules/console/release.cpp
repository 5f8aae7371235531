#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr Version web_services_since{3, 2, 1};
constexpr Version without_old_tls{12, 0, 0};
constexpr Version without_plain_ports{16, 1, 0};
constexpr Version without_admin_setup{19, 0, 0};
constexpr Version unsettled_since{22, 0, 0};

bool is_configmgr(Console console) { return console == Console::configmgr || console == Console::sccm2012; }

/// judge says what is known to stand between one console and one release.
std::optional<Finding> judge(Console console, const Release& release) {
    const auto name = product_name(console);
    const auto since = release.range.since;
    if (since >= unsettled_since)
        return inconclusive(
            fmt::format("{} with AMT {}: no source shows a console that provisions this release", name, release.label), {},
            "Ask the console's maker for the version that supports this release, and try one device first.");
    if (is_configmgr(console) && since >= without_old_tls)
        return refused_by(
            console, Severity::info,
            fmt::format("{} with AMT {}: second-hand, TLS 1.0 is gone from AMT 12 on; whether it speaks a later one with AMT is "
                        "not documented",
                        name, release.label),
            {}, "Try one device first, or provision these devices with a console that is still maintained.");
    if (!is_configmgr(console) && since < web_services_since)
        return refused_by(
            console, Severity::info,
            fmt::format("{} with AMT {}: the console speaks WS-MAN, which AMT has from 3.2.1 on", name, release.label), {},
            "Update the firmware to 3.2.2, or provision these devices with ConfigMgr and the WS-MAN Translator.");
    const bool uses_admin_setup = console == Console::meshcentral || console == Console::rps;
    if (uses_admin_setup && since >= without_admin_setup)
        return refused_by(
            console, Severity::info,
            fmt::format("{} with AMT {}: second-hand, AdminSetup is removed from AMT 19 on; a version that provisions "
                        "over TLS is needed",
                        name, release.label));
    if (uses_admin_setup && since >= without_plain_ports)
        return refused_by(
            console, Severity::info,
            fmt::format("{} with AMT {}: the ports without TLS are gone from 16.1 on; a version that connects by TLS is "
                        "needed",
                        name, release.label));
    return std::nullopt;
}

Findings check(const Context& context) {
    if (context.site.consoles.empty()) return {skipped("no console was named (--console)")};
    if (context.firmware == nullptr) return {skipped(context.no_release())};
    Findings findings;
    for (const auto console : context.site.consoles)
        if (auto finding = judge(console, *context.firmware)) findings.push_back(std::move(*finding));
    return or_passed(std::move(findings),
                     fmt::format("nothing is known that keeps the consoles named from AMT {}", context.firmware->label));
}

}  // namespace

extern const Rule console_release_rule;
constinit const Rule console_release_rule = define({
    .id = "console.release",
    .title = "console may be too old for this release",
    .stages = stages(1, 3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .scope = Scope::per_firmware,
    .what = "For each console named (--console) and release (--firmware): nothing is known that the release took away and the "
            "console "
            "uses. TLS 1.0 is gone from AMT 12, ports without TLS from 16.1, AdminSetup from 19; before 3.2.1 there is no "
            "WS-MAN; for 22 "
            "nothing is known.",
    .why = "A faultless certificate does not help when console and firmware no longer share a way to talk.",
    .fix = "Update the console to a version whose notes name this AMT release, and try one device first.",
    .citation = "device-management-toolkit/go-wsman-messages; Intel AMT SDK, TLS; device-management-toolkit/deployment#605",
    .grade = Grade::second_hand,
    .releases = "before 3.2.1; 12, 16.1, 19, 22 and later",
    .check = check,
});

}  // namespace rules
