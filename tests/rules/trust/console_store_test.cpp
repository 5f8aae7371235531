#include "support/judge.h"

using rules::Console;
using rules::Result;
using rules::Severity;

namespace {

rules::Findings ask(std::function<std::vector<certlib::Certificate>(const testcerts::Hierarchy&)> store,
                    std::set<Console> consoles = {}) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.role = rules::Role::web_server;
    site.consoles = std::move(consoles);
    if (store) site.console_store = store(hierarchy);
    return judge::one("trust.console-store", site, judge::bundle(hierarchy.chain()));
}

}  // namespace

TEST_CASE("trust.console-store: the root and every subordinate CA have to be there, the leaf not") {
    CHECK(ask([](const auto& all) { return std::vector{all.root, all.issuing_ca}; }).front().result == Result::pass);
    const auto without_ca = ask([](const auto& all) { return std::vector{all.root}; });
    REQUIRE(without_ca.size() == 1);
    CHECK(without_ca[0].result == Result::fail);
    CHECK(without_ca[0].certificate == 1);
    const auto without_both = ask([](const auto& all) { return std::vector{all.leaf}; });
    REQUIRE(without_both.size() == 2);
    CHECK(without_both[1].certificate == 2);
}

TEST_CASE("trust.console-store: an error with ConfigMgr, else a warning") {
    const auto root_only = [](const auto& all) { return std::vector{all.root}; };
    CHECK(ask(root_only).front().severity == Severity::warning);
    CHECK(ask(root_only, {Console::meshcentral}).front().severity == Severity::warning);
    CHECK(ask(root_only, {Console::configmgr}).front().severity == Severity::error);
    CHECK(ask(root_only, {Console::sccm2012}).front().severity == Severity::error);
}

TEST_CASE("trust.console-store: without the store nothing is decided") {
    CHECK(ask({}).front().result == Result::skipped);
    CHECK_THAT(ask({}).front().evidence, Catch::Contains("--console-store"));
}
