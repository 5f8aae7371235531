#include <amtcert/rules/rule.h>

#include <algorithm>

#include "data/engine_divergences.h"
#include "support/path_verdict.h"

namespace rules {
namespace {

using chainwalk::Opinion;

std::string words(const Opinion& opinion) { return opinion.engine + " refuses the path: " + opinion.answer.reason + " (" + opinion.answer.code + ")"; }

const EngineDivergence* known_divergence(const Context& context, const Opinion& opinion) {
    const auto table = engine_divergences();
    const auto found = std::find_if(table.begin(), table.end(), [&](const EngineDivergence& entry) {
        return entry.engine == opinion.engine && entry.code == opinion.answer.code && entry.applies(context);
    });
    return found == table.end() ? nullptr : &*found;
}

bool fails(const Context& context, std::string_view id) {
    const Rule* rule = find_rule(id);
    if (rule == nullptr) return false;
    const auto findings = rule->check(context);
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) { return finding.result == Result::fail; });
}

/// reporting_rule is the rule that reports the same fault on this chain, as an error or less; empty when there is none.
std::string_view reporting_rule(const Context& context, const Opinion& opinion) {
    for (const auto& entry : reported_refusals())
        if (entry.engine == opinion.engine && entry.code == opinion.answer.code && fails(context, entry.rule)) return entry.rule;
    return {};
}

Findings check(const Context& context) {
    const auto& opinions = context.chain.opinions;
    if (context.site.expect_revoked)
        return {skipped("after un-provisioning the dates no longer count, but do for the engines (--expect-revoked)")};
    if (!context.chain.is_complete()) return {skipped("the chain is not complete, so no engine was asked")};
    if (opinions.empty()) return {skipped("no engine was asked")};
    if (!accepts(context)) return {skipped("the path is refused here as well: what the engines say stands with the chain")};

    Findings findings;
    std::vector<const Opinion*> unexplained;
    for (const auto& opinion : opinions) {
        if (opinion.answer.accepted) continue;
        if (const auto* divergence = known_divergence(context, opinion))
            findings.push_back(failed_as(Severity::info, words(opinion) + "; known: " + std::string(divergence->why), {},
                                         "Nothing is wrong with the certificate. Expect software built on this library to refuse it."));
        else if (const auto rule = reporting_rule(context, opinion); !rule.empty())
            findings.push_back(passed(words(opinion) + "; rule " + std::string(rule) + " reports it"));
        else
            unexplained.push_back(&opinion);
    }
    // One engine against us may be a quirk of it; when no engine at all agrees with us, we are the likely ones to be wrong.
    const bool alone = opinions.size() > 1 && unexplained.size() == opinions.size();
    for (const auto* opinion : unexplained)
        findings.push_back(failed_as(alone ? Severity::error : Severity::warning, words(*opinion)));
    return or_passed(std::move(findings), "every engine asked accepts the path as well");
}

}  // namespace

extern const Rule link_second_opinion_rule;
constinit const Rule link_second_opinion_rule = define({
    .id = "link.second-opinion",
    .title = "another library refuses the path",
    .stages = stages(3),
    .component = Component::server,
    .roles = all_roles,
    .severity = Severity::error,
    .what = "OpenSSL and Botan, asked about exactly this path, accept it when our own rules do. One refusal is a warning, a refusal by "
            "both an error. A refusal that is a known peculiarity of the engine is information, and one that another rule "
            "reports is not repeated.",
    .why = "Consoles, proxies and management servers are built on libraries with ideas of their own: what one of them refuses will "
           "fail somewhere. And where both disagree with us, we may be wrong.",
    .fix = "Read the engine's reason and have the certificate it names issued without it. Where you believe that the engine is wrong, "
           "report the chain to the project: a disagreement is always worth an explanation.",
    .citation = "RFC 5280 6.1; OpenSSL X509_verify_cert(3); Botan x509_path_validate",
    .grade = Grade::stated,
    .check = check,
});

}  // namespace rules
