#pragma once

#include <string>

#include <amtcert/rules/render.h>

#include "render/paint.h"

namespace rules {

/// guide_section tells which items of the guide a run decided, and what is left to do by hand: the items of the stage that failed
/// or is open one by one, of the others their number; all of them when asked for everything.
[[nodiscard]] std::string guide_section(const SubjectReport& subject, const TextOptions& options, const Paint& paint);

}  // namespace rules
