#include "support/judge.h"

using rules::Console;
using rules::Result;

namespace {

rules::Findings ask(const std::string& release, std::set<Console> consoles) {
    return judge::asked("console.release", {}, [&](auto& site) {
        if (!release.empty()) site.firmware = rules::parse_releases(release).value();
        site.consoles = std::move(consoles);
    });
}

}  // namespace

TEST_CASE("console.release: what a release took away is said of the consoles that used it") {
    CHECK(ask("19.0", {Console::rps}).front().result == Result::fail);
    CHECK_THAT(ask("19.0", {Console::rps}).front().evidence, Catch::Contains("AdminSetup"));
    CHECK(ask("18", {Console::rpc}).front().result == Result::pass);
    CHECK(ask("16.1", {Console::meshcentral}).front().result == Result::fail);
    CHECK(ask("16.0", {Console::meshcentral}).front().result == Result::pass);
    CHECK(ask("12.0.32", {Console::configmgr}).front().result == Result::fail);
    CHECK(ask("11.8.50", {Console::sccm2012}).front().result == Result::pass);
    CHECK(ask("3.0", {Console::meshcentral}).front().result == Result::fail);
    CHECK(ask("3.0", {Console::configmgr}).front().result == Result::pass);
}

TEST_CASE("console.release: each console is judged for itself, and nothing is known of 22") {
    CHECK(ask("19.0", {Console::rps, Console::meshcentral}).size() == 2);
    CHECK(ask("22.0", {Console::rpc}).front().result == Result::inconclusive);
}

TEST_CASE("console.release: needs a console and a release") {
    CHECK_THAT(ask("19.0", {}).front().evidence, Catch::Contains("--console"));
    CHECK_THAT(ask("", {Console::rps}).front().evidence, Catch::Contains("--firmware"));
}
