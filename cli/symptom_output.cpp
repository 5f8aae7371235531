#include "symptom_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include <amtcert/rules/guide.h>

namespace cli {
namespace {

using rules::Suspect;
using rules::Symptom;
using Json = nlohmann::ordered_json;

/// Lead is a suspect that this release knows: a rule or an item of the guide.
struct Lead {
    const Suspect* suspect;
    const rules::Rule* rule;
    const rules::GuideItem* item;
};

std::vector<Lead> leads_of(const Symptom& symptom) {
    std::vector<Lead> leads;
    for (const auto& suspect : symptom.suspects) {
        const Lead lead{&suspect, rules::find_rule(suspect.id), rules::find_guide_item(suspect.id)};
        if (lead.rule != nullptr || lead.item != nullptr) leads.push_back(lead);
    }
    return leads;
}

/// suspected_rules lists the rules to look at for some symptoms, best first, each once.
std::vector<Lead> suspected_rules(const std::vector<const Symptom*>& found) {
    std::vector<Lead> suspected;
    for (const auto* symptom : found)
        for (const auto& lead : leads_of(*symptom)) {
            const auto same = [&](const Lead& one) { return one.rule == lead.rule; };
            if (lead.rule != nullptr && std::none_of(suspected.begin(), suspected.end(), same)) suspected.push_back(lead);
        }
    return suspected;
}

/// nothing_to_look_at says why a known symptom has no lead.
std::string_view nothing_to_look_at(const Symptom& symptom) {
    return symptom.suspects.empty() ? "nothing to look at" : "no rule of this release decides it";
}

}  // namespace

std::string symptom_text(const std::vector<const Symptom*>& found) {
    std::string text;
    std::vector<std::string_view> named;
    for (const auto* symptom : found) {
        std::string lines;
        for (const auto& lead : leads_of(*symptom)) {
            if (std::find(named.begin(), named.end(), lead.suspect->id) != named.end()) continue;
            named.push_back(lead.suspect->id);
            lines +=
                fmt::format("  {} {:<28}{}\n", lead.rule != nullptr ? "rule " : "guide", lead.suspect->id, lead.suspect->because);
        }
        // What a less specific symptom has to add is worth its lines only when it names something new.
        if (lines.empty() && !text.empty()) continue;
        if (lines.empty()) lines = fmt::format("  {}\n", nothing_to_look_at(*symptom));
        text += fmt::format("{}{}: {}\n", text.empty() ? "" : "\n", symptom->origin, symptom->meaning);
        text += lines;
        text += fmt::format("  source: {} ({})\n", symptom->source, rules::to_string(symptom->grade));
    }
    if (found.empty()) return "nothing in the table of symptoms fits; amtcert check on the certificate finds causes without it\n";
    if (named.empty()) return text;
    return text + "\namtcert rules RULE and amtcert guide ITEM explain each; amtcert check on the certificate decides them.\n";
}

std::string symptom_json(const std::vector<const Symptom*>& found) {
    Json suspected = Json::array();
    for (const auto& lead : suspected_rules(found))
        suspected.push_back({{"id", lead.rule->id}, {"title", lead.rule->title}, {"because", lead.suspect->because}});
    Json list = Json::array();
    for (const auto* symptom : found) {
        Json suspects = Json::array();
        for (const auto& lead : leads_of(*symptom))
            suspects.push_back({{lead.rule != nullptr ? "rule" : "guide", lead.suspect->id}, {"because", lead.suspect->because}});
        list.push_back({{"pattern", symptom->pattern},
                        {"origin", symptom->origin},
                        {"meaning", symptom->meaning},
                        {"suspects", std::move(suspects)},
                        {"source", symptom->source},
                        {"grade", rules::to_string(symptom->grade)}});
    }
    return Json{{"schema", "amtcert.symptom/1"}, {"rules", std::move(suspected)}, {"symptoms", std::move(list)}}.dump(2) + "\n";
}

}  // namespace cli
