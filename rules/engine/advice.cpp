#include <algorithm>

#include "engine/judgement.h"

namespace rules {
namespace {

const MatrixCell* row_named(const std::vector<MatrixCell>& matrix, std::string_view label) {
    const auto found = std::find_if(matrix.begin(), matrix.end(), [&](const MatrixCell& cell) { return cell.firmware == label; });
    return found == matrix.end() ? nullptr : &*found;
}

bool is_undecided(const SubjectReport& report, std::string_view id) {
    return std::any_of(report.undecided.begin(), report.undecided.end(), [&](const Rule* rule) { return rule->id == id; });
}

}  // namespace

std::vector<std::string> notes_on(const std::vector<MatrixCell>& matrix, const Site& site) {
    const auto* low_power = row_named(matrix, "15LP");
    const auto* high_power = row_named(matrix, "15H");
    if (low_power == nullptr || high_power == nullptr) return {};
    const bool asked_for = !site.survey && !site.firmware.empty();
    if (low_power->verdict == high_power->verdict && !asked_for) return {};
    return {
        "AMT 15 is judged twice, since its version does not tell the platform: H platforms refuse SHA-1 and keys below 2048 "
        "bits, "
        "LP (U and Y) platforms do not. Which one have you? Say --firmware 15H or 15LP."};
}

std::vector<std::string> missing_options(const SubjectReport& report, const Site& site) {
    std::vector<std::string> missing;
    if (report.role == Role::web_server && !site.client_fqdn) missing.emplace_back("--client-fqdn PC.EXAMPLE.COM");
    const bool roots_undecided = is_undecided(report, "trust.anchor");
    if (roots_undecided) missing.emplace_back("--roots ROOTS.pem");
    if (report.role != Role::provisioning) return missing;
    if (site.suffixes().empty()) missing.emplace_back("--dns-suffix EXAMPLE.COM");
    if (site.firmware.empty() && !site.survey) missing.emplace_back("--firmware RELEASE");
    const bool hash_open = is_undecided(report, "trust.root-hash") ||
                           std::any_of(report.results.begin(), report.results.end(), [](const RuleResult& result) {
                               return result.rule->id == "trust.root-hash" && result.finding.result == Result::fail;
                           });
    if (hash_open && site.device_lists.empty()) missing.emplace_back("--trusted-hashes DEVICE-LIST");
    return missing;
}

}  // namespace rules
