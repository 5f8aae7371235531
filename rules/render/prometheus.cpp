#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/judgement.h"
#include "render/machine.h"
#include "render/shown.h"

// The text exposition format 0.0.4, as node_exporter's textfile collector and promtool read it.
namespace rules {
namespace {

using Labels = std::vector<std::pair<std::string_view, std::string>>;

std::string label_value(const std::string& text) {
    std::string escaped;
    for (const char c : safe(text)) {
        if (c == '\\' || c == '"') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// Family is one metric with all its samples. The format wants them together, and no label set twice: a file that was named twice
/// counts once.
class Family {
public:
    Family(std::string_view name, std::string_view help)
        : name_(name) {
        text_ = fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, help, name);
    }

    void add(const Labels& labels, long long value) {
        std::string inside;
        for (const auto& [label, content] : labels)
            inside += fmt::format("{}{}=\"{}\"", inside.empty() ? "" : ",", label, label_value(content));
        if (!seen_.insert(inside).second) return;
        text_ += inside.empty() ? fmt::format("{} {}\n", name_, value) : fmt::format("{}{{{}}} {}\n", name_, inside, value);
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string_view name_;
    std::string text_;
    std::set<std::string> seen_;
};

/// who_is names a subject: its file, and the leaf's SHA-256, since a file may hold several.
Labels who_is(const SubjectReport& subject) {
    return {{"source", subject.source}, {"leaf", certlib::to_hex(subject.leaf.sha256_fingerprint())}};
}

Labels with(Labels labels, const Labels& more) {
    labels.insert(labels.end(), more.begin(), more.end());
    return labels;
}

long long seconds(certlib::Time time) { return time.time_since_epoch().count(); }

std::string certificates(const Report& report) {
    Family begins("amtcert_certificate_not_before_timestamp_seconds",
                  "First moment at which a certificate of the judged chain is valid.");
    Family ends("amtcert_certificate_not_after_timestamp_seconds",
                "Last moment at which a certificate of the judged chain is valid.");
    for (const auto& subject : report.subjects) {
        const auto& links = subject.chains.front().chain.links;
        for (std::size_t i = 0; i < links.size(); ++i) {
            const auto& certificate = links[i].certificate;
            const auto labels = with(who_is(subject), {{"certificate", std::to_string(i)},
                                                       {"subject", certificate.subject().to_string()},
                                                       {"serial", certificate.serial_hex()}});
            begins.add(labels, seconds(certificate.not_before()));
            ends.add(labels, seconds(certificate.not_after()));
        }
    }
    return begins.text() + ends.text();
}

std::string verdicts(const Report& report) {
    Family verdict("amtcert_verdict", "1 for the verdict on a certificate, 0 for the others.");
    Family forecast("amtcert_next_failure_timestamp_seconds", "When something of the judged chain next ends by itself.");
    for (const auto& subject : report.subjects) {
        for (const auto one : {Verdict::pass, Verdict::fail, Verdict::inconclusive})
            verdict.add(with(who_is(subject), {{"verdict", std::string(to_string(one))}}), subject.verdict == one ? 1 : 0);
        if (subject.forecast) forecast.add(who_is(subject), seconds(subject.forecast->first));
    }
    return verdict.text() + forecast.text();
}

std::string findings(const Report& report) {
    Family found("amtcert_findings", "Findings on a certificate that no policy suppresses, by rule and severity.");
    Family undecided("amtcert_undecided", "1 for each rule that could not be decided and leaves the verdict open.");
    for (const auto& subject : report.subjects) {
        for (const auto& group : by_rule(subject.results))
            for (const auto severity : {Severity::error, Severity::warning, Severity::info}) {
                const auto count = std::count_if(group.results.begin(), group.results.end(), [&](const RuleResult* result) {
                    return fails(*result, severity) && result->severity() == severity;
                });
                if (count > 0)
                    found.add(with(who_is(subject),
                                   {{"rule", std::string(group.rule->id)}, {"severity", std::string(to_string(severity))}}),
                              count);
            }
        for (const Rule* rule : subject.undecided) undecided.add(with(who_is(subject), {{"rule", std::string(rule->id)}}), 1);
    }
    return found.text() + undecided.text();
}

std::string sources(const Report& report) {
    Family readable("amtcert_source_readable", "1 for a source that could be read, 0 for one that could not.");
    for (const auto& error : report.errors) readable.add({{"source", error.source}}, 0);
    for (const auto& subject : report.subjects) readable.add({{"source", subject.source}}, 1);
    return readable.text();
}

}  // namespace

std::string render_prometheus(const Report& report, const RenderOptions&) {
    Family build("amtcert_build_info", "The release of amtcert that judged.");
    build.add({{"version", std::string(tool_version())}}, 1);
    Family time("amtcert_judged_at_timestamp_seconds", "The moment judged for.");
    time.add({}, seconds(report.time));
    return build.text() + time.text() + sources(report) + verdicts(report) + certificates(report) + findings(report);
}

}  // namespace rules
