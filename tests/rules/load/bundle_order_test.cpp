#include "support/judge.h"

using rules::Result;
using rules::Severity;

namespace {

rules::Finding asked_in_order(const std::vector<int>& order, std::set<rules::Console> consoles = {}) {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto chain = hierarchy.chain();
    auto bundle = judge::bundle({});
    for (const int place : order) bundle.certificates.push_back(chain.at(static_cast<std::size_t>(place)));
    auto site = judge::site(hierarchy);
    site.consoles = std::move(consoles);
    const auto report = rules::evaluate(site, bundle, hierarchy.leaf, {});
    const auto found = std::find_if(report.results.begin(), report.results.end(),
                                    [](const auto& result) { return result.rule->id == "load.bundle-order"; });
    return found->finding;
}

}  // namespace

TEST_CASE("load.bundle-order: leaf first passes") { CHECK(asked_in_order({0, 1, 2}).result == Result::pass); }

TEST_CASE("load.bundle-order: another order is a note, for RPS a warning") {
    CHECK(asked_in_order({2, 1, 0}).severity == Severity::info);
    CHECK(asked_in_order({1, 0, 2}).result == Result::fail);
    CHECK(asked_in_order({1, 0, 2}, {rules::Console::rps}).severity == Severity::warning);
}

TEST_CASE("load.bundle-order: the evidence tells where the chain stands") {
    CHECK(asked_in_order({2, 0, 1}).evidence.find("2, 3, 1") != std::string::npos);
}

TEST_CASE("load.bundle-order: one certificate has no order") { CHECK(asked_in_order({0}).result == Result::skipped); }

TEST_CASE("load.bundle-order: the evidence tells who breaks on a leaf that is not first") {
    CHECK(asked_in_order({1, 0, 2}).evidence.find("RPS takes the first certificate for the leaf") != std::string::npos);
    CHECK(asked_in_order({0, 2, 1}).evidence.find("RPS goes by the order of the file") != std::string::npos);
}

TEST_CASE("load.bundle-order: a leaf behind a certificate of no chain is not first either") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto stranger = testcerts::good().root;
    stranger.key = testcerts::Key::other_root;
    stranger.set_common_name("Stranger");
    const auto bundle = judge::bundle({testcerts::issue(stranger, stranger), hierarchy.leaf});
    const auto report = rules::evaluate(judge::site(hierarchy), bundle, hierarchy.leaf, {});
    const auto failures = judge::failures(report);
    CHECK(std::find(failures.begin(), failures.end(), "load.bundle-order") != failures.end());
}
