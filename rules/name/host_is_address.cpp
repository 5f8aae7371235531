#include <fmt/format.h>

#include "name/leaf_names.h"
#include "support/host_text.h"

namespace rules {
namespace {

using leaf_names::shown;

/// fault_of says why a name is no FQDN, or is empty.
std::string_view fault_of(std::string_view name) {
    if (name.ends_with('.')) name.remove_suffix(1);
    if (name.find(':') != std::string_view::npos || is_numeric_host(name)) return "an IP address";
    return name.find('.') == std::string_view::npos ? "a short name" : "";
}

Findings check(const Context& context) {
    Findings findings;
    if (const auto& client = context.site.client_fqdn; client && !fault_of(*client).empty())
        findings.push_back(
            failed(fmt::format("--client-fqdn {} is {}, the full DNS name required", shown(*client), fault_of(*client))));
    const auto common_name = leaf_names::common_name(context.leaf());
    if (common_name && !fault_of(*common_name).empty())
        findings.push_back(
            failed(fmt::format("CN {} is {}, the PC's full DNS name required", shown(*common_name), fault_of(*common_name)), 0));
    return or_passed(std::move(findings), common_name ? fmt::format("CN {} is a full DNS name", shown(*common_name))
                                                      : leaf_names::without_common_name(context.leaf()));
}

}  // namespace

extern const Rule name_host_is_address_rule;
constinit const Rule name_host_is_address_rule = define({
    .id = "name.host-is-address",
    .title = "IP address or short name in place of the full name",
    .stages = stages(6),
    .component = Component::client,
    .roles = only(Role::web_server),
    .severity = Severity::error,
    .what = "The name by which the PC is opened (--client-fqdn) and the CN of its certificate are full DNS names: neither an IP "
            "address nor a short name or alias.",
    .why = "Kerberos logon to the web interface works with the PC's full name alone, https://FQDN:16993. By address or alias the "
           "name in the certificate does not fit and the logon fails.",
    .fix = "Open the web interface by the PC's full DNS name, and have the certificate issued for that name.",
    .citation = "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01), stage 6",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
