#include "support/peer_name.h"

#include "support/host_text.h"

namespace rules {

std::optional<std::string> reference_host(std::string_view text) {
    if (text.ends_with('.')) text.remove_suffix(1);
    if (!is_host_name(text) || is_numeric_host(text)) return std::nullopt;
    return lower_case(text);
}

bool presented_host_matches(std::string_view presented, std::string_view reference) {
    if (!presented.starts_with("*.")) return is_host_name(presented) && lower_case(presented) == reference;
    const auto behind = presented.substr(2);
    if (!is_host_name(behind) || behind.find('.') == std::string_view::npos) return false;
    const auto dot = reference.find('.');
    return dot != std::string_view::npos && reference.substr(dot + 1) == lower_case(behind);
}

bool same_mailbox(std::string_view left, std::string_view right) {
    const auto one = parse_mailbox(left);
    const auto other = parse_mailbox(right);
    return one && other && one->local_part == other->local_part && one->host == other->host;
}

}  // namespace rules
