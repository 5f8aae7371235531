#include "render/guide_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <amtcert/rules/guide.h>

namespace rules {
namespace {

std::string line_of(const GuideItem& item) { return fmt::format("  {:<28}{}\n", item.id, item.check); }

/// wrapped joins words with commas, on lines of up to 90 characters under a margin.
std::string wrapped(const std::vector<std::string_view>& words, std::size_t margin) {
    std::string text;
    std::size_t column = 0;
    for (const auto word : words) {
        const bool is_full = column > 0 && column + word.size() > 90;
        if (!text.empty()) text += is_full ? ",\n" + std::string(margin, ' ') : ", ";
        if (is_full) column = 0;
        text += word;
        column += word.size() + 2;
    }
    return text;
}

std::string decided_text(const std::vector<GuideResult>& results, const Paint& paint) {
    std::string faults;
    std::vector<std::string_view> held;
    for (const auto& result : results) {
        const auto word = std::string(to_string(result.outcome));
        if (result.outcome == GuideOutcome::pass) held.push_back(result.item->id);
        if (result.outcome == GuideOutcome::fail || result.outcome == GuideOutcome::inconclusive)
            faults += fmt::format("  {}{:<{}}{}\n",
                                  paint(result.outcome == GuideOutcome::fail ? Paint::Tone::bad : Paint::Tone::doubtful, word),
                                  "", 14 - word.size(), result.item->id);
    }
    if (faults.empty() && held.empty()) return {};
    auto text = "\nitems of the guide this run decided\n" + faults;
    if (!held.empty()) text += fmt::format("  {}          {}\n", paint(Paint::Tone::good, "pass"), wrapped(held, 16));
    return text;
}

/// Group is the items of one stage or one component that are left, and how it is called.
struct Group {
    std::string name;      ///< "stage 3", "component ca"
    std::string argument;  ///< of amtcert guide
    std::vector<const GuideItem*> items;
};

std::vector<Group> stages_left(const std::vector<GuideResult>& results) {
    std::vector<Group> groups;
    for (int stage = 1; stage <= 7; ++stage) {
        Group group{fmt::format("stage {}", stage), std::to_string(stage), {}};
        for (const auto& result : results)
            if (result.is_left() && result.item->stages.has(stage)) group.items.push_back(result.item);
        groups.push_back(std::move(group));
    }
    return groups;
}

/// components_left groups by component those items that belong to the stage in question, or to any stage when there is none.
std::vector<Group> components_left(const std::vector<GuideResult>& results, std::optional<int> stage) {
    std::vector<Group> groups;
    for (const auto component :
         {Component::client, Component::network, Component::server, Component::directory, Component::ca, Component::other}) {
        const auto name = std::string(to_string(component));
        Group group{"component " + name, name, {}};
        for (const auto& result : results)
            if (result.is_left() && result.item->component == component && (!stage || result.item->stages.has(*stage)))
                group.items.push_back(result.item);
        groups.push_back(std::move(group));
    }
    return groups;
}

}  // namespace

std::string guide_section(const SubjectReport& subject, const TextOptions& options, const Paint& paint) {
    const auto results = guide_results(subject);
    const auto stage = stage_in_question(subject);
    const bool by_component = options.by == Grouping::component;
    std::string listed;
    std::string counted;
    for (const auto& group : by_component ? components_left(results, stage) : stages_left(results)) {
        if (group.items.empty()) continue;
        const bool is_in_question = stage && (by_component || group.argument == std::to_string(*stage));
        if (is_in_question || options.verbose) {
            listed += fmt::format("{} (amtcert guide {})\n", group.name, group.argument);
            for (const auto* item : group.items) listed += line_of(*item);
        } else {
            counted += fmt::format("{}{}: {}", counted.empty() ? "" : ", ", group.name, group.items.size());
        }
    }
    auto text = decided_text(results, paint);
    text += "\nthen to do by hand\n" + listed;
    if (!counted.empty())
        text += fmt::format("  {}items of {} (amtcert guide {})\n", listed.empty() ? "" : "further ", counted,
                            by_component ? "COMPONENT" : "STAGE");
    return text;
}

}  // namespace rules
