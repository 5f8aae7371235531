#include <fmt/format.h>

#include <algorithm>

#include <amtcert/rules/render.h>

#include "render/paint.h"
#include "render/shown.h"

namespace rules {
namespace {

std::string origin_of(const chainwalk::Link& link) {
    return fmt::format("{} {}", chainwalk::to_string(link.origin), link.position + 1);
}

std::string indent(std::size_t depth) { return std::string(2 * depth, ' '); }

/// revocation_text says what the CRLs say of each certificate, but where that is among the refusals already.
std::string revocation_text(const ChainReport& report) {
    std::string text;
    const auto is_refusal = [&](std::size_t place) {
        return std::any_of(report.refusals.begin(), report.refusals.end(), [&](const RuleResult& refusal) {
            return refusal.rule->id == "revocation.not-revoked" && refusal.finding.certificate == place;
        });
    };
    for (std::size_t place = 0; place < report.chain.links.size(); ++place)
        if (const auto& revocation = report.chain.links[place].revocation; revocation && !is_refusal(place))
            text += fmt::format("{}revocation of certificate {}: {}: {}\n", indent(report.chain.links.size()), place,
                                chainwalk::to_string(revocation->status), safe(revocation->evidence));
    return text;
}

/// ending_text says under a path's last certificate how it ended, and why it is not accepted.
std::string ending_text(const ChainReport& report, const Paint& paint) {
    const auto depth = report.chain.links.size();
    const auto ending = chainwalk::to_string(report.chain.ending);
    auto text = indent(depth) + (report.accepted ? paint(Paint::Tone::good, "accepted") + fmt::format(" ({})\n", ending)
                                                 : paint(Paint::Tone::bad, "not accepted") + fmt::format(" ({})\n", ending));
    for (const auto& refusal : report.refusals) {
        const auto where = refusal.finding.certificate ? fmt::format("certificate {}: ", *refusal.finding.certificate) : "";
        const auto undecided = refusal.finding.result == Result::inconclusive ? "not decided: " : "";
        text +=
            fmt::format("{}- {}{}{} ({})\n", indent(depth), undecided, where, safe(refusal.finding.evidence), refusal.rule->id);
    }
    text += revocation_text(report);
    for (const auto& opinion : report.chain.opinions)
        text += fmt::format("{}opinion of {}: {}\n", indent(depth), opinion.engine,
                            opinion.answer.accepted ? "accepts" : "refuses, " + safe(opinion.answer.reason));
    return text;
}

/// tree_text writes the paths as a tree from the leaf up: what a path shares with the one before it is not written again.
std::string tree_text(const std::vector<ChainReport>& chains, const Paint& paint) {
    std::string text;
    const std::vector<chainwalk::Link>* before = nullptr;
    for (const auto& report : chains) {
        const auto& links = report.chain.links;
        std::size_t shared = 0;
        while (before != nullptr && shared < links.size() && shared < before->size() &&
               links[shared].certificate == (*before)[shared].certificate)
            ++shared;
        for (std::size_t place = shared; place < links.size(); ++place)
            text += fmt::format("{}{} {}  [{}]\n", indent(place), place, links[place].certificate.subject().to_string(),
                                origin_of(links[place]));
        text += ending_text(report, paint);
        before = &links;
    }
    return text;
}

/// opinions_text says which paths the engines were asked about, where that is not all of them.
std::string opinions_text(const std::vector<ChainReport>& chains) {
    const auto complete = std::count_if(chains.begin(), chains.end(), [](const ChainReport& one) { return one.chain.is_complete(); });
    const auto asked = std::count_if(chains.begin(), chains.end(), [](const ChainReport& one) { return !one.chain.opinions.empty(); });
    if (asked == complete) return "";
    return fmt::format("openssl and botan were asked about the first {} of {} complete paths; their opinions decide nothing\n", asked,
                       complete);
}

}  // namespace

std::string render_paths(const Report& report, const TextOptions& options) {
    const Paint paint(options.color);
    std::string text;
    for (const auto& subject : report.subjects) {
        const auto tone = subject.verdict == Verdict::pass ? Paint::Tone::good : Paint::Tone::bad;
        text += fmt::format("{}{}: {}: {}\n\n", text.empty() ? "" : "\n", paint(tone, std::string(to_string(subject.verdict))),
                            safe(subject.source), safe(subject.headline));
        text += tree_text(subject.chains, paint);
        text += fmt::format("\n{} walked, {}\n",
                            subject.chains.size() == 1 ? "1 path" : fmt::format("{} paths", subject.chains.size()),
                            subject.role_reason);
        text += opinions_text(subject.chains);
        for (const auto& note : subject.notes) text += fmt::format("note: {}\n", note);
    }
    return text;
}

}  // namespace rules
