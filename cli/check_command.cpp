#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>

#include <amtcert/certlib/load.h>
#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/rules/render.h>

#include "chain_options.h"
#include "command.h"
#include "revocation_options.h"
#include "site_options.h"

namespace cli {
namespace {

using certlib::Error;
using certlib::ErrorKind;

struct CheckOptions {
    std::vector<std::string> sources;
    SiteOptions site;
    PasswordOptions password;
    ChainOptions chain;
    std::string format = "text";
    std::string output;
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
    Run(rules::Site site, rules::Material material, certlib::LoadOptions load)
        : site_(std::move(site)), material_(std::move(material)), load_(std::move(load)) {
        report_.time = site_.at;
    }

    /// load_source reads what an argument stands for; check_all judges it.
    void load_source(const std::string& argument) {
        const auto list = certlib::expand(argument);
        if (!list) return cannot_look(argument, list.error());
        bool found = false;
        for (const auto& file : list->files) {
            auto bundle = certlib::load_file(file, load_);
            if (bundle) {
                bundles_.push_back(std::move(*bundle));
            } else if (list->several && bundle.error().kind == ErrorKind::not_found) {
                std::fprintf(stderr, "note: %s: %s, passed over\n", certlib::escape_unprintable(file).c_str(),
                             certlib::escape_unprintable(bundle.error().message).c_str());
                continue;
            } else {
                cannot_look(file, bundle.error());
            }
            found = true;
        }
        if (!found) cannot_look(argument, {ErrorKind::not_found, "no file with a certificate in it", {}});
    }

    void check_all() {
        // The locations of all certificates are asked at once, before one after the other is judged.
        std::vector<certlib::Certificate> certificates;
        for (const auto& bundle : bundles_)
            certificates.insert(certificates.end(), bundle.certificates.begin(), bundle.certificates.end());
        if (material_.retriever != nullptr) chainwalk::prefetch(certificates, *material_.retriever);
        for (const auto& bundle : bundles_)
            for (const auto& leaf : rules::subjects_of(bundle))
                report_.subjects.push_back(rules::evaluate(site_, bundle, leaf, material_));
    }

    [[nodiscard]] const rules::Report& report() const { return report_; }

    /// locations are those of the chains that were judged.
    [[nodiscard]] std::vector<chainwalk::Location> locations() const {
        std::vector<chainwalk::Location> all;
        for (const auto& subject : report_.subjects)
            if (const auto& facts = subject.chains.front().chain.revocation)
                all.insert(all.end(), facts->locations.begin(), facts->locations.end());
        return all;
    }

private:
    void cannot_look(const std::string& source, const Error& error) {
        complain(source, error);
        report_.errors.push_back({source, error});
    }

    rules::Site site_;
    rules::Material material_;
    certlib::LoadOptions load_;
    std::vector<certlib::Bundle> bundles_;
    rules::Report report_;
};

bool use_color(const CheckOptions& options) {
    if (options.color != "auto") return options.color == "always";
    return options.output.empty() && ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
}

std::string render(const rules::Report& report, const CheckOptions& options) {
    if (options.format == "json") return rules::render_json(report);
    return rules::render_text(report, {.color = use_color(options),
                                       .verbose = options.verbose,
                                       .quiet = options.quiet,
                                       .by = options.by == "component" ? rules::Grouping::component : rules::Grouping::stage,
                                       .command = options.command});
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

/// as_typed puts the command together again from what was understood of it.
std::string as_typed(const CLI::App& command) {
    std::string text = "amtcert " + command.get_name();
    for (const auto* option : command.get_options()) {
        if (option->count() == 0) continue;
        const bool is_flag = option->get_expected_min() == 0;
        if (is_flag) text += " " + option->get_name();
        for (const auto& value : option->results())
            if (!is_flag) text += (option->get_positional() ? " " : " " + option->get_name() + " ") + quoted(value);
    }
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

    if (auto applied = options.revocation.apply(*site, !options.site.at.empty()); !applied)
        return tl::make_unexpected(applied.error());
    auto crls = options.revocation.crls();
    if (!crls) return tl::make_unexpected(crls.error());
    const auto network = options.revocation.network.open(site->at);
    if (!network) return tl::make_unexpected(network.error());
    material->crls = std::move(*crls);
    material->retriever = (*network)->retriever();

    Run check(*site, std::move(*material), load);
    for (const auto& source : options.sources) check.load_source(source);
    check.check_all();
    if (auto finished = (*network)->finish(check.locations()); !finished) return tl::make_unexpected(finished.error());
    const auto& report = check.report();
    const int exit = report.exit_code();
    // Nothing could be read: there is no report. Some could: it is shown, but never put into a file that a script would take.
    if (report.subjects.empty() || (exit == exit_code::usage && !options.output.empty())) return exit;
    if (auto printed = print(render(report, options), options.output); !printed) return tl::make_unexpected(printed.error());
    return exit;
}

}  // namespace

void add_check(CLI::App& app, int& exit) {
    auto* const command = app.add_subcommand("check", "Vet certificates and their chains for Intel AMT.");
    const auto options = std::make_shared<CheckOptions>();
    command->add_option("SOURCE", options->sources, "file (PEM, DER, PFX, PKCS#7; told by content), folder, glob, or - for standard input")
        ->required()
        ->type_name("");
    options->site.add_to(*command);
    auto* const chain = options->chain.add_to(*command);
    options->chain.add_console_store_to(*chain);
    options->revocation.add_to(*command);
    options->password.add_to(*command);
    auto* const output = command->add_option_group("Output", "");
    output->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
    output->add_option("-o", options->output, "write to a file instead of standard output")->type_name("FILE");
    output->add_option("--by", options->by, "stage or component: how the text report is grouped")
        ->check(CLI::IsMember({"stage", "component"}))
        ->capture_default_str();
    output->add_option("--color", options->color, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->capture_default_str();
    auto* const verbose = output->add_flag("--verbose", options->verbose, "show the rules that hold too");
    output->add_flag("--quiet", options->quiet, "one line a certificate")->excludes(verbose);
    command->footer(
        "Exit: 0 every certificate passes, 1 a finding, 2 usage or unreadable, 3 not decided, 4 a bug in amtcert.\n\n"
        "  amtcert check server.pfx --password-file pw --dns-suffix corp.example.com\n"
        "  amtcert check chain.pem --dns-suffix example.com --firmware 11.8,16.1 --format json");
    command->callback([options, command, &exit] {
        options->command = as_typed(*command);
        finish(run(*options, *command), exit);
    });
}

}  // namespace cli
