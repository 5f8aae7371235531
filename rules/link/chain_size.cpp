#include <fmt/format.h>

#include <amtcert/rules/rule.h>

namespace rules {
namespace {

constexpr std::size_t longest_chain = 4;
constexpr std::size_t largest_certificate = 4100;

Findings check(const Context& context) {
    Findings findings;
    const auto& links = context.chain.links;
    if (links.size() > longest_chain) {
        const auto evidence = fmt::format("{} certificates in the chain, RPS takes {}", links.size(), longest_chain);
        findings.push_back(context.site.consoles.contains(Console::rps) ? refused_by(Console::rps, Severity::error, evidence)
                                                                        : failed_as(Severity::info, evidence));
    }
    for (std::size_t place = 0; place < links.size(); ++place) {
        const auto size = links[place].certificate.der().size();
        if (size > largest_certificate)
            findings.push_back(failed_as(Severity::warning, fmt::format("{} octets, AMT's X509Certificate field holds {} (second-hand)", size,
                                                     largest_certificate),
                                         place, "Ask the CA for a certificate with fewer names and extensions."));
    }
    return or_passed(std::move(findings), fmt::format("{} certificates, none over {} octets", links.size(), largest_certificate));
}

}  // namespace

extern const Rule link_chain_size_rule;
constinit const Rule link_chain_size_rule = define({
    .id = "link.chain-size",
    .title = "chain is long or a certificate is large",
    .stages = stages(3),
    .component = Component::server,
    .roles = only(Role::provisioning),
    .severity = Severity::info,
    .what = "The chain has at most four certificates (an error with --console rps) and no certificate is over 4100 octets (a warning).",
    .why = "The firmware has a limit on the length of a chain that no source states; RPS works with four. The size is that of the "
           "field AMT stores a certificate in.",
    .fix = "Have the certificate issued closer to the root: with at most two CA certificates between it and the root.",
    .citation = "RPS certManager.ts; device-management-toolkit/go-wsman-messages, X509Certificate",
    .grade = Grade::second_hand,
    .check = check,
});

}  // namespace rules
