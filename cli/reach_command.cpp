#include <cstdio>

#include <amtcert/rules/reach.h>

#include "chain_options.h"
#include "command.h"
#include "network_options.h"
#include "source_files.h"
#include "time_option.h"

namespace cli {
namespace {

using certlib::Result;

struct ReachOptions {
    std::string source;
    ChainOptions chain;
    NetworkOptions network;
    PasswordOptions password;
    std::string at;
    std::string format = "text";
    std::string output;
};

/// time_of is what --at says, else the record's time, else now.
Result<certlib::Time> time_of(ReachOptions& options) {
    const auto recorded = options.network.recorded_time();
    if (!recorded) return tl::make_unexpected(recorded.error());
    return options.at.empty() && *recorded ? **recorded : time_said(options.at);
}

Result<int> run(ReachOptions& options) {
    rules::ReachReport report;
    const auto time = time_of(options);
    if (!time) return tl::make_unexpected(time.error());
    report.time = *time;
    const auto load = options.chain.load_options(options.password);
    auto material = options.chain.material(load);
    if (!material) return tl::make_unexpected(material.error());
    const auto network = options.network.open(report.time);
    if (!network) return tl::make_unexpected(network.error());
    material->retriever = (*network)->retriever();
    std::vector<certlib::Bundle> bundles;
    visit_source(options.source, load,
                 {.found = [&](certlib::Bundle bundle) { bundles.push_back(std::move(bundle)); },
                  .failed =
                      [&](const std::string& source, const certlib::Error& error) {
                          complain(source, error);
                          report.errors.push_back({source, error});
                      }});

    for (const auto& bundle : bundles) chainwalk::prefetch(bundle.certificates, *material->retriever);
    for (const auto& bundle : bundles)
        for (const auto& leaf : rules::subjects_of(bundle)) rules::reach(report, bundle, leaf, *material);
    std::vector<chainwalk::Location> locations;
    for (const auto& one : report.locations) locations.push_back(one.location);
    if (auto finished = (*network)->finish(locations); !finished) return tl::make_unexpected(finished.error());
    const int exit = report.exit_code();
    if (report.subjects == 0 || (exit == exit_code::usage && !options.output.empty())) return exit;
    if (report.locations.empty())
        std::fputs("note: the certificates name no location; those that a self-signed one names are not asked\n", stderr);
    const auto document = options.format == "json" ? rules::render_reach_json(report) : rules::render_reach_text(report);
    for (const auto& bundle : bundles)
        if (auto other = refuse_source(options.output, bundle.source); !other) return tl::make_unexpected(other.error());
    if (auto printed = print(document, options.output); !printed) return tl::make_unexpected(printed.error());
    return exit;
}

}  // namespace

void add_reach(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(app, "reach", "Ask every CRL, issuer and OCSP location that certificates name.");
    const auto options = std::make_shared<ReachOptions>();
    command->add_option("SOURCE", options->source, "file, folder, glob, or - for standard input")->required()->type_name("");
    options->chain.add_to(*command);
    auto* const network = add_group(*command, "Network");
    options->network.add_to(*network);
    network->add_option("--at", options->at, "judge what is served for this time (RFC 3339, or a date); now when absent")
        ->type_name("TIME");
    options->password.add_to(*command);
    auto* const output = add_group(*command, "Output");
    output->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    output->add_option("-o", options->output, "write to a file instead of standard output")->type_name("FILE");
    command->footer(
        "Exit: 0 every location serves what it should, 1 one does not, 2 usage or unreadable, 3 not found out (no network here, "
        "a\n"
        "location that names no host, an issuer that is not at hand).\n\n"
        "  amtcert reach chain.pem\n"
        "  amtcert reach server.pfx --password-file pw --ldap-server ldap://dc.example.com --format json");
    command->callback([options, &exit] { finish(run(*options), exit); });
}

}  // namespace cli
