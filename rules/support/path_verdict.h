#pragma once

#include <span>
#include <string_view>

#include <amtcert/rules/rule.h>

namespace rules {

/// path_rules lists the rules that decide whether a path is valid by RFC 5280 6.1, AMT left aside. link.serial is not among
/// them: section 6.1 has no use for serial numbers.
[[nodiscard]] std::span<const std::string_view> path_rules();

/// accepts is our own verdict on the chain as a path: it is complete, and every path rule was decided and none failed as an error. In the
/// role `plain`, no key or signature of it is one that anybody can forge either.
[[nodiscard]] bool accepts(const Context& context);

/// is_path_rule says whether a failure of this rule refuses a path under every profile of the plain validator: the rules of
/// path_rules, those that find no anchor, those that judge what was asked for (revocation, name, purpose, depth), and those that
/// find a key or signature anybody can forge.
[[nodiscard]] bool is_path_rule(std::string_view id);

}  // namespace rules
