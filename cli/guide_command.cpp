#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>

#include <amtcert/rules/guide.h>

#include "command.h"
#include "stage_list.h"

namespace cli {
namespace {

using rules::Component;
using rules::GuideItem;
using Json = nlohmann::ordered_json;

constexpr std::array components{Component::client,    Component::network, Component::server,
                                Component::directory, Component::ca,      Component::other};

struct GuideOptions {
    std::string part;
    std::string by = "stage";
    bool ids = false;
    bool json = false;
    bool markdown = false;
};

std::vector<std::string> rule_ids(const GuideItem& item) {
    std::vector<std::string> ids;
    for (const auto* rule : item.deciding_rules()) ids.emplace_back(rule->id);
    return ids;
}

/// how says who decides an item: a rule, a person, or both.
std::string_view how(const GuideItem& item) {
    if (item.deciding_rules().empty()) return "manual";
    return item.also_by_hand ? "rule and manual" : "rule";
}

/// is_part says whether an item belongs to what was asked for: a stage, a component, or an item by its id.
bool is_part(const GuideItem& item, const std::string& part) {
    if (part.empty() || part == item.id || part == rules::to_string(item.component)) return true;
    return part.size() == 1 && part[0] >= '1' && part[0] <= '7' && item.stages.has(part[0] - '0');
}

/// Group is a heading and the items under it, each item of the whole guide once: under its first stage.
struct Group {
    std::string heading;
    std::vector<const GuideItem*> items;
};

std::vector<Group> grouped(const std::vector<const GuideItem*>& items, const GuideOptions& options) {
    std::vector<Group> groups;
    const auto add = [&](std::string heading, auto belongs) {
        Group group{std::move(heading), {}};
        std::copy_if(items.begin(), items.end(), std::back_inserter(group.items), belongs);
        if (!group.items.empty()) groups.push_back(std::move(group));
    };
    const auto stage_heading = [](int stage) { return fmt::format("stage {}: {}", stage, rules::stage_title(stage)); };
    if (options.by == "component") {
        for (const auto component : components)
            add(fmt::format("component {}", rules::to_string(component)),
                [&](const GuideItem* item) { return item->component == component; });
    } else if (options.part.size() == 1) {
        add(stage_heading(options.part[0] - '0'), [](const GuideItem*) { return true; });
    } else {
        for (int stage = 1; stage <= 7; ++stage)
            add(stage_heading(stage), [&](const GuideItem* item) { return stage_list(item->stages).front() == stage; });
    }
    return groups;
}

std::string item_text(const GuideItem& item) {
    const auto rule_list = rule_ids(item);
    auto text = fmt::format("  {} {}  ({}, stage {})\n", item.deciding_rules().empty() ? "[ ]" : " - ", item.id,
                            rules::to_string(item.component), fmt::join(stage_list(item.stages), ", "));
    text += fmt::format("      {}\n", item.check);
    if (!rule_list.empty())
        text += fmt::format("      rule: {}{}\n", fmt::join(rule_list, ", "), item.also_by_hand ? ", the rest by hand" : "");
    text += fmt::format("      look: {}\n", item.look);
    text += fmt::format("      do:   {}\n", item.action);
    return text;
}

std::string line_of(const GuideItem& item) {
    const auto rule_list = rule_ids(item);
    return fmt::format("  {} {:<27}{}{}\n", rule_list.empty() ? "[ ]" : " - ", item.id, item.check,
                       rule_list.empty() ? "" : fmt::format(" (rule {})", fmt::join(rule_list, ", ")));
}

std::string guide_text(const std::vector<const GuideItem*>& items, const GuideOptions& options) {
    std::string text;
    if (options.ids) {
        for (const auto* item : items) text += fmt::format("{}\n", item->id);
        return text;
    }
    for (const auto& group : grouped(items, options)) {
        text += fmt::format("{}{}\n", text.empty() ? "" : "\n", group.heading);
        for (const auto* item : group.items) text += options.part.empty() ? line_of(*item) : item_text(*item);
    }
    if (!options.part.empty()) return text + fmt::format("\nsource: {}\n", items.front()->source);
    return text +
           "\n[ ] is for a person to look at, - is decided by amtcert check. A stage counts only when those before it hold.\n"
           "amtcert guide STAGE, COMPONENT or ITEM tells where to look and what to do.\n";
}

std::string guide_json(const std::vector<const GuideItem*>& items) {
    Json list = Json::array();
    for (const auto* item : items)
        list.push_back({{"id", item->id},
                        {"stages", stage_list(item->stages)},
                        {"component", rules::to_string(item->component)},
                        {"check", item->check},
                        {"look", item->look},
                        {"do", item->action},
                        {"how", how(*item)},
                        {"rules", rule_ids(*item)},
                        {"source", item->source}});
    return Json{{"schema", "amtcert.guide/1"}, {"items", std::move(list)}}.dump(2) + "\n";
}

std::string guide_markdown(const std::vector<const GuideItem*>& items, const GuideOptions& options) {
    std::string text =
        "# The guide\n\nPrinted by `amtcert guide --markdown`. Work through the stages in order: a stage counts only when those "
        "before it\n"
        "hold. Items with a rule are decided by `amtcert check`; the others are for a person to look at.\n";
    for (const auto& group : grouped(items, options)) {
        text += fmt::format("\n## {}\n", group.heading);
        for (const auto* item : group.items) {
            text += fmt::format("\n### {}\n\n{}.\n\n", item->id, item->check);
            text += fmt::format("- stage {}; {}; {}", fmt::join(stage_list(item->stages), ", "),
                                rules::to_string(item->component), how(*item));
            if (const auto list = rule_ids(*item); !list.empty()) text += fmt::format(": `{}`", fmt::join(list, "`, `"));
            text += fmt::format("\n- look: {}\n- do: {}\n", item->look, item->action);
        }
    }
    return text;
}

/// parts_known are the words that name a part of the guide, for hints.
std::vector<std::string> parts_known() {
    std::vector<std::string> known;
    for (const auto component : components) known.emplace_back(rules::to_string(component));
    for (const auto& item : rules::guide()) known.emplace_back(item.id);
    return known;
}

int run(const GuideOptions& options) {
    std::vector<const GuideItem*> items;
    for (const auto& item : rules::guide())
        if (is_part(item, options.part)) items.push_back(&item);
    if (items.empty()) {
        // Near to a number is nothing but chance.
        const auto near = options.part.size() < 3 ? std::string() : nearest(options.part, parts_known());
        complain({certlib::ErrorKind::usage, "the guide has no stage, component or item " + options.part,
                  near.empty() ? "stages are 1 to 7; components client, network, server, directory, ca, other"
                               : "did you mean " + near + "?"});
        return exit_code::usage;
    }
    const auto document = options.json       ? guide_json(items)
                          : options.markdown ? guide_markdown(items, options)
                                             : guide_text(items, options);
    if (auto printed = print(document, {}); !printed) {
        complain(printed.error());
        return exit_code::usage;
    }
    return exit_code::pass;
}

}  // namespace

void add_guide(CLI::App& app, int& exit) {
    auto* const command =
        add_subcommand(app, "guide", "Show the troubleshooting guide: what to check, where to look, what to do.");
    const auto options = std::make_shared<GuideOptions>();
    command->add_option("STAGE", options->part, "a stage (1 to 7), a component, or an item; the whole guide when absent")
        ->type_name("");
    command->add_option("--by", options->by, "stage or component: how items are grouped")
        ->check(CLI::IsMember({"stage", "component"}))
        ->capture_default_str();
    auto* const form = add_group(*command, "Form")->require_option(0, 1);
    form->add_flag("--ids", options->ids, "the items' ids only");
    form->add_flag("--json", options->json, "as an object with \"items\": [...]");
    form->add_flag("--markdown", options->markdown, "as docs/guide.md");
    command->footer("  amtcert guide 3\n  amtcert guide --by component\n  amtcert guide certificate.root-hash");
    command->callback([options, &exit] { exit = run(*options); });
}

}  // namespace cli
