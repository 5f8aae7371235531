#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] rules {

/// nearest finds the known word most like `word`, for hints; empty when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace rules
