#include "ldap_answer.h"

#include <algorithm>

namespace chainwalk {

bool same_attribute(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    left = left.substr(0, left.find(';'));
    right = right.substr(0, right.find(';'));
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

bool asked_nobody(const Fetched& fetched) {
    return fetched.status.state == LocationState::scheme_blocked || fetched.status.state == LocationState::domain_only;
}

std::vector<std::string> default_attributes(LocationKind kind) {
    if (kind == LocationKind::crl) return {"certificateRevocationList;binary"};
    return {"cACertificate;binary", "crossCertificatePair;binary"};
}

Fetched answered(std::vector<certlib::Bytes> values, LocationKind kind, std::size_t largest) {
    std::size_t size = 0;
    for (const auto& value : values) size += value.size();
    if (size > largest) return {.status = {LocationState::too_large}, .detail = "larger than is read", .host_reached = true};
    if (values.empty())
        return {.status = {kind == LocationKind::crl ? LocationState::not_a_crl : LocationState::not_a_certificate},
                .detail = "the entry has no such attribute",
                .host_reached = true};
    return {.status = {LocationState::ok}, .objects = std::move(values), .host_reached = true};
}

}  // namespace chainwalk
