#include "support/validity_period.h"

namespace rules {

std::string who_minds(const Context& context, std::size_t place) {
    if (context.role != Role::provisioning && context.role != Role::issuing_ca) return "";
    const bool is_root = context.root() != nullptr && place + 1 == context.chain.links.size();
    if (is_root) return "; AMT still accepts; RPS and Windows refuse";
    return "; AMT itself only records it (IsTimeValid), the consoles refuse";
}

}  // namespace rules
