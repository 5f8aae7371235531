#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include <amtcert/rules/rule.h>

#include "command.h"

namespace cli {
namespace {

using rules::Rule;
using Json = nlohmann::ordered_json;

std::vector<int> stages_of(const Rule& rule) {
    std::vector<int> stages;
    for (int stage = 1; stage <= 7; ++stage)
        if (rule.stages.has(stage)) stages.push_back(stage);
    return stages;
}

std::vector<std::string> roles_of(const Rule& rule) {
    std::vector<std::string> roles;
    for (const auto role :
         {rules::Role::provisioning, rules::Role::web_server, rules::Role::issuing_ca, rules::Role::console_client, rules::Role::plain})
        if (rule.roles.has(role)) roles.emplace_back(rules::to_string(role));
    return roles;
}

Json rule_json(const Rule& rule) {
    return {{"id", rule.id},
            {"title", rule.title},
            {"stages", stages_of(rule)},
            {"component", rules::to_string(rule.component)},
            {"roles", roles_of(rule)},
            {"severity", rules::to_string(rule.severity)},
            {"what", rule.what},
            {"why", rule.why},
            {"fix", rule.fix},
            {"citation", rule.citation},
            {"grade", rules::to_string(rule.grade)},
            {"releases", rule.releases}};
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
                            fmt::to_string(fmt::join(stages_of(*rule), ", ")), rule->title);
    return text;
}

std::string explanation(const Rule& rule) {
    auto text = fmt::format("{}: {}\n\n", rule.id, rule.title);
    text += fmt::format("what      {}\n", rule.what);
    text += fmt::format("why       {}\n", rule.why);
    text += fmt::format("fix       {}\n\n", rule.fix);
    for (const int stage : stages_of(rule)) text += fmt::format("stage     {} {}\n", stage, rules::stage_title(stage));
    text += fmt::format("component {}\n", rules::to_string(rule.component));
    text += fmt::format("roles     {}\n", fmt::join(roles_of(rule), ", "));
    text += fmt::format("severity  {}\n", rules::to_string(rule.severity));
    text += fmt::format("releases  {}\n", rule.releases);
    text += fmt::format("source    {} ({})\n", rule.citation, rules::to_string(rule.grade));
    return text;
}

struct RulesOptions {
    std::string id;
    bool json = false;
};

int run(const RulesOptions& options) {
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
    const auto document = options.json           ? catalogue_json(chosen)
                          : options.id.empty() ? catalogue_text(chosen)
                                               : explanation(*chosen.front());
    if (auto printed = print(document, {}); !printed) {
        complain(printed.error());
        return exit_code::usage;
    }
    return exit_code::pass;
}

}  // namespace

void add_rules(CLI::App& app, int& exit) {
    auto* const command = app.add_subcommand("rules", "List the rules, or explain one.");
    const auto options = std::make_shared<RulesOptions>();
    command->add_option("ID", options->id, "the rule to explain")->type_name("");
    command->add_flag("--json", options->json, "as an object with \"rules\": [...]");
    command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace cli
