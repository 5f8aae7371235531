#include <algorithm>

#include <amtcert/rules/report.h>

namespace rules {
namespace {

using certlib::Certificate;

std::vector<Certificate> without_duplicates(const std::vector<Certificate>& certificates) {
    std::vector<Certificate> unique;
    for (const auto& certificate : certificates)
        if (std::find(unique.begin(), unique.end(), certificate) == unique.end()) unique.push_back(certificate);
    return unique;
}

bool issued_another(const Certificate& issuer, const std::vector<Certificate>& certificates) {
    return std::any_of(certificates.begin(), certificates.end(), [&](const Certificate& other) {
        return !(other == issuer) && other.issuer() == issuer.subject();
    });
}

template <class Predicate>
std::vector<Certificate> those(const std::vector<Certificate>& certificates, Predicate wanted) {
    std::vector<Certificate> chosen;
    std::copy_if(certificates.begin(), certificates.end(), std::back_inserter(chosen), wanted);
    return chosen;
}

}  // namespace

std::vector<Certificate> subjects_of(const certlib::Bundle& bundle) {
    if (bundle.format == certlib::Format::windows_store && !bundle.certificates.empty()) return {bundle.certificates.front()};
    const auto certificates = without_duplicates(bundle.certificates);
    auto matching_key = those(certificates, [&](const Certificate& one) { return certlib::holds_key_of(bundle, one); });
    if (!matching_key.empty()) return matching_key;
    // A certificate that issued another one here acts as a CA, whatever its basicConstraints say.
    const auto is_end_entity = [&](const Certificate& one) { return !one.is_ca() && !issued_another(one, certificates); };
    auto end_entities = those(certificates, [&](const Certificate& one) { return is_end_entity(one) && !one.is_self_issued(); });
    if (!end_entities.empty()) return end_entities;
    auto self_made = those(certificates, is_end_entity);
    if (!self_made.empty()) return self_made;
    auto lowest = those(certificates, [&](const Certificate& one) { return !issued_another(one, certificates); });
    if (!lowest.empty()) return lowest;
    // Every certificate issued another one: two that signed each other. Judge them all rather than none.
    return certificates;
}

}  // namespace rules
