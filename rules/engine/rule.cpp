#include <amtcert/rules/rule.h>

#include <algorithm>
#include <array>

namespace rules {

Finding passed(std::string evidence, std::optional<std::size_t> certificate) {
    return {.result = Result::pass, .certificate = certificate, .evidence = std::move(evidence)};
}

Finding skipped(std::string reason) { return {.result = Result::skipped, .evidence = std::move(reason)}; }

Finding inconclusive(std::string reason, std::optional<std::size_t> certificate, std::string fix) {
    return {.result = Result::inconclusive, .certificate = certificate, .evidence = std::move(reason), .fix = std::move(fix)};
}

Finding failed(std::string evidence, std::optional<std::size_t> certificate, std::string fix) {
    return {.result = Result::fail, .certificate = certificate, .evidence = std::move(evidence), .fix = std::move(fix)};
}

Finding failed_as(Severity severity, std::string evidence, std::optional<std::size_t> certificate, std::string fix) {
    return {.result = Result::fail,
            .severity = severity,
            .certificate = certificate,
            .evidence = std::move(evidence),
            .fix = std::move(fix)};
}

Finding refused_by(Console console, Severity severity, std::string evidence, std::optional<std::size_t> certificate, std::string fix) {
    auto finding = failed_as(severity, std::move(evidence), certificate, std::move(fix));
    finding.consoles.insert(console);
    return finding;
}

Finding in_brief(Finding finding, std::string brief) {
    finding.brief = std::move(brief);
    return finding;
}

Findings or_passed(Findings findings, std::string evidence) {
    if (findings.empty()) findings.push_back(passed(std::move(evidence)));
    return findings;
}

const certlib::Certificate* Context::root() const {
    const auto& last = chain.links.back();
    if (chain.ending == chainwalk::Ending::anchored || chain.ending == chainwalk::Ending::self_signed) return &last.certificate;
    // A path with a bad signature was followed all the same: it reaches a root when it ends in a self-issued certificate.
    if (chain.ending == chainwalk::Ending::bad_signature && last.certificate.is_self_issued()) return &last.certificate;
    return nullptr;
}

std::string Context::amt() const { return firmware == nullptr ? "the guide" : "AMT " + firmware->label; }

std::string Context::no_release() const {
    return site.survey ? "no release was named; --firmware all surveys, and the baseline decides" : "no release was named: --firmware";
}

std::string_view stage_title(int stage) {
    static constexpr std::array<std::string_view, 8> titles{"",
                                                            "prerequisites met",
                                                            "provisioning request received at the server",
                                                            "provisioning starts and completes",
                                                            "power control",
                                                            "out of band console connects",
                                                            "web interface login",
                                                            "un-provisioning"};
    return titles.at(static_cast<std::size_t>(stage));
}

const Rule* find_rule(std::string_view id) {
    const auto rules = catalogue();
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->id == id; });
    return found == rules.end() ? nullptr : *found;
}

}  // namespace rules
