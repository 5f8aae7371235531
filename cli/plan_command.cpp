#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include <amtcert/rules/plan.h>

#include "chain_options.h"
#include "command.h"
#include "revocation_options.h"
#include "site_options.h"
#include "source_files.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;

struct PlanOptions {
    SiteOptions site;
    ChainOptions chain;
    PasswordOptions password;
    RevocationOptions revocation;
    std::string preferred_ca;
    std::string request;
    std::string offered;
    std::string config;
    std::string format = "text";
    std::string output;
};

/// Each suffix is tried with each name that comes to mind; more than this is a mix-up of files.
constexpr std::size_t most_suffixes = 256;

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// releases_of gives the releases that the devices' lists name, each once.
std::vector<rules::Release> releases_of(const rules::Site& site) {
    std::string all;
    for (const auto& list : site.device_lists) {
        if (list.firmware.empty() || !rules::parse_releases(list.firmware)) continue;
        all += (all.empty() ? "" : ",") + list.firmware;
    }
    return rules::parse_releases(all).value_or(std::vector<rules::Release>{});
}

/// complete_site takes from the devices' lists what was not said by an option.
Result<rules::Site> complete_site(PlanOptions& options, CLI::App& command) {
    auto site = options.site.site(command);
    if (!site) return site;
    if (site->firmware.empty() && !site->survey) site->firmware = releases_of(*site);
    if (site->suffixes().empty())
        for (const auto& list : site->device_lists)
            if (!list.dns_suffix.empty() && !contains(site->dns_suffixes, list.dns_suffix))
                site->dns_suffixes.push_back(list.dns_suffix);
    if (site->dns_suffixes.size() > most_suffixes)
        return certlib::fail(ErrorKind::limit,
                             fmt::format("--dns-suffix: {} suffixes, at most {}", site->dns_suffixes.size(), most_suffixes),
                             "plan for a part of them at a time");
    if (site->suffixes().empty() && options.request.empty() && options.offered.empty())
        return certlib::fail(ErrorKind::usage, "nothing to plan for",
                             "give the DNS suffixes of the PCs: --dns-suffix S, or --dns-suffix @file");
    // The plan is for the time of the record, as the offered chain is judged at it.
    const auto recorded = options.revocation.network.recorded_time();
    if (!recorded) return tl::make_unexpected(recorded.error());
    if (*recorded && options.site.at.empty()) site->at = **recorded;
    return site;
}

Result<void> vet_given(PlanOptions& options, rules::Site& site, rules::Plan& plan) {
    const auto load = options.chain.load_options(options.password);
    if (!options.request.empty()) {
        const auto file = certlib::load_request(options.request, load);
        if (!file) return about(options.request, file.error());
        rules::add_request(plan, rules::vet_request(site, plan, *file, options.request));
    }
    if (options.offered.empty()) return {};
    auto material = options.chain.material(load);
    if (!material) return tl::make_unexpected(material.error());
    const auto network = options.revocation.open(site, *material, !options.site.at.empty());
    if (!network) return tl::make_unexpected(network.error());
    const auto bundle = load_source(options.offered, load);
    if (!bundle) return about(options.offered, bundle.error());
    auto report = rules::vet_offer(site, *bundle, *material);
    if (!report) return about(options.offered, report.error());
    if (auto finished = (*network)->finish(report->locations); !finished) return finished;
    rules::add_offer(plan, std::move(*report));
    return {};
}

/// request_config is for the first certificate of the plan; a request is for one.
Result<std::string> request_config(const PlanOptions& options, const rules::Plan& plan) {
    if (options.config == "both" && !options.output.empty())
        return certlib::fail(ErrorKind::usage, "--write-csr-config: two configurations do not go into one file",
                             "say which one: --write-csr-config openssl, or certreq");
    if (plan.names.empty() || plan.keys.empty())
        return certlib::fail(ErrorKind::usage, "--write-csr-config: " + plan.headline,
                             "give suffixes that a certificate can serve");
    const auto& name = plan.names.front();
    const auto& key = plan.keys.front();
    if (plan.names.size() * plan.keys.size() > 1)
        std::fprintf(
            stderr, "note: the first of %zu certificates, CN=%s, RSA %u; plan for fewer suffixes or releases to get the others\n",
            plan.names.size() * plan.keys.size(), name.common_name.c_str(), key.bits);
    if (options.config == "openssl") return rules::openssl_request_config(name, key);
    if (options.config == "certreq") return rules::certreq_request_config(name, key);
    return "# ---- request.cnf ----\n" + rules::openssl_request_config(name, key) + "\n; ---- request.inf ----\n" +
           rules::certreq_request_config(name, key);
}

Result<int> run(PlanOptions& options, CLI::App& command) {
    auto site = complete_site(options, command);
    if (!site) return tl::make_unexpected(site.error());
    auto plan = rules::plan(*site, options.preferred_ca);
    if (auto vetted = vet_given(options, *site, plan); !vetted) return tl::make_unexpected(vetted.error());
    auto document = options.format == "json" ? rules::render_plan_json(plan) : rules::render_plan_text(plan);
    if (!options.config.empty()) {
        auto config = request_config(options, plan);
        if (!config) return tl::make_unexpected(config.error());
        document = std::move(*config);
    }
    for (const auto& given : {options.request, options.offered})
        if (auto other = refuse_source(options.output, given); !other) return tl::make_unexpected(other.error());
    if (auto printed = print(document, options.output); !printed) return tl::make_unexpected(printed.error());
    return plan.exit_code();
}

}  // namespace

void add_plan(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(
        app, "plan", "Before purchase: from suffixes and firmware to what to buy; vets a request or an offered chain.");
    const auto options = std::make_shared<PlanOptions>();
    options->site.add_to(*command);
    command->add_option("--ca", options->preferred_ca, "whom to get the certificate from: private, godaddy, sectigo or digicert")
        ->type_name("NAME")
        ->transform(CLI::IsMember(rules::known_cas(), CLI::ignore_case));
    options->chain.add_to(*command);
    options->chain.add_crls_to(*options->revocation.add_to(*command));
    options->password.add_to(*command);
    auto* const vetting = add_group(*command, "Vetting", "what you have already");
    vetting->add_option("--csr", options->request, "a certificate request (PKCS#10), with its private key beside it or not")
        ->type_name("FILE");
    auto* const offered =
        vetting->add_option("--offered", options->offered, "the chain a CA offers, without a leaf")->type_name("FILE");
    for (const char* name : {"--record", "--replay"}) command->get_option(name)->needs(offered);
    auto* const output = add_group(*command, "Output");
    output
        ->add_option("--write-csr-config", options->config,
                     "instead: configurations that make a right request; openssl, certreq or both")
        ->type_name("W")
        ->check(CLI::IsMember({"openssl", "certreq", "both"}))
        ->expected(0, 1)
        ->default_str("both");
    output->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    output->add_option("-o", options->output, "write to a file instead of standard output")->type_name("FILE");
    command->footer(
        "Exit: 0 a plan, and what was given is fit; 1 a suffix cannot be served, or what was given is not fit; 2 usage or "
        "unreadable;\n"
        "3 not decided.\n\n"
        "  amtcert plan --dns-suffix corp.example.com --dns-suffix example.co.uk --firmware 11.8.50,14,16.1\n"
        "  amtcert plan --dns-suffix @suffixes.txt --trusted-hashes amtinfo.json --offered chain.pem\n"
        "  amtcert plan --dns-suffix corp.example.com --firmware 16.1 --write-csr-config openssl -o request.cnf");
    command->callback([options, command, &exit] { finish(run(*options, *command), exit); });
}

}  // namespace cli
