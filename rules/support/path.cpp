#include "support/path.h"

namespace rules {

std::vector<certlib::Certificate> validated_path(const Context& context) {
    std::vector<certlib::Certificate> path;
    for (const auto& link : context.chain.links) path.push_back(link.certificate);
    if (context.root() != nullptr) path.pop_back();
    return path;
}

std::vector<certlib::Certificate> profiled_path(const Context& context) {
    auto path = validated_path(context);
    if (const auto* anchor = constraining_anchor(context)) path.push_back(*anchor);
    return path;
}

const certlib::Certificate* constraining_anchor(const Context& context) {
    const bool binds = context.request != nullptr && context.request->profile != Profile::path;
    return binds ? context.root() : nullptr;
}

std::vector<std::size_t> ca_positions(const Context& context, const std::vector<certlib::Certificate>& path) {
    std::vector<std::size_t> positions;
    for (std::size_t i = context.role == Role::issuing_ca ? 0 : 1; i < path.size(); ++i) positions.push_back(i);
    return positions;
}

Finding nothing_to_validate() { return skipped("the certificate is its own trust anchor: there is no path to validate"); }

Finding cannot_be_decoded(std::string_view extension, std::size_t certificate) {
    return inconclusive(std::string(extension) + " cannot be decoded", certificate,
                        "Have the certificate with the malformed extension issued anew: rule load.malformed-extension names the place.");
}

}  // namespace rules
