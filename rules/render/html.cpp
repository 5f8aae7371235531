#include <fmt/format.h>

#include <sstream>

#include "render/html_parts.h"
#include "render/machine.h"
#include "render/matrix_text.h"
#include "render/shown.h"
#include "support/store_facts.h"

// One file, no script, nothing fetched. The page may load nothing and run nothing (Content-Security-Policy); its one style sheet
// is let in by its hash, so that a style smuggled in with a name would not be.
namespace rules {
namespace {

using namespace html;

void add_meta(pugi::xml_node head, const char* attribute, const std::string& name, const std::string& content) {
    auto meta = add(head, "meta");
    set(meta, attribute, name);
    set(meta, "content", content);
}

void add_head(pugi::xml_node page, const std::string& title) {
    auto head = add(page, "head");
    set(add(head, "meta"), "charset", "utf-8");
    const auto hash = certlib::to_base64(certlib::sha256(certlib::as_bytes(style())));
    add_meta(head, "http-equiv", "Content-Security-Policy",
             fmt::format("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", hash));
    add_meta(head, "name", "viewport", "width=device-width, initial-scale=1");
    add_meta(head, "name", "color-scheme", "light dark");
    add(head, "title", {}, title);
    head.append_child("style").append_child(pugi::node_pcdata).set_value(style().c_str());
}

std::string heading_of(int level) { return fmt::format("h{}", level); }

/// add_facts adds a list of names and values.
void add_facts(pugi::xml_node parent, const std::vector<std::pair<std::string, std::string>>& facts) {
    auto list = add(parent, "dl");
    for (const auto& [name, value] : facts) {
        add(list, "dt", {}, name);
        add_name(list, "dd", {}, value);
    }
}

void add_verdict(pugi::xml_node parent, const SubjectReport& subject, int level, const RenderOptions& options) {
    const auto tone = std::string(class_of(tone_of(subject.verdict)));
    auto box = add(parent, "div", "verdict " + tone);
    auto heading = add(box, heading_of(level).c_str());
    add(heading, "span", "badge " + tone, std::string(to_string(subject.verdict)));
    heading.append_child(pugi::node_pcdata).set_value(" ");
    add(heading, "bdi", {}, subject.source);
    add_name(box, "p", "headline", subject.headline);
    for (const auto& note : subject.notes) add_name(box, "p", {}, "Note: " + note);
    if (!options.text.command.empty() && !subject.missing.empty()) {
        auto next = add(box, "p", {}, "To decide more: ");
        add(next, "code", {}, fmt::format("{} {}", options.text.command, fmt::join(subject.missing, " ")));
    }
    add_facts(box, {{"Certificate", subject.leaf.subject().to_string()},
                    {"Judged as", fmt::format("{} ({})", to_string(subject.role), subject.role_reason)},
                    {"Valid", fmt::format("{} to {}", certlib::format_date(subject.leaf.not_before()),
                                          certlib::format_date(subject.leaf.not_after()))}});
    if (subject.store) add_facts(box, {{"In the store", describe_store_facts(*subject.store)}});
}

void add_subject(pugi::xml_node parent, const SubjectReport& subject, const std::string& id, int level, certlib::Time at) {
    const Section section{parent, id, level};
    add_chain(section, subject);
    add_timeline(section, subject, at);
    add_stages(section, subject);
    add_matrix(section, subject);
    add_findings(section, subject);
    add_by_hand(section, subject);
    add_details(section, subject);
}

void add_row(pugi::xml_node table, const std::string& head, const std::vector<std::string>& cells) {
    auto row = add(table, "tr");
    set(add(row, "th", {}, head), "scope", "row");
    for (const auto& cell : cells) add_name(row, "td", {}, cell);
}

/// add_sides sets OLD and NEW side by side; what differs is among the findings.
void add_sides(pugi::xml_node parent, const Comparison& comparison) {
    auto part = Section{parent, "compare-", 2}.part("sides", "Against the certificate in use");
    auto table = add(part, "table");
    add(table, "caption", {}, "The certificate in use and its successor");
    auto head = add(add(table, "thead"), "tr");
    set(add(head, "th", {}, "Value"), "scope", "col");
    set(add(head, "th", {}, "OLD"), "scope", "col");
    set(add(head, "th", {}, "NEW"), "scope", "col");
    auto body = add(table, "tbody");
    const auto& before = comparison.before;
    const auto& after = comparison.after;
    const auto both = [&](const std::string& name, auto value) { add_row(body, name, {value(before), value(after)}); };
    both("file", [](const SubjectReport& side) { return side.source; });
    both("by itself", [](const SubjectReport& side) { return std::string(to_string(side.verdict)); });
    both("subject", [](const SubjectReport& side) { return side.leaf.subject().to_string(); });
    both("DNS names", [](const SubjectReport& side) { return fmt::to_string(fmt::join(side.leaf.dns_names(), ", ")); });
    both("serial", [](const SubjectReport& side) { return side.leaf.serial_hex(); });
    both("valid from", [](const SubjectReport& side) { return certlib::format_date(side.leaf.not_before()); });
    both("valid until", [](const SubjectReport& side) { return certlib::format_date(side.leaf.not_after()); });
    both("key", [](const SubjectReport& side) { return side.leaf.public_key().to_string(); });
    both("ends in", [](const SubjectReport& side) { return side.chains.front().chain.last().subject().to_string(); });
}

void add_errors(pugi::xml_node parent, const Report& report) {
    if (report.errors.empty()) return;
    auto part = Section{parent, "errors-", 2}.part("list", "Could not be read");
    auto list = add(part, "ul");
    for (const auto& error : report.errors) {
        auto item = add(list, "li");
        add_name(item, "strong", {}, error.source + ":");
        add(item, "span", {},
            fmt::format(" {}{}", error.error.message, error.error.hint.empty() ? "" : " (" + error.error.hint + ")"));
    }
}

/// add_overview lists several certificates, each with a link to its part of the page.
void add_overview(pugi::xml_node parent, const Report& report) {
    auto table = add(parent, "table");
    add(table, "caption", {}, fmt::format("The {} certificates", report.subjects.size()));
    auto head = add(add(table, "thead"), "tr");
    for (const auto* title : {"File", "Verdict", "Valid until"}) set(add(head, "th", {}, title), "scope", "col");
    auto body = add(table, "tbody");
    for (std::size_t i = 0; i < report.subjects.size(); ++i) {
        const auto& subject = report.subjects[i];
        auto row = add(body, "tr");
        auto link = add(add(row, "td"), "a");
        set(link, "href", fmt::format("#c{}", i + 1));
        add(link, "bdi", {}, subject.source);
        add(row, "td", "short " + std::string(class_of(tone_of(subject.verdict))), std::string(to_string(subject.verdict)));
        add(row, "td", "short", certlib::format_date(subject.leaf.not_after()));
    }
}

std::string document(const Report& report, const Comparison* comparison, const RenderOptions& options) {
    pugi::xml_document page;
    page.append_child(pugi::node_doctype).set_value("html");
    auto root = add(page, "html");
    set(root, "lang", "en");
    const bool is_single = report.subjects.size() == 1;
    const auto verdict = std::string(to_string(report.verdict()));
    add_head(root,
             fmt::format("{}: {}", verdict,
                         is_single ? report.subjects.front().source : fmt::format("{} certificates", report.subjects.size())));
    auto body = add(root, "body");
    auto main = add(body, "main");
    if (is_single) {
        const auto& subject = report.subjects.front();
        add_verdict(main, subject, 1, options);
        add_errors(main, report);
        if (comparison != nullptr) add_sides(main, *comparison);
        add_subject(main, subject, "c1-", 2, report.time);
    } else {
        auto heading = add(main, "h1");
        add(heading, "span", "badge " + std::string(class_of(tone_of(report.verdict()))), verdict);
        add(heading, "span", {}, fmt::format(" {} certificates", report.subjects.size()));
        add_errors(main, report);
        add_overview(main, report);
        for (std::size_t i = 0; i < report.subjects.size(); ++i) {
            auto article = add(main, "article", "subject");
            set(article, "id", fmt::format("c{}", i + 1));
            add_verdict(article, report.subjects[i], 2, options);
            add_subject(article, report.subjects[i], fmt::format("c{}-", i + 1), 3, report.time);
        }
    }
    add(add(body, "footer"), "p", "small",
        fmt::format("amtcert {}, judged for {}", tool_version(), certlib::format_time(report.time)));
    std::ostringstream text;
    page.save(text, "", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8);
    return text.str();
}

}  // namespace

std::string render_html(const Report& report, const RenderOptions& options) { return document(report, nullptr, options); }

std::string render_comparison_html(const Comparison& comparison, const RenderOptions& options) {
    return document(as_report(comparison), &comparison, options);
}

}  // namespace rules
