#include "revocation_options.h"

#include <amtcert/rules/settings.h>

#include "command.h"

namespace cli {

using certlib::Result;

CLI::Option_group* RevocationOptions::add_to(CLI::App& command) {
    auto* const group = add_group(command, "Revocation", "CRLs, issuer and OCSP locations");
    group->add_option("--revocation", mode, "off, check, or require: what cannot be found out then makes the exit 3")
        ->type_name("M")
        ->check(CLI::IsMember({"off", "check", "require"}))
        ->capture_default_str();
    auto* const offline = group->add_flag("--offline", network.offline, "ask no location");
    network.add_to(*group);
    for (const char* name : {"--cache", "--record"}) group->get_option(name)->excludes(offline);
    return group;
}

void RevocationOptions::add_expect_revoked_to(CLI::Option_group& revocation) {
    revocation.add_flag("--expect-revoked", expect_revoked, "after un-provisioning: the certificate is to be revoked");
}

Result<std::unique_ptr<Network>> RevocationOptions::open(rules::Site& site, rules::Material& material, bool time_is_given) {
    if (auto applied = rules::apply_setting(site, "revocation", {mode}); !applied) return tl::make_unexpected(applied.error());
    site.expect_revoked = expect_revoked;
    if (site.revocation == rules::RevocationMode::off) network.offline = true;
    const auto recorded = network.recorded_time();
    if (!recorded) return tl::make_unexpected(recorded.error());
    if (*recorded && !time_is_given) site.at = **recorded;
    auto opened = network.open(site.at);
    if (opened) material.retriever = (*opened)->retriever();
    return opened;
}

}  // namespace cli
