#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

Findings check(const Context& context) {
    const auto& store = context.site.console_store;
    if (!store) return {skipped("the Trusted Root store of the console's host was not given (--console-store)")};
    const auto& links = context.chain.links;
    if (links.size() < 2)
        return {skipped("the chain holds no CA certificate; give what is missing with --intermediates or --roots")};
    Findings findings;
    for (std::size_t place = 1; place < links.size(); ++place) {
        const auto& authority = links[place].certificate;
        if (std::find(store->begin(), store->end(), authority) != store->end()) continue;
        const auto evidence = fmt::format("{}, SHA-256 {}: not among the {} certificates of the store",
                                          authority.is_self_issued() ? "the root" : "a subordinate CA",
                                          certlib::to_hex(authority.sha256_fingerprint()), store->size());
        findings.push_back(failed_as(context.site.uses_configmgr() ? Severity::error : Severity::warning, evidence, place));
    }
    return or_passed(std::move(findings), "the store holds the root and every subordinate CA");
}

}  // namespace

extern const Rule trust_console_store_rule;
constinit const Rule trust_console_store_rule = define({
    .id = "trust.console-store",
    .title = "CA certificate is not in the console's Trusted Root store",
    .stages = stages(5),
    .component = Component::server,
    .roles = only(Role::web_server),
    .severity = Severity::warning,
    .what = "The Trusted Root store of the console's host (--console-store) holds the root and every subordinate CA of the "
            "web-server "
            "certificate. With --configmgr a missing one is an error.",
    .why = "With a PKI of several tiers the out of band console opens serial-over-LAN and IDE redirection only when all the CAs, "
           "subordinate ones too, are in the local machine's Trusted Root store.",
    .fix = "Import the certificate named into Trusted Root Certification Authorities of the local machine, on every host the "
           "console "
           "runs on. Beware: a certificate in that store that is not self-signed breaks logon with client certificates (IIS, "
           "Schannel) on the same host; keep such services on another one.",
    .citation = "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01), stage 5",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
