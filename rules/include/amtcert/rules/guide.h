#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/rules/report.h>

namespace [[gnu::visibility("default")]] rules {

/// GuideItem is one check of the troubleshooting guide: what has to hold, where to see it, what to do when it does not.
struct GuideItem {
    std::string_view id;                     ///< "<area>.<name>": "certificate.root-hash"
    StageSet stages;                         ///< in which it is looked at
    Component component = Component::other;  ///< where it is looked at
    std::string_view check;                  ///< what has to hold, one line
    std::string_view look;                   ///< where to see it, and with what
    std::string_view action;                 ///< what to do when it does not hold
    /// Ids of the rules that decide it. One that the catalogue does not have (yet) decides nothing: the item is then by hand.
    std::vector<std::string_view> rules = {};
    bool alternatives = false;  ///< one rule that holds is enough; else each has to
    RoleSet roles = all_roles;  ///< the certificates whose report decides it
    bool also_by_hand = false;  ///< the rules decide a part only; the rest stays to be looked at
    /// where the item comes from
    std::string_view source = "Deploying Intel vPro Technology with ConfigMgr 2007, Troubleshooting Guide 1.20 (2011-04-01)";

    /// deciding_rules are those of `rules` that the catalogue has.
    [[nodiscard]] std::vector<const Rule*> deciding_rules() const;
};

/// guide lists every item in the order of the guide: by first stage, and within a stage in the order to work through.
/// The order is cumulative: a stage counts only when those before it hold.
[[nodiscard]] const std::vector<GuideItem>& guide();

/// find_guide_item finds an item by id, or null.
[[nodiscard]] const GuideItem* find_guide_item(std::string_view id);

/// items_decided_by lists the guide's items that a rule decides, alone or with others.
[[nodiscard]] std::vector<const GuideItem*> items_decided_by(const Rule& rule);

/// GuideOutcome is what a run says about an item.
enum class GuideOutcome {
    pass,          ///< its rules hold: each, or one of alternatives
    fail,          ///< one of its rules failed, as an error or a warning
    inconclusive,  ///< one was tried and could not be found out, and none failed
    by_hand,       ///< not decided, or not in whole: a person has to look
};
[[nodiscard]] std::string_view to_string(GuideOutcome outcome);  ///< "pass", "fail", "inconclusive", "by-hand"

/// GuideResult is an item and what became of it for one certificate.
struct GuideResult {
    const GuideItem* item = nullptr;               ///< never null
    GuideOutcome outcome = GuideOutcome::by_hand;  ///< what the run decided of it
    std::string why;  ///< of an item by hand that a rule could decide: what the rule lacked; else empty

    /// is_left says whether a person still has to look.
    [[nodiscard]] bool is_left() const { return outcome == GuideOutcome::by_hand || item->also_by_hand; }
};

/// guide_results gives every item of the guide with its outcome, in the order of the guide. A finding of severity info decides
/// nothing: it asks a person to look.
[[nodiscard]] std::vector<GuideResult> guide_results(const SubjectReport& report);

/// stage_in_question is the first stage that failed or is inconclusive; nothing when there is none.
[[nodiscard]] std::optional<int> stage_in_question(const SubjectReport& report);

}  // namespace rules
