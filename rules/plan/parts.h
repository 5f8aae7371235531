#pragma once

#include <amtcert/rules/plan.h>

namespace rules {

/// planned_releases are those of the site that have remote configuration; every generation's when none is named.
[[nodiscard]] std::vector<Release> planned_releases(const Site& site);

/// is_private_suffix says whether no public CA may issue for a name: a single label, or one under a domain that is nobody's.
[[nodiscard]] bool is_private_suffix(std::string_view suffix);

/// serves says by which clause every one of the releases, and every console of the site, lets this CN serve the suffix; nothing
/// when one does not, or when that is not known.
[[nodiscard]] std::optional<std::string> serves(const Site& site, const std::vector<Release>& releases,
                                                const std::string& common_name, const std::string& suffix);

/// plan_names chooses as few names as will serve the suffixes: `names` and `uncovered` of the plan.
void plan_names(const Site& site, const std::vector<Release>& releases, Plan& plan);

/// plan_keys groups the releases by the key and hash they ask for.
[[nodiscard]] std::vector<KeyPlan> plan_keys(const std::vector<Release>& releases);

/// plan_roots says what each root of the table would do.
[[nodiscard]] std::vector<PlannedRoot> plan_roots(const Site& site, const std::vector<Release>& releases);

/// give_advice fills in road, why_private, advice and headline.
void give_advice(const Site& site, const std::vector<Release>& releases, std::string_view preferred_ca, Plan& plan);

}  // namespace rules
