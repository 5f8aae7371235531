#include "crl_scope.h"

#include <algorithm>

namespace chainwalk {
namespace {

using certlib::Bytes;
using certlib::Certificate;
using certlib::Crl;
using certlib::DistributionPoint;
using certlib::GeneralName;

bool same_name(const GeneralName& left, const GeneralName& right) {
    if (left.directory && right.directory) return *left.directory == *right.directory;
    return left.kind == right.kind && left.value == right.value;
}

bool any_in_common(const std::vector<GeneralName>& left, const std::vector<GeneralName>& right) {
    return std::any_of(left.begin(), left.end(), [&](const GeneralName& one) {
        return std::any_of(right.begin(), right.end(), [&](const GeneralName& other) { return same_name(one, other); });
    });
}

bool names(const std::vector<GeneralName>& list, const certlib::DistinguishedName& wanted) {
    return std::any_of(list.begin(), list.end(), [&](const GeneralName& name) { return name.directory && *name.directory == wanted; });
}

/// at_least compares numbers without leading zeros.
bool at_least(const Bytes& number, const Bytes& least) {
    if (number.size() != least.size()) return number.size() > least.size();
    return number >= least;
}

}  // namespace

bool comes_from(const Crl& crl, const DistributionPoint& point, const Certificate& certificate) {
    if (point.crl_issuer.empty()) return crl.issuer() == certificate.issuer();
    return crl.is_indirect() && names(point.crl_issuer, crl.issuer());
}

bool covers(const Crl& crl, const DistributionPoint& point, const Certificate& certificate) {
    const auto& scope = crl.issuing_distribution_point();
    if (!scope) return true;
    if (scope->has_name()) {
        const auto covered = certlib::full_names(scope->full_name, scope->relative_name, crl.issuer());
        // A point's relative name continues that of its CRL issuer, which is the CRL's own by now (4.2.1.13).
        const auto own = certlib::full_names(point.full_name, point.relative_name, crl.issuer());
        if (!any_in_common(covered, own.empty() ? point.crl_issuer : own)) return false;
    }
    if (scope->only_user_certificates && certificate.is_ca()) return false;
    if (scope->only_ca_certificates && !certificate.is_ca()) return false;
    return !scope->only_attribute_certificates;
}

ReasonMask reasons_of(const Crl& crl, const DistributionPoint& point) {
    const auto& scope = crl.issuing_distribution_point();
    const auto of_crl = scope && scope->reasons ? *scope->reasons : all_reasons;
    return static_cast<ReasonMask>(of_crl & point.reasons.value_or(all_reasons) & all_reasons);
}

std::vector<DistributionPoint> points_of(const Certificate& certificate) {
    auto points = certificate.decoded().crl_distribution_points.value_or(std::vector<DistributionPoint>{});
    GeneralName issuer{.kind = certlib::GeneralNameKind::directory};
    issuer.directory = certificate.issuer();
    points.push_back({.full_name = {std::move(issuer)}});
    return points;
}

bool completes(const Crl& delta, const Crl& base) {
    if (!delta.is_delta() || base.is_delta() || !(delta.issuer() == base.issuer())) return false;
    const auto& base_scope = base.issuing_distribution_point();
    const auto& delta_scope = delta.issuing_distribution_point();
    if (base_scope.has_value() != delta_scope.has_value() || (base_scope && base_scope->der != delta_scope->der)) return false;
    const auto& base_key = base.authority_key_identifier();
    const auto& delta_key = delta.authority_key_identifier();
    if (base_key.has_value() != delta_key.has_value() || (base_key && base_key->key_identifier != delta_key->key_identifier)) return false;
    if (!base.number() || !delta.number()) return false;
    return at_least(*base.number(), *delta.base_number()) && at_least(*delta.number(), *base.number());
}

}  // namespace chainwalk
