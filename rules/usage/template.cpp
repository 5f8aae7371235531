#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

#include "support/microsoft_template.h"

namespace rules {
namespace {

/// next_generation_provider is the key storage provider (CNG) that the source's key says it came from, or that a Windows store names,
/// or empty. Providers of the older interface are called "... Cryptographic Provider"; in a store only those of CNG have the type 0.
std::string next_generation_provider(const Context& context) {
    const auto* const facts = certlib::store_facts_of(context.bundle, context.leaf());
    if (facts != nullptr && facts->key_provider && facts->key_provider->type == 0) return facts->key_provider->name;
    for (const auto& key : context.bundle.private_keys)
        if (key.csp_name.find("Key Storage Provider") != std::string::npos ||
            key.csp_name.find("Platform Crypto Provider") != std::string::npos)
            return key.csp_name;
    return {};
}

Findings check(const Context& context) {
    const auto& issued_from = context.leaf().decoded().microsoft_template;
    const auto provider = next_generation_provider(context);
    if (!provider.empty()) {
        const auto severity = context.site.uses_configmgr() ? Severity::warning : Severity::info;
        return {failed_as(severity,
                          fmt::format("the key is from \"{}\", a provider of CNG", certlib::escape_unprintable(provider)), 0)};
    }
    if (!issued_from)
        return {skipped("no Microsoft template extension; a PFX would show the key's provider (give it as SOURCE)")};
    return {passed(
        fmt::format("issued from template {}; its schema version, which has to be below 3, does not stand in a certificate",
                    describe_template(*issued_from)),
        0)};
}

}  // namespace

extern const Rule usage_template_rule;
constinit const Rule usage_template_rule = define({
    .id = "usage.template",
    .title = "key is from a provider that ConfigMgr cannot use",
    .stages = stages(3),
    .component = Component::ca,
    .roles = only(Role::web_server),
    .severity = Severity::info,
    .what =
        "Shows the Microsoft template a certificate was issued from, with its revision. A key of a PFX whose CSP Name attribute "
        "names a key storage provider (CNG), or of which the export of a Windows store says so, is an information, with ConfigMgr a "
        "warning.",
    .why =
        "ConfigMgr enrols web-server certificates from templates of schema version 2; with version 3 (CNG) the enrolment fails.",
    .fix = "In the CA's console duplicate the Web Server template as Windows Server 2003 Enterprise (version 2); for ConfigMgr "
           "2007 with "
           "the subject supplied in the request, for 2012 and later built from Active Directory with the common name. Issue from "
           "that.",
    .citation =
        "Microsoft ConfigMgr, PKI certificate requirements; ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
