#pragma once

#include <vector>

#include <amtcert/rules/rule.h>

namespace cli {

/// stage_list gives the stages of a set in their order.
[[nodiscard]] inline std::vector<int> stage_list(rules::StageSet stages) {
    std::vector<int> list;
    for (int stage = 1; stage <= 7; ++stage)
        if (stages.has(stage)) list.push_back(stage);
    return list;
}

}  // namespace cli
