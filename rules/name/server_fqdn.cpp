#include <fmt/format.h>

#include "name/leaf_names.h"

namespace rules {
namespace {

using leaf_names::shown;

Findings check(const Context& context) {
    const auto& server = context.site.mebx_server_fqdn;
    if (!server) return {skipped("no Provision Server FQDN from MEBX given (--mebx-server-fqdn)")};
    const auto common_name = leaf_names::common_name(context.leaf());
    if (!common_name) return {skipped(leaf_names::without_common_name(context.leaf()) + " (--mebx-server-fqdn)")};
    const auto evidence = fmt::format("CN {}, MEBX Provision Server FQDN {}", shown(*common_name), shown(*server));
    if (leaf_names::same_host(*common_name, *server)) return {passed(evidence, 0)};
    return {failed(evidence + ": not equal", 0)};
}

}  // namespace

extern const Rule name_server_fqdn_rule;
constinit const Rule name_server_fqdn_rule = define({
    .id = "name.server-fqdn",
    .title = "CN is not the Provision Server FQDN entered in MEBX",
    .stages = stages(3),
    .component = Component::client,
    .roles = only(Role::provisioning),
    .severity = Severity::warning,
    .what = "The CN equals the Provision Server FQDN entered in MEBX (--mebx-server-fqdn), when there is one.",
    .why = "A device whose MEBX holds a Provision Server FQDN has been observed to accept only the server of that name. No "
           "document of Intel says so.",
    .fix = "Enter the certificate's CN as Provision Server FQDN in MEBX, or leave that field empty.",
    .citation =
        "ConfigMgr 2007 and Intel vPro troubleshooting guide (2011-04-01): the certificate is trusted by option 15, the MEBX PKI "
        "domain or the MEBX Provision Server FQDN; that the two have to be equal is experience",
    .grade = Grade::observed,
    .check = check,
});

}  // namespace rules
