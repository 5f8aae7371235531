#include <memory>

#include <amtcert/chainwalk/named_locations.h>

#include "chain_options.h"
#include "command.h"
#include "one_certificate.h"
#include "output_options.h"
#include "revocation_options.h"
#include "site_options.h"

namespace cli {
namespace {

using certlib::Result;

struct CompareOptions {
    std::string before;
    std::string after;
    SiteOptions site;
    ChainOptions chain;
    PasswordOptions password;
    RevocationOptions revocation;
    OutputOptions output;
};

Result<int> run(CompareOptions& options, CLI::App& command) {
    auto site = options.site.site(command);
    if (!site) return tl::make_unexpected(site.error());
    const auto load = options.chain.load_options(options.password);
    auto material = options.chain.material(load);
    if (!material) return tl::make_unexpected(material.error());
    auto store = options.chain.console_store(load);
    if (!store) return tl::make_unexpected(store.error());
    site->console_store = std::move(*store);
    const auto network = options.revocation.open(*site, *material, !options.site.at.empty());
    if (!network) return tl::make_unexpected(network.error());
    const auto before = one_certificate(options.before, load);
    if (!before) return tl::make_unexpected(before.error());
    const auto after = one_certificate(options.after, load);
    if (!after) return tl::make_unexpected(after.error());

    const auto comparison = rules::compare(*site, {before->bundle, before->leaf}, {after->bundle, after->leaf}, *material);
    std::vector<chainwalk::Location> locations;
    for (const auto* side : {&comparison.before, &comparison.after})
        chainwalk::append_locations(locations, side->chains.front().chain);
    if (auto finished = (*network)->finish(locations); !finished) return tl::make_unexpected(finished.error());
    return options.output.write(comparison,
                                {.fail_on = site->fail_on, .warn_days = site->warn_days, .fail_days = site->fail_days});
}

}  // namespace

void add_compare(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(app, "compare", "The renewal gate: NEW has to pass, and to lose nothing that OLD had.");
    const auto options = std::make_shared<CompareOptions>();
    command->add_option("OLD", options->before, "the certificate in use, with its chain: a file, or - for standard input")
        ->required()
        ->type_name("");
    command->add_option("NEW", options->after, "its successor, likewise")->required()->type_name("");
    options->site.add_to(*command);
    options->chain.add_console_store_to(*options->chain.add_to(*command));
    options->chain.add_crls_to(*options->revocation.add_to(*command));
    options->password.add_to(*command);
    auto* const output = add_group(*command, "Output");
    options->output.add_to(*output);
    command->footer(
        "Exit: 0 NEW passes and loses nothing, 1 a finding or a loss at or above --fail-on, 2 usage or unreadable, 3 not "
        "decided.\n"
        "With --format nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.\n\n"
        "  amtcert compare old.pfx new.pfx --password-file pw --dns-suffix corp.example.com --firmware 11.8,16.1\n"
        "  amtcert compare old.pem new.pem --dns-suffix example.com --fail-on warning --format json");
    command->callback([options, command, &exit] { options->output.finish(run(*options, *command), exit); });
}

}  // namespace cli
