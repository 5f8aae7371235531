#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using leaf_names::shown;

/// in_domain_of says whether the CN is the server's name or in its domain: srv.example.com, *.example.com and example.com are for
/// a server of example.com.
bool in_domain_of(std::string_view common_name, std::string_view server) {
    if (leaf_names::same_host(common_name, server)) return true;
    const auto domain = leaf_names::domain_of(server);
    if (domain.empty()) return false;
    return leaf_names::same_host(leaf_names::domain_of(common_name), domain) || leaf_names::same_host(common_name, domain);
}

Findings check(const Context& context) {
    if (!context.site.server_fqdn) return {skipped("the setup server's name was not given (--server-fqdn)")};
    const auto common_name = leaf_names::common_name(context.leaf());
    if (!common_name) return {skipped(leaf_names::without_common_name(context.leaf()) + " (--server-fqdn)")};
    const auto server = text::trimmed(*context.site.server_fqdn);
    if (in_domain_of(text::trimmed(*common_name), server))
        return {passed(fmt::format("CN {}, server {}", shown(*common_name), shown(server)), 0)};
    const auto evidence = fmt::format("CN {}, server {}: different domains", shown(*common_name), shown(server));
    Findings refusals;
    for (const auto console : {Console::configmgr, Console::sccm2012})
        if (context.site.consoles.contains(console)) refusals.push_back(refused_by(console, Severity::error, evidence, 0));
    if (!refusals.empty()) return refusals;
    return {failed_as(Severity::info, evidence, 0)};
}

}  // namespace

extern const Rule name_server_domain_rule;
constinit const Rule name_server_domain_rule = define({
    .id = "name.server-domain",
    .title = "CN is in another domain than the setup server",
    .stages = stages(1, 3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::error,
    .what = "The CN's domain is the domain of the provisioning server given with --server-fqdn, or the CN is that server's "
            "name. An error with ConfigMgr (--console configmgr or sccm2012), an information otherwise.",
    .why = "ConfigMgr refuses a provisioning certificate whose CN is in another domain than the server, when the out of band "
           "component is configured. Other consoles may run under any name.",
    .fix = "Have the CA issue the certificate to the full DNS name of the server that holds the out of band service point.",
    .citation = "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01)",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
