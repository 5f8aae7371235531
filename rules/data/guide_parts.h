#pragma once

#include <vector>

#include <amtcert/rules/guide.h>

namespace rules {

// The guide's items, one list for each part of the process.
[[nodiscard]] std::vector<GuideItem> guide_of_prerequisites();  ///< first stage 1
[[nodiscard]] std::vector<GuideItem> guide_of_requests();       ///< first stage 2
[[nodiscard]] std::vector<GuideItem> guide_of_setup();          ///< first stage 3
[[nodiscard]] std::vector<GuideItem> guide_of_operation();      ///< first stage 4 to 7

}  // namespace rules
