#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include <amtcert/certlib/load.h>
#include <amtcert/rules/path_validation.h>
#include <amtcert/rules/render.h>

#include "chain_options.h"
#include "command.h"
#include "source_files.h"
#include "time_option.h"

namespace cli {
namespace {

using certlib::ErrorKind;
using certlib::Result;
using rules::PeerName;

struct ValidationOptions {
    std::string leaf;
    ChainOptions chain;
    std::string at;
    std::optional<std::string> host;
    std::optional<std::string> ip;
    std::optional<std::string> email;
    std::string purpose = "any";
    std::vector<std::string> policies;
    bool explicit_policy = false;
    bool inhibit_mapping = false;
    bool inhibit_any = false;
    std::string revocation = "check";
    bool use_deltas = false;
    int depth = -1;
    std::string profile = "path";
    std::string format = "text";
    PasswordOptions password;
};

/// exit_after gives the exit code for an input that ends the run before there is anything to judge.
int exit_after(const certlib::Error& error) {
    switch (error.kind) {
        case ErrorKind::io:
        case ErrorKind::not_found:
        case ErrorKind::usage:
        case ErrorKind::no_password:
        case ErrorKind::wrong_password:
            return exit_code::usage;
        case ErrorKind::malformed:
        case ErrorKind::unsupported:
        case ErrorKind::limit:
            break;
    }
    // It was read and cannot be decoded, or is too large to be judged: not accepted.
    return exit_code::fail;
}

/// is_oid: numbers with dots between, of which the first is 0, 1 or 2, and the second below 40 after 0 and 1 (X.660).
bool is_oid(const std::string& text) {
    std::size_t arcs = 0;
    for (std::size_t begin = 0; begin <= text.size(); ++arcs) {
        const auto end = std::min(text.find('.', begin), text.size());
        const auto arc = std::string_view(text).substr(begin, end - begin);
        if (arc.empty() || arc.find_first_not_of("0123456789") != std::string_view::npos) return false;
        if (arc.size() > 1 && arc.front() == '0') return false;
        if (arcs == 0 && arc != "0" && arc != "1" && arc != "2") return false;
        if (arcs == 1 && text.front() != '2' && (arc.size() > 2 || (arc.size() == 2 && arc > "39"))) return false;
        begin = end + 1;
    }
    return arcs >= 2;
}

/// request_of turns the words into what is asked.
Result<rules::PathRequest> request_of(const ValidationOptions& options) {
    rules::PathRequest request;
    const auto time = time_said(options.at);
    if (!time) return tl::make_unexpected(time.error());
    request.at = *time;
    if (options.profile == "rfc5280") request.profile = rules::Profile::rfc5280;
    if (options.profile == "webpki") request.profile = rules::Profile::webpki;
    if (options.host) request.peer = PeerName{PeerName::Kind::dns, *options.host};
    if (options.ip) request.peer = PeerName{PeerName::Kind::ip, *options.ip};
    if (options.email) request.peer = PeerName{PeerName::Kind::email, *options.email};
    if (options.purpose == "serverAuth") request.purpose = rules::Purpose::server_auth;
    if (options.purpose == "clientAuth") request.purpose = rules::Purpose::client_auth;
    for (const auto& policy : options.policies) {
        if (!is_oid(policy))
            return certlib::fail(ErrorKind::usage, "--policy-oid: '" + policy + "' is no object identifier",
                                 "write it in numbers, as 2.5.29.32.0");
        request.policies.insert(certlib::Oid(policy));
    }
    if (options.revocation == "off") request.revocation = rules::RevocationMode::off;
    if (options.revocation == "require") request.revocation = rules::RevocationMode::require;
    request.use_deltas = options.use_deltas;
    request.explicit_policy = options.explicit_policy;
    request.inhibit_mapping = options.inhibit_mapping;
    request.inhibit_any = options.inhibit_any;
    if (options.depth >= 0) request.depth = static_cast<std::size_t>(options.depth);
    return request;
}

Result<int> run(const ValidationOptions& options) {
    const auto request = request_of(options);
    if (!request) return tl::make_unexpected(request.error());
    const auto load = options.chain.load_options(options.password);
    const auto material = options.chain.material(load);
    if (!material) return tl::make_unexpected(material.error());
    const auto bundle = load_source(options.leaf, load);
    if (!bundle) return about(options.leaf, bundle.error());

    rules::Report report{.time = request->at};
    for (const auto& leaf : rules::subjects_of(*bundle))
        report.subjects.push_back(rules::validate_path(*request, *bundle, leaf, *material));
    const auto document = options.format == "json" ? rules::render_json(report) : rules::render_paths(report);
    if (auto printed = print(document, {}); !printed) return tl::make_unexpected(printed.error());
    return report.verdict() == rules::Verdict::pass ? exit_code::pass : exit_code::fail;
}

}  // namespace

void add_chain(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(app, "chain", "Show every path of a certificate, and validate it by RFC 5280.");
    const auto options = std::make_shared<ValidationOptions>();
    command->add_option("LEAF", options->leaf, "file with the certificate, and others that may complete the path; or -")
        ->required()
        ->type_name("");
    auto* const chain = options->chain.add_to(*command);
    chain->get_option("--roots")->description("trust anchors, self-signed or not; or system");
    options->chain.add_crls_to(*chain);
    command->add_option("--revocation", options->revocation,
                        "off, check (a revoked certificate is refused), or require (one whose status is unknown too)")
        ->check(CLI::IsMember({"off", "check", "require"}))
        ->capture_default_str();
    command->add_flag("--use-deltas", options->use_deltas, "delta CRLs bring their base CRLs up to date");
    command->add_option("--at", options->at, "time to judge for: RFC 3339, or a date (default: now)")->type_name("T");
    auto* const name = add_group(*command, "Name", "the name the certificate has to bear");
    name->add_option("--host", options->host, "host name")->type_name("DNS");
    name->add_option("--ip", options->ip, "IPv4 or IPv6 address")->type_name("IP");
    name->add_option("--email", options->email, "mailbox")->type_name("A");
    name->require_option(0, 1);
    command->add_option("--purpose", options->purpose, "serverAuth, clientAuth or any (also anyExtendedKeyUsage)")
        ->check(CLI::IsMember({"serverAuth", "clientAuth", "any", "anyExtendedKeyUsage"}))
        ->capture_default_str();
    command->add_option("--policy-oid", options->policies, "acceptable policy, repeatable; 2.5.29.32.0 is any")->type_name("OID");
    command->add_flag("--explicit-policy", options->explicit_policy, "a policy has to be valid for the whole path");
    command->add_flag("--inhibit-mapping", options->inhibit_mapping, "policies are not mapped");
    command->add_flag("--inhibit-any", options->inhibit_any, "anyPolicy stands for no other");
    command->add_option("--depth", options->depth, "CA certificates allowed between leaf and anchor")
        ->type_name("N")
        ->check(CLI::Range(0, 255));
    command
        ->add_option("--profile", options->profile,
                     "path (RFC 5280 section 6), rfc5280 (section 4 too), or webpki (CA/B rules too)")
        ->check(CLI::IsMember({"path", "rfc5280", "webpki"}))
        ->capture_default_str();
    command->add_option("--format", options->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    options->password.add_to(*command);
    command->footer(
        "OpenSSL's and Botan's opinions of the first four complete paths are shown; they decide nothing.\n"
        "Exit: 0 accepted, 1 not accepted, 2 usage or a file that is missing or holds no certificate or CRL.\n\n"
        "  amtcert chain leaf.pem --roots root.pem --intermediates cas.pem --host www.example.com --purpose serverAuth\n"
        "  amtcert chain leaf.pem --roots root.pem --intermediates cas.pem --crls crls.pem --revocation require");
    command->callback([options, &exit] {
        const auto code = run(*options);
        if (!code) complain(code.error());
        exit = code ? *code : exit_after(code.error());
    });
}

}  // namespace cli
