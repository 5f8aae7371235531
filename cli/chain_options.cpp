#include "chain_options.h"

#include "command.h"
#include "store_source.h"
#include "terminal.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;

Result<std::vector<certlib::Certificate>> certificates_in(const std::vector<std::string>& arguments,
                                                          const certlib::LoadOptions& load) {
    std::vector<certlib::Certificate> certificates;
    for (const auto& given : arguments) {
        const auto argument = given == "system" ? system_roots() : given;
        if (certlib::names_windows_store(argument)) {
            const auto store = certificates_of_store(argument, load);
            if (!store) return about(argument, store.error());
            certificates.insert(certificates.end(), store->begin(), store->end());
            continue;
        }
        const auto list = certlib::expand(argument);
        if (!list) return about(argument, list.error());
        for (const auto& file : list->files) {
            auto bundle = certlib::load_file(file, load);
            if (!bundle && list->several && bundle.error().kind == ErrorKind::not_found) continue;
            if (!bundle) return about(file, bundle.error());
            certificates.insert(certificates.end(), bundle->certificates.begin(), bundle->certificates.end());
        }
    }
    return certificates;
}

Result<std::vector<certlib::Crl>> crls_in(const std::vector<std::string>& arguments) {
    std::vector<certlib::Crl> crls;
    for (const auto& argument : arguments) {
        const auto list = certlib::expand(argument);
        if (!list) return about("--crls: " + argument, list.error());
        for (const auto& file : list->files) {
            auto found = certlib::load_crls(file);
            if (!found && list->several && found.error().kind == ErrorKind::not_found) continue;
            if (!found) return about("--crls: " + file, found.error());
            crls.insert(crls.end(), found->begin(), found->end());
        }
    }
    return crls;
}

}  // namespace

CLI::Option_group* ChainOptions::add_to(CLI::App& command) {
    auto* const chain = add_group(command, "Chain", "certificates that may complete a chain");
    chain->add_option("--intermediates", intermediates, "further CA certificates")->type_name("F");
    chain->add_option("--roots", roots, "root certificates, system, or winstore:LocalMachine/Root")->type_name("F");
    chain->add_option("--max-certificates", max_certificates, "certificates a source may hold")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    return chain;
}

void ChainOptions::add_console_store_to(CLI::Option_group& chain) {
    chain
        .add_option("--console-store", console_store_files,
                    "the Trusted Root store of the console's host: a file, or winstore:LocalMachine/Root")
        ->type_name("F");
}

void ChainOptions::add_crls_to(CLI::Option_group& chain) {
    chain.add_option("--crls", crls, "CRLs: a file (PEM with any number, DER, PKCS#7, SST, .reg), folder or glob")
        ->type_name("F");
}

certlib::LoadOptions ChainOptions::load_options(const PasswordOptions& password) const {
    certlib::LoadOptions load;
    load.limits.certificates = max_certificates;
    load.password = password.source();
    return load;
}

Result<rules::Material> ChainOptions::material(const certlib::LoadOptions& load) const {
    auto further = certificates_in(intermediates, load);
    if (!further) return tl::make_unexpected(further.error());
    auto anchors = certificates_in(roots, load);
    if (!anchors) return tl::make_unexpected(anchors.error());
    auto lists = crls_in(crls);
    if (!lists) return tl::make_unexpected(lists.error());
    return rules::Material{std::move(*further), std::move(*anchors), std::move(*lists)};
}

Result<std::optional<std::vector<certlib::Certificate>>> ChainOptions::console_store(const certlib::LoadOptions& load) const {
    if (console_store_files.empty()) return std::nullopt;
    auto store = certificates_in(console_store_files, load);
    if (!store) return tl::make_unexpected(store.error());
    return std::optional(std::move(*store));
}

}  // namespace cli
