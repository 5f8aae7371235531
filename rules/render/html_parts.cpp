#include "render/html_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/judgement.h"
#include "render/machine.h"
#include "render/shown.h"

namespace rules::html {

void set(pugi::xml_node node, const char* attribute, const std::string& value) {
    node.append_attribute(attribute) = safe(value).c_str();
}

pugi::xml_node add(pugi::xml_node parent, const char* element, std::string_view class_name, const std::string& text) {
    auto node = parent.append_child(element);
    if (!class_name.empty()) set(node, "class", std::string(class_name));
    if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(safe(text).c_str());
    return node;
}

pugi::xml_node add_name(pugi::xml_node parent, const char* element, std::string_view class_name, const std::string& text) {
    auto node = add(parent, element, class_name);
    add(node, "bdi", {}, text.empty() ? "(empty)" : text);
    return node;
}

pugi::xml_node Section::part(const std::string& name, const std::string& title) const {
    auto part = add(node, "section");
    set(part, "aria-labelledby", id + name);
    set(add(part, fmt::format("h{}", level).c_str(), {}, title), "id", id + name);
    return part;
}

std::string_view class_of(Paint::Tone tone) {
    switch (tone) {
        case Paint::Tone::good:
            return "good";
        case Paint::Tone::doubtful:
            return "doubt";
        case Paint::Tone::bad:
            return "bad";
        case Paint::Tone::plain:
            return "plain";
    }
    return "plain";
}

Paint::Tone tone_of(Verdict verdict) {
    return verdict == Verdict::pass ? Paint::Tone::good : verdict == Verdict::fail ? Paint::Tone::bad : Paint::Tone::doubtful;
}

Standing standing_of(const SubjectReport& subject, std::size_t certificate) {
    const auto groups = by_rule(subject.results);
    const auto count = [&](Severity severity) {
        return std::count_if(groups.begin(), groups.end(), [&](const RuleGroup& group) {
            return std::any_of(group.results.begin(), group.results.end(), [&](const RuleResult* result) {
                return result->finding.certificate == certificate && fails(*result, severity) && result->severity() == severity;
            });
        });
    };
    const auto some = [](std::ptrdiff_t number, std::string_view what) {
        return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
    };
    const auto warnings = count(Severity::warning);
    if (const auto errors = count(Severity::error); errors > 0)
        return {some(errors, "error") + (warnings > 0 ? ", " + some(warnings, "warning") : ""), Paint::Tone::bad};
    if (warnings > 0) return {some(warnings, "warning"), Paint::Tone::doubtful};
    return {"no fault found", Paint::Tone::good};
}

std::string role_in(const chainwalk::Chain& chain, std::size_t certificate) {
    if (certificate == 0) return "certificate";
    const bool is_last = certificate + 1 == chain.links.size();
    return is_last && chain.links[certificate].certificate.is_self_issued() ? "root" : "issuing CA";
}

}  // namespace rules::html
