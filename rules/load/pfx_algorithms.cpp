#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

/// needs_legacy_provider: OpenSSL 3 moved RC2, RC4 and single DES there.
bool needs_legacy_provider(const std::string& name) {
    return name.starts_with("RC2") || name.starts_with("RC4") || name.starts_with("DES-");
}

Findings check(const Context& context) {
    if (!context.bundle.pfx) return {skipped("the source is no PFX")};
    const auto& facts = *context.bundle.pfx;
    const auto& names = facts.encryption;
    const auto mac = facts.mac_algorithm.empty() ? std::string("no MAC") : "MAC by " + facts.mac_algorithm;
    const auto evidence = fmt::format("encrypted with {}, {}", fmt::join(names, " and "), mac);
    if (std::any_of(names.begin(), names.end(), needs_legacy_provider)) return {failed(evidence)};
    const bool triple_des = std::any_of(names.begin(), names.end(), [](const auto& name) { return name.starts_with("3DES"); });
    if (triple_des) {
        const auto remark = facts.mac_algorithm == "SHA-1" ? "; opens everywhere, though it is out of date" : "; out of date";
        return {failed_as(Severity::info, evidence + remark)};
    }
    const bool aes = std::any_of(names.begin(), names.end(), [](const auto& name) { return name.starts_with("AES"); });
    if (aes && context.site.uses_configmgr())
        return {failed_as(Severity::info, evidence + "; observed: Windows before Server 2019 cannot import it", {},
                          "On such a server export with 3DES instead: openssl pkcs12 -export -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES "
                          "-macalg sha1.")};
    return {passed(evidence)};
}

}  // namespace

extern const Rule load_pfx_algorithms_rule;
constinit const Rule load_pfx_algorithms_rule = define({
    .id = "load.pfx-algorithms",
    .title = "PFX uses old encryption",
    .stages = stages(1),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .what = "The container is not encrypted with RC2, RC4 or DES (a warning). 3DES is a note, and so is AES where ConfigMgr on an older "
            "Windows has to import it.",
    .why = "Programs built on OpenSSL 3, such as current consoles, refuse RC2 and RC4 without the legacy provider, and call it a wrong "
           "password.",
    .fix = "Write the container again with AES: openssl pkcs12 -legacy -in OLD.pfx -out ALL.pem, then openssl pkcs12 -export -in ALL.pem "
           "-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -out NEW.pfx. Both ask for the passwords; delete ALL.pem afterwards.",
    .citation = "OpenSSL 3.0 migration guide, legacy algorithms; RFC 8018",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
