#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include <amtcert/rules/guide.h>

#include "command.h"
#include "stage_list.h"
#include "symptom_output.h"

namespace cli {
namespace {

using rules::Rule;
using Json = nlohmann::ordered_json;

std::vector<std::string> roles_of(const Rule& rule) {
    std::vector<std::string> roles;
    for (const auto role :
         {rules::Role::provisioning, rules::Role::web_server, rules::Role::issuing_ca, rules::Role::console_client, rules::Role::plain})
        if (rule.roles.has(role)) roles.emplace_back(rules::to_string(role));
    return roles;
}

std::vector<std::string> guide_items_of(const Rule& rule) {
    std::vector<std::string> ids;
    for (const auto* item : rules::items_decided_by(rule)) ids.emplace_back(item->id);
    return ids;
}

Json rule_json(const Rule& rule) {
    return {{"id", rule.id},
            {"title", rule.title},
            {"stages", stage_list(rule.stages)},
            {"component", rules::to_string(rule.component)},
            {"roles", roles_of(rule)},
            {"severity", rules::to_string(rule.severity)},
            {"what", rule.what},
            {"why", rule.why},
            {"fix", rule.fix},
            {"citation", rule.citation},
            {"grade", rules::to_string(rule.grade)},
            {"releases", rule.releases},
            {"guide", guide_items_of(rule)}};
}

std::string catalogue_json(const std::vector<const Rule*>& chosen) {
    Json list = Json::array();
    for (const Rule* rule : chosen) list.push_back(rule_json(*rule));
    return Json{{"schema", "amtcert.rules/1"}, {"rules", std::move(list)}}.dump(2) + "\n";
}

std::string catalogue_text(const std::vector<const Rule*>& chosen) {
    std::string text;
    for (const Rule* rule : chosen)
        text += fmt::format("{:<27}{:<9}stage {:<6}{}\n", rule->id, rules::to_string(rule->severity),
                            fmt::to_string(fmt::join(stage_list(rule->stages), ", ")), rule->title);
    return text;
}

std::string explanation(const Rule& rule) {
    auto text = fmt::format("{}: {}\n\n", rule.id, rule.title);
    text += fmt::format("what      {}\n", rule.what);
    text += fmt::format("why       {}\n", rule.why);
    text += fmt::format("fix       {}\n\n", rule.fix);
    for (const int stage : stage_list(rule.stages)) text += fmt::format("stage     {} {}\n", stage, rules::stage_title(stage));
    text += fmt::format("component {}\n", rules::to_string(rule.component));
    text += fmt::format("roles     {}\n", fmt::join(roles_of(rule), ", "));
    text += fmt::format("severity  {}\n", rules::to_string(rule.severity));
    text += fmt::format("releases  {}\n", rule.releases);
    text += fmt::format("source    {} ({})\n", rule.citation, rules::to_string(rule.grade));
    for (const auto& item : guide_items_of(rule)) text += fmt::format("guide     {}\n", item);
    return text;
}

std::string catalogue_markdown(const std::vector<const Rule*>& chosen) {
    std::string text = fmt::format(
        "# Rules\n\nPrinted by `amtcert rules --markdown`. How sure the fact behind a rule is stands after its source: *stated* "
        "by the\n"
        "vendor, a standard or the vendor's own code; *second-hand*; or *observed*.\n");
    for (const Rule* rule : chosen) {
        text += fmt::format("\n## {}\n\n{} ({}).\n\n{}\n\n**Why.** {}\n\n**Fix.** {}\n\n", rule->id, rule->title,
                            rules::to_string(rule->severity), rule->what, rule->why, rule->fix);
        text += fmt::format("- stage {}; component {}; roles {}\n", fmt::join(stage_list(rule->stages), ", "),
                            rules::to_string(rule->component), fmt::join(roles_of(*rule), ", "));
        text +=
            fmt::format("- releases: {}\n- source: {} (*{}*)\n", rule->releases, rule->citation, rules::to_string(rule->grade));
        if (const auto items = guide_items_of(*rule); !items.empty())
            text += fmt::format("- guide: {}\n", fmt::join(items, ", "));
    }
    return text;
}

struct RulesOptions {
    std::string id;
    std::optional<std::string> symptom;
    bool json = false;
    bool markdown = false;
};

int show(const std::string& document, int exit) {
    if (auto printed = print(document, {}); !printed) {
        complain(printed.error());
        return exit_code::usage;
    }
    return exit;
}

int explain_symptom(const RulesOptions& options) {
    if (options.symptom->find_first_not_of(" \t\r\n") == std::string::npos) {
        complain({certlib::ErrorKind::usage, "--symptom: the text is empty", "give the error line in quotes"});
        return exit_code::usage;
    }
    const auto found = rules::explain(*options.symptom);
    return show(options.json ? symptom_json(found) : symptom_text(found), found.empty() ? exit_code::fail : exit_code::pass);
}

int run(const RulesOptions& options) {
    if (options.symptom) return explain_symptom(options);
    std::vector<const Rule*> chosen(rules::catalogue().begin(), rules::catalogue().end());
    if (!options.id.empty()) {
        const Rule* rule = rules::find_rule(options.id);
        if (rule == nullptr) {
            std::vector<std::string> known;
            for (const Rule* one : chosen) known.emplace_back(one->id);
            const auto near = nearest(options.id, known);
            complain({certlib::ErrorKind::usage, "no rule is called " + options.id,
                      near.empty() ? "amtcert rules lists them" : "did you mean " + near + "?"});
            return exit_code::usage;
        }
        chosen = {rule};
    }
    const auto document = options.json         ? catalogue_json(chosen)
                          : options.markdown   ? catalogue_markdown(chosen)
                          : options.id.empty() ? catalogue_text(chosen)
                                               : explanation(*chosen.front());
    return show(document, exit_code::pass);
}

}  // namespace

void add_rules(CLI::App& app, int& exit) {
    auto* const command = add_subcommand(app, "rules", "List the rules, explain one, or find those behind an error message.");
    const auto options = std::make_shared<RulesOptions>();
    auto* const id = command->add_option("ID", options->id, "the rule to explain")->type_name("");
    auto* const symptom =
        command
            ->add_option("--symptom", options->symptom,
                         "an error line of the firmware or a console: which rules to look at (exit 1: none known)")
            ->type_name("TEXT")
            ->excludes(id);
    auto* const json = command->add_flag("--json", options->json, "as an object with \"rules\": [...]");
    command->add_flag("--markdown", options->markdown, "as docs/rules.md")->excludes(json)->excludes(symptom);
    command->footer("  amtcert rules key.length\n  amtcert rules --symptom 'Failed to set ACM certificate chain (ERR/4).'");
    command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace cli
