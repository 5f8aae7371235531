#include <amtcert/rules/path_validation.h>
#include <amtcert/testcerts/hierarchy.h>
#include <catch2/catch.hpp>

namespace {

using certlib::Certificate;
using testcerts::CertificateSpec;

CertificateSpec ca(const std::string& common_name) {
    auto spec = testcerts::good().issuing_ca;
    spec.set_common_name(common_name);
    spec.set(testcerts::extension::basic_constraints(true));
    return spec;
}

/// Three floors of five CAs, each issued by all five of the floor above: 125 paths go up from the lowest to the top floor.
struct Tower {
    std::vector<std::vector<CertificateSpec>> floors;
    std::vector<Certificate> certificates;

    Tower() {
        floors.push_back({testcerts::good().issuing_ca});
        floors.front().front().set(testcerts::extension::basic_constraints(true));
        for (const std::string floor : {"A", "B", "C"}) {
            floors.emplace_back();
            for (const std::string place : {"1", "2", "3", "4", "5"}) floors.back().push_back(ca(floor + place));
        }
        for (std::size_t floor = 0; floor + 1 < floors.size(); ++floor)
            for (const auto& subject : floors[floor])
                for (const auto& issuer : floors[floor + 1]) certificates.push_back(testcerts::issue(subject, issuer));
    }
};

rules::SubjectReport validate(const std::vector<Certificate>& pool) {
    const auto hierarchy = testcerts::build(testcerts::good());
    certlib::Bundle bundle;
    bundle.certificates = {hierarchy.leaf};
    return rules::validate_path({.at = testcerts::sample_time()}, bundle, hierarchy.leaf, {pool, {hierarchy.root}});
}

}  // namespace

TEST_CASE("validate_path: where a budget ends the search the answer is open, and names the budget") {
    const auto report = validate(Tower().certificates);
    CHECK(report.verdict == rules::Verdict::inconclusive);
    CHECK_THAT(report.headline, Catch::Contains("stopped at its limit (chains: 64)"));
    CHECK(report.chains.size() == 64);
}

TEST_CASE("validate_path: a good path is found before the dead ends use up the budget") {
    const Tower tower;
    auto pool = tower.certificates;
    pool.push_back(testcerts::issue(tower.floors.back().back(), testcerts::good().root));
    const auto report = validate(pool);
    CHECK(report.verdict == rules::Verdict::pass);
    CHECK(report.chains.front().chain.links.size() == 6);
}
