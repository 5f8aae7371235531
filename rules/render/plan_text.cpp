#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/rules/plan.h>

#include "render/shown.h"

namespace rules {
namespace {

/// wrapped breaks a line between words where it gets too long for a screen; what follows is indented further.
std::string wrapped(const std::string& line) {
    constexpr std::size_t width = 116;
    std::string text;
    std::size_t start = 0;
    std::string indent;
    while (line.size() - start + indent.size() > width) {
        const auto end = line.rfind(' ', start + width - indent.size());
        if (end == std::string::npos || end <= start + 4) break;
        text += indent + line.substr(start, end - start) + "\n";
        start = end + 1;
        indent = "    ";
    }
    return text + indent + line.substr(start) + "\n";
}

/// run names releases that follow one another: a few in full, more by the first and the last.
std::string run(const std::vector<std::string>& labels) {
    if (labels.size() > 6) return fmt::format("{} to {}", labels.front(), labels.back());
    return fmt::format("{}", fmt::join(labels, ", "));
}

std::string names_text(const Plan& plan) {
    std::string text;
    for (const auto& name : plan.names) {
        std::string served;
        for (const auto& one : name.covers) {
            served += (served.empty() ? "" : ", ") + one.suffix;
            // That a suffix is the end of the CN goes without saying.
            if (one.clause != "suffix of CN") served += " (" + one.clause + ")";
        }
        text += wrapped(fmt::format("  CN={:<38} {}{}", name.common_name, served, name.public_ca ? "" : "; private CA only"));
    }
    for (const auto& [suffix, why] : plan.uncovered) text += fmt::format("  not served: {}: {}\n", safe(suffix), why);
    return text;
}

std::string keys_text(const Plan& plan) {
    std::string text;
    for (const auto& key : plan.keys)
        text += wrapped(
            fmt::format("  AMT {}: RSA {}, {}: {} ({})", run(key.releases), key.bits, key.hash, key.why, to_string(key.grade)));
    return text;
}

std::string uses_text(const PlannedRoot& root) {
    std::string text;
    for (auto first = root.releases.begin(); first != root.releases.end();) {
        const auto last =
            std::find_if(first, root.releases.end(), [&](const RootOnRelease& one) { return one.use != first->use; });
        std::vector<std::string> labels;
        for (auto one = first; one != last; ++one) labels.push_back(one->release);
        text += fmt::format("{}{} {}", text.empty() ? "" : " · ", run(labels), to_string(first->use));
        if (first->use >= RootUse::unknown) text += fmt::format(" ({})", first->why);
        first = last;
    }
    return text;
}

/// roots_text names what is usable everywhere, and how the others that are still sold split the fleet.
std::string roots_text(const Plan& plan) {
    std::string usable;
    std::string splitting;
    std::size_t more = 0;
    for (const auto& root : plan.roots) {
        if (root.usable_by_all()) usable += (usable.empty() ? "" : ", ") + std::string(root.root->name);
        if (!root.splits()) continue;
        if (root.sold_by.empty())
            ++more;
        else
            splitting += wrapped(fmt::format("  splits: {:<24} {}", root.root->name, uses_text(root)));
    }
    auto text = wrapped(fmt::format("  usable by every release: {}", usable.empty() ? "none is known" : usable)) + splitting;
    if (more > 0) text += fmt::format("  and {} more that nobody is known to sell from split it (--format json)\n", more);
    return text;
}

std::string advice_text(const Plan& plan, std::string_view topic) {
    std::string text;
    for (const auto& advice : plan.advice)
        if (advice.topic == topic)
            text += wrapped(fmt::format("  {}{}", safe(advice.text),
                                        advice.grade == Grade::stated ? "" : fmt::format(" ({})", to_string(advice.grade))));
    return text;
}

std::string section(std::string_view title, const std::string& content) {
    return content.empty() ? std::string() : fmt::format("{}\n{}", title, content);
}

std::string request_text(const RequestReport& report) {
    auto text =
        fmt::format("{}: request {}: {}, {}\n", to_string(report.verdict), safe(report.source), report.subject, report.key);
    for (const auto& finding : report.findings) {
        const auto word = finding.result == Result::fail           ? to_string(finding.severity)
                          : finding.result == Result::inconclusive ? std::string_view("not decided")
                                                                   : to_string(finding.result);
        text += fmt::format("  {:<12}{:<30}{}\n", word, finding.id, safe(finding.evidence));
        if (!finding.fix.empty()) text += fmt::format("    fix: {}\n", finding.fix);
    }
    return text + "\n";
}

std::string offered_chain_text(const OfferedChain& chain) {
    std::string text = "  chain: ";
    for (const auto& certificate : chain.certificates)
        text += fmt::format("{}{}", &certificate == chain.certificates.data() ? "" : " <- ", certificate.subject().to_string());
    // The hash of what is no root must not be entered anywhere.
    const auto& last = chain.certificates.back();
    text += last.is_self_issued() ? fmt::format("\n  root SHA-256: {}\n", certlib::to_hex(last.sha256_fingerprint()))
                                  : fmt::format("\n  root missing: {}\n", last.issuer().to_string());
    for (const auto& release : chain.releases) {
        std::vector<std::string_view> reasons;
        for (const Rule* rule : release.reasons) reasons.push_back(rule->id);
        const auto word = release.verdict == Verdict::pass ? "yes" : release.verdict == Verdict::fail ? "no" : "unknown";
        text += fmt::format("    AMT {:<12}{}{}\n", release.release, word,
                            reasons.empty() ? "" : fmt::format(" ({})", fmt::join(reasons, ", ")));
    }
    std::string told;
    for (const auto& result : chain.results) {
        const auto line = fmt::format("    {}: {}: {}\n", result.rule->id, result.rule->title, safe(result.finding.evidence));
        const auto fix = result.finding.fix.empty() ? std::string(result.rule->fix) : result.finding.fix;
        if (told.find(line) == std::string::npos) told += line + fmt::format("      fix: {}\n", safe(fix));
    }
    return text + told;
}

std::string offer_text(const OfferReport& report) {
    auto text = fmt::format("{}: offered chain {}\n", to_string(report.verdict), safe(report.source));
    for (const auto& chain : report.chains) text += offered_chain_text(chain);
    return text + "\n";
}

}  // namespace

std::string render_plan_text(const Plan& plan) {
    std::string text;
    if (plan.request) text += request_text(*plan.request);
    if (plan.offered) text += offer_text(*plan.offered);
    text += fmt::format("plan: {}\n", plan.headline);
    if (!plan.releases.empty()) text += fmt::format("  for AMT {}\n", run(plan.releases));
    text += section("get                                           serves", names_text(plan));
    text += section("key and hash, in every certificate of the chain", keys_text(plan));
    std::string against;
    for (const auto& reason : plan.why_private) against += wrapped("  " + reason);
    text += section("against a public CA", against);
    text += section("how", advice_text(plan, "road"));
    text += section("roots", roots_text(plan) + advice_text(plan, "fleet"));
    text += section("the certificate", advice_text(plan, "request"));
    text += section("the CA must not change", advice_text(plan, "must-not-change"));
    if (plan.road == Road::public_ca) text += section("ask before you pay", advice_text(plan, "ask"));
    text += section("afterwards", advice_text(plan, "lifetime"));
    return text + section("to be surer", advice_text(plan, "inventory"));
}

}  // namespace rules
