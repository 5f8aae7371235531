#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>

#include <amtcert/chainwalk/named_locations.h>
#include <amtcert/chainwalk/revocation_facts.h>

#include "chain_options.h"
#include "command.h"
#include "output_options.h"
#include "revocation_options.h"
#include "site_options.h"
#include "source_files.h"
#include "terminal.h"

namespace cli {
namespace {

using certlib::Error;

struct CheckOptions {
    std::vector<std::string> sources;
    SiteOptions site;
    PasswordOptions password;
    ChainOptions chain;
    OutputOptions output;
    std::string by = "stage";
    std::string color = "auto";
    bool verbose = false;
    bool quiet = false;
    RevocationOptions revocation;
    std::string command;  ///< as it was typed, for the report to build on
};

/// Run is one `amtcert check`: what is judged by, and the report as it grows.
class Run {
public:
    using Line = std::string (*)(const rules::SubjectReport&);

    /// With a `line` each certificate is written to standard output as soon as it is judged.
    Run(rules::Site site, rules::Material material, certlib::LoadOptions load, Line line)
        : site_(std::move(site)),
          material_(std::move(material)),
          load_(std::move(load)),
          line_(line) {
        report_.time = site_.at;
    }

    /// check_source reads what an argument stands for. It is judged at once when every certificate is written as it is judged, else
    /// by check_rest.
    void check_source(const std::string& argument) {
        visit_source(argument, load_,
                     {.found =
                          [this](certlib::Bundle bundle) {
                              bundles_.push_back(std::move(bundle));
                              if (line_ != nullptr) check_rest();
                          },
                      .failed =
                          [this](const std::string& source, const Error& error) {
                              complain(source, error);
                              report_.errors.push_back({source, error});
                          }});
    }

    /// check_rest judges what was read and not judged yet; the locations of all of it are asked at once before.
    void check_rest() {
        std::vector<certlib::Certificate> certificates;
        for (const auto& bundle : bundles_)
            certificates.insert(certificates.end(), bundle.certificates.begin(), bundle.certificates.end());
        if (material_.retriever != nullptr) chainwalk::prefetch(certificates, *material_.retriever);
        for (const auto& bundle : bundles_) check_bundle(bundle);
        bundles_.clear();
    }

    [[nodiscard]] const rules::Report& report() const { return report_; }
    /// written is the first error of writing as it goes.
    [[nodiscard]] const certlib::Result<void>& written() const { return written_; }

    /// locations are those of the chains that were judged.
    [[nodiscard]] std::vector<chainwalk::Location> locations() const {
        std::vector<chainwalk::Location> all;
        for (const auto& subject : report_.subjects) chainwalk::append_locations(all, subject.chains.front().chain);
        return all;
    }

private:
    void check_bundle(const certlib::Bundle& bundle) {
        for (const auto& leaf : rules::subjects_of(bundle)) {
            report_.subjects.push_back(rules::evaluate(site_, bundle, leaf, material_));
            if (line_ != nullptr && written_) written_ = print(line_(report_.subjects.back()), {});
        }
    }

    rules::Site site_;
    rules::Material material_;
    certlib::LoadOptions load_;
    Line line_;
    std::vector<certlib::Bundle> bundles_;
    rules::Report report_;
    certlib::Result<void> written_;
};

bool use_color(const CheckOptions& options) {
    if (options.color != "auto") return options.color == "always";
    return options.output.file.empty() && shows_output() && std::getenv("NO_COLOR") == nullptr;
}

rules::RenderOptions render_options(const CheckOptions& options, const rules::Site& site) {
    return {.text = {.color = use_color(options),
                     .verbose = options.verbose,
                     .quiet = options.quiet,
                     .by = options.by == "component" ? rules::Grouping::component : rules::Grouping::stage,
                     .command = options.command},
            .fail_on = site.fail_on,
            .warn_days = site.warn_days,
            .fail_days = site.fail_days};
}

/// quoted is a word as a shell takes it.
std::string quoted(const std::string& word) {
    const auto is_plain = [](unsigned char c) {
        return std::isalnum(c) != 0 || std::string_view("-_./:,=@%+").find(static_cast<char>(c)) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

/// as_typed puts what decides a verdict together again from what was understood of it: the options of a command or group, but not
/// how the report is written, so that it is the same wherever it goes.
std::string as_typed(const CLI::App& command) {
    std::string text;
    for (const auto* option : command.get_options()) {
        if (option->count() == 0) continue;
        const bool is_flag = option->get_expected_min() == 0;
        if (is_flag) text += " " + option->get_name();
        for (const auto& value : option->results())
            if (!is_flag) text += (option->get_positional() ? " " : " " + option->get_name() + " ") + quoted(value);
    }
    for (const auto* group : command.get_subcommands({}))
        if (group->get_group() != "Output") text += as_typed(*group);
    return text;
}

certlib::Result<int> run(CheckOptions& options, CLI::App& command) {
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

    Run check(*site, std::move(*material), load, options.output.written_as_judged() ? options.output.chosen().line : nullptr);
    for (const auto& source : options.sources) {
        check.check_source(source);
        if (!check.written()) return tl::make_unexpected(check.written().error());
    }
    check.check_rest();
    if (auto finished = (*network)->finish(check.locations()); !finished) return tl::make_unexpected(finished.error());
    return options.output.write(check.report(), render_options(options, *site));
}

}  // namespace

void add_check(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(app, "check", "Vet certificates and their chains for Intel AMT.");
    const auto options = std::make_shared<CheckOptions>();
    command
        ->add_option("SOURCE", options->sources,
                     "file (PEM, DER, PFX, PKCS#7, SST, .reg; told by content), folder, glob, - for standard input, or on Windows "
                     "winstore:LocalMachine/My, with ?thumbprint=, ?subject= or ?role=provisioning")
        ->required()
        ->type_name("");
    options->site.add_to(*command);
    auto* const chain = options->chain.add_to(*command);
    options->chain.add_console_store_to(*chain);
    auto* const revocation = options->revocation.add_to(*command);
    options->revocation.add_expect_revoked_to(*revocation);
    options->chain.add_crls_to(*revocation);
    options->password.add_to(*command);
    auto* const output = add_group(*command, "Output");
    options->output.add_to(*output);
    output->add_option("--by", options->by, "stage or component: how the text report is grouped")
        ->check(CLI::IsMember({"stage", "component"}))
        ->capture_default_str();
    output->add_option("--color", options->color, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->capture_default_str();
    auto* const verbose = output->add_flag("--verbose", options->verbose, "show the rules that hold too");
    output->add_flag("--quiet", options->quiet, "one line a certificate")->excludes(verbose);
    command->footer(
        "Exit: 0 every certificate passes, 1 a finding, 2 usage or unreadable, 3 not decided, 4 a bug in amtcert.\n"
        "With --format nagios: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.\n\n"
        "  amtcert check server.pfx --password-file pw --dns-suffix corp.example.com\n"
        "  amtcert check chain.pem --dns-suffix example.com --firmware 11.8,16.1 --format json");
    command->callback([options, command, &exit] {
        options->command = "amtcert " + command->get_name() + as_typed(*command);
        options->output.finish(run(*options, *command), exit);
    });
}

}  // namespace cli
