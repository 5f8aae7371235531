#pragma once

#include <span>
#include <string_view>

#include <amtcert/rules/rule.h>

namespace rules {

/// path_rules lists the rules that decide whether a path is valid by RFC 5280 6.1, AMT left aside. link.serial is not among
/// them: section 6.1 has no use for serial numbers.
[[nodiscard]] std::span<const std::string_view> path_rules();

/// accepts is our own verdict on the chain as a path: it is complete, and every path rule was decided and none failed as an error.
[[nodiscard]] bool accepts(const Context& context);

}  // namespace rules
