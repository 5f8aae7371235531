#include "support/extended_key_usage.h"

#include <algorithm>

namespace rules {

bool asserts_purpose(const certlib::Certificate& certificate, std::string_view purpose) {
    const auto& purposes = certificate.decoded().extended_key_usage;
    return purposes && std::any_of(purposes->begin(), purposes->end(), [&](const certlib::Oid& one) { return one == purpose; });
}

bool has_undecodable_purposes(const certlib::Certificate& certificate) {
    return !certificate.decoded().extended_key_usage && certificate.find_extension(certlib::oids::extended_key_usage) != nullptr;
}

std::string purposes_found(const certlib::Certificate& certificate) {
    const auto& purposes = certificate.decoded().extended_key_usage;
    if (!purposes) return "no extendedKeyUsage";
    if (purposes->empty()) return "an empty extendedKeyUsage";
    std::string text;
    for (const auto& purpose : *purposes) text += (text.empty() ? "" : ", ") + std::string(purpose.name());
    return text;
}

}  // namespace rules
