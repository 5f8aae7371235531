#include <array>

#include "inet_pton.h"
#include "support/peer_name.h"

namespace rules {

std::optional<certlib::Bytes> parse_address(const std::string& text) {
    std::array<std::uint8_t, 16> octets{};
    if (::inet_pton(AF_INET, text.c_str(), octets.data()) == 1) return certlib::Bytes(octets.begin(), octets.begin() + 4);
    if (::inet_pton(AF_INET6, text.c_str(), octets.data()) == 1) return certlib::Bytes(octets.begin(), octets.end());
    return std::nullopt;
}

}  // namespace rules
