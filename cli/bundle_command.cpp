#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include <amtcert/certlib/write_pem.h>
#include <amtcert/rules/sending.h>

#include "chain_options.h"
#include "command.h"
#include "one_certificate.h"
#include "revocation_options.h"
#include "site_options.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;

struct BundleOptions {
    std::string source;
    SiteOptions site;
    ChainOptions chain;
    PasswordOptions password;
    RevocationOptions revocation;
    std::string folder;
};

constexpr std::size_t labels_in_a_name = 4;

/// file_name is made of our own labels of releases only, so that it is safe anywhere.
std::string file_name(const rules::ChainSelection& selection, const rules::ChainToSend& chain) {
    if (selection.chains.size() == 1) return "chain.pem";
    std::string name = "chain";
    const auto count = std::min(chain.releases.size(), labels_in_a_name);
    for (std::size_t i = 0; i < count; ++i) name += "_" + chain.releases[i].label;
    if (chain.releases.size() > count) name += fmt::format("_and_{}_more", chain.releases.size() - count);
    return name + ".pem";
}

std::string releases_text(const rules::ChainToSend& chain) {
    std::string text;
    for (const auto& release : chain.releases) {
        std::string why(rules::to_string(release.confidence));
        if (release.verdict != rules::Verdict::pass) {
            why = "not decided:";
            for (const rules::Rule* rule : release.undecided) why += " " + std::string(rule->id);
        }
        text += fmt::format("  for AMT {:<12}{}\n", release.label, why);
    }
    return text;
}

std::string chain_text(const std::string& file, const rules::ChainToSend& chain) {
    auto text = certlib::escape_unprintable(file) + "\n" + releases_text(chain);
    for (std::size_t place = 0; place < chain.certificates.size(); ++place)
        text += fmt::format("  certificate {}: {}{}\n", place, chain.certificates[place].subject().to_string(),
                            chain.origins[place] == chainwalk::Origin::aia ? " (fetched)" : "");
    text += fmt::format("  root SHA-256: {}\n", certlib::to_hex(chain.certificates.back().sha256_fingerprint()));
    for (const auto& other : chain.others_fail) text += fmt::format("  why not {}\n", other);
    return text;
}

/// reason_text is a finding in words, and how to mend it.
std::string reason_text(const rules::RuleResult& reason) {
    const auto fix = reason.finding.fix.empty() ? std::string(reason.rule->fix) : reason.finding.fix;
    return fmt::format("  {} ({}): {}\n  fix: {}\n", reason.rule->title, reason.rule->id,
                       certlib::escape_unprintable(reason.finding.evidence), certlib::escape_unprintable(fix));
}

/// Unserved are releases without a chain for the same rules, and the findings of the first of them.
struct Unserved {
    std::vector<std::string_view> rules;
    std::string releases;
    const rules::UnservedRelease* first;
};

std::vector<Unserved> grouped(const rules::ChainSelection& selection) {
    std::vector<Unserved> groups;
    for (const auto& release : selection.unserved) {
        std::vector<std::string_view> failed;
        for (const auto& reason : release.reasons) failed.push_back(reason.rule->id);
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const Unserved& one) {
            return one.rules == failed && one.first->remote_configuration == release.remote_configuration;
        });
        if (group == groups.end())
            groups.push_back({std::move(failed), release.label, &release});
        else
            group->releases += ", " + release.label;
    }
    return groups;
}

std::string unserved_text(const rules::ChainSelection& selection) {
    std::string text;
    for (const auto& group : grouped(selection)) {
        text += fmt::format("no chain for AMT {}\n", group.releases);
        if (!group.first->remote_configuration) text += "  no remote configuration with certificates there\n";
        for (const auto& reason : group.first->reasons) text += reason_text(reason);
    }
    return text;
}

Result<rules::ChainSelection> selected(BundleOptions& options, CLI::App& command) {
    auto site = options.site.site(command);
    if (!site) return tl::make_unexpected(site.error());
    const auto load = options.chain.load_options(options.password);
    auto material = options.chain.material(load);
    if (!material) return tl::make_unexpected(material.error());
    const auto source = one_certificate(options.source, load);
    if (!source) return tl::make_unexpected(source.error());
    const auto network = options.revocation.open(*site, *material, !options.site.at.empty());
    if (!network) return tl::make_unexpected(network.error());
    auto selection = rules::select_chains(*site, source->bundle, source->leaf, *material);
    if (auto finished = (*network)->finish(selection.locations); !finished) return tl::make_unexpected(finished.error());
    return selection;
}

Result<void> write_chains(const rules::ChainSelection& selection, const std::string& folder, const std::string& source) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return certlib::fail(ErrorKind::io, folder + ": cannot be made: " + error.message());
    for (const auto& chain : selection.chains) {
        std::string document;
        for (const auto& certificate : chain.certificates) document += certlib::write_pem("CERTIFICATE", certificate.der());
        const auto file = (std::filesystem::path(folder) / file_name(selection, chain)).string();
        if (auto other = refuse_source(file, source); !other) return other;
        if (auto written = print(document, file); !written) return written;
    }
    return {};
}

int exit_of(rules::Verdict verdict) {
    switch (verdict) {
        case rules::Verdict::pass:
            return exit_code::pass;
        case rules::Verdict::fail:
            return exit_code::fail;
        case rules::Verdict::inconclusive:
            break;
    }
    return exit_code::undecided;
}

Result<int> run(BundleOptions& options, CLI::App& command) {
    const auto selection = selected(options, command);
    if (!selection) return tl::make_unexpected(selection.error());
    if (!selection->chains.empty())
        if (auto written = write_chains(*selection, options.folder, options.source); !written)
            return tl::make_unexpected(written.error());

    auto text = selection->chains.empty() ? std::string("nothing written: no chain will do\n") : std::string();
    for (const auto& chain : selection->chains)
        text += chain_text((std::filesystem::path(options.folder) / file_name(*selection, chain)).string(), chain);
    text += unserved_text(*selection);
    if (!selection->chains.empty())
        for (const auto& certificate : selection->left_out)
            text += fmt::format("left out, in no chain: {} (issued by {})\n", certificate.subject().to_string(),
                                certificate.issuer().to_string());
    if (auto printed = print(text, {}); !printed) return tl::make_unexpected(printed.error());
    return exit_of(selection->verdict);
}

}  // namespace

void add_bundle(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(
        app, "bundle",
        "Write the chain as it should be sent: one file per group of releases that needs its own; what is missing is fetched.");
    const auto options = std::make_shared<BundleOptions>();
    command->add_option("SOURCE", options->source, "file with the certificate and what there is of its chain, or -")
        ->required()
        ->type_name("");
    options->site.add_to(*command);
    options->chain.add_to(*command);
    options->chain.add_crls_to(*options->revocation.add_to(*command));
    options->password.add_to(*command);
    command->add_option("-o", options->folder, "folder to write to; PEM, leaf first, root last, never a private key")
        ->required()
        ->type_name("DIR");
    command->footer(
        "Exit: 0 every release has its chain, 1 one has none (what can be written is), 2 usage or unreadable, 3 not decided.\n\n"
        "  amtcert bundle server.pfx --password-file pw --intermediates cross.pem --firmware 11.8.50,16.1 -o send");
    command->callback([options, command, &exit] { finish(run(*options, *command), exit); });
}

}  // namespace cli
