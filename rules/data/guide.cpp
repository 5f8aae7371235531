#include <amtcert/rules/guide.h>

#include <algorithm>

#include "data/guide_parts.h"

namespace rules {

std::vector<const Rule*> GuideItem::deciding_rules() const {
    std::vector<const Rule*> deciding;
    for (const auto rule_id : rules)
        if (const Rule* rule = find_rule(rule_id)) deciding.push_back(rule);
    return deciding;
}

const std::vector<GuideItem>& guide() {
    static const std::vector<GuideItem> items = [] {
        auto all = guide_of_prerequisites();
        for (auto* const part : {&guide_of_requests, &guide_of_setup, &guide_of_operation}) {
            const auto more = part();
            all.insert(all.end(), more.begin(), more.end());
        }
        return all;
    }();
    return items;
}

const GuideItem* find_guide_item(std::string_view id) {
    const auto& items = guide();
    const auto found = std::find_if(items.begin(), items.end(), [&](const GuideItem& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

std::vector<const GuideItem*> items_decided_by(const Rule& rule) {
    std::vector<const GuideItem*> items;
    for (const auto& item : guide())
        if (std::find(item.rules.begin(), item.rules.end(), rule.id) != item.rules.end()) items.push_back(&item);
    return items;
}

}  // namespace rules
