#include "support/judge.h"

using rules::Result;
using rules::Severity;
using testcerts::Key;

namespace {

rules::Findings leaf_of(Key key, const std::function<void(rules::Site&)>& adapt = {}) {
    return judge::asked("key.length", [&](auto& spec) { spec.leaf.key = key; }, adapt);
}

rules::Findings ca_of(Key key, const std::function<void(rules::Site&)>& adapt = {}) {
    return judge::asked("key.length", [&](auto& spec) { spec.issuing_ca.key = key; }, adapt);
}

}  // namespace

TEST_CASE("key.length: the guide takes 1024 to 2048 bits in every certificate") {
    CHECK(leaf_of(Key::leaf).front().result == Result::pass);
    CHECK(leaf_of(Key::rsa1024).front().result == Result::pass);
    CHECK(ca_of(Key::rsa4096).front().result == Result::fail);
    const auto findings = leaf_of(Key::rsa4096);
    CHECK(findings.front().result == Result::fail);
    CHECK(findings.front().evidence.find("RSA 4096 bits, at most 2048") == 0);
    CHECK(findings.front().evidence.find("--firmware") != std::string::npos);
}

TEST_CASE("key.length: AMT 5 takes 2048 at most, AMT 6 to 14 and 15 LP 4096") {
    CHECK(leaf_of(Key::rsa4096, judge::on("5.2")).front().result == Result::fail);
    for (const auto* release : {"6.2", "8.1.71", "11.8.50", "14.1.65", "15LP"}) {
        CHECK(leaf_of(Key::rsa4096, judge::on(release)).front().result == Result::pass);
        CHECK(ca_of(Key::rsa4096, judge::on(release)).front().result == Result::pass);
        CHECK(leaf_of(Key::rsa1024, judge::on(release)).front().result == Result::pass);
    }
}

TEST_CASE("key.length: AMT 15 H and 16 to 21 take 2048 at least") {
    for (const auto* release : {"15H", "16.0.15", "16.1.27", "18.0.5", "21.0"}) {
        CHECK(leaf_of(Key::rsa1024, judge::on(release)).front().result == Result::fail);
        CHECK(leaf_of(Key::leaf, judge::on(release)).front().result == Result::pass);
        CHECK(leaf_of(Key::rsa4096, judge::on(release)).front().result == Result::pass);
    }
}

TEST_CASE("key.length: 3072 bits before AMT 22 are a second-hand warning") {
    const auto findings = leaf_of(Key::rsa3072, judge::on("16.1"));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
    CHECK(findings[0].evidence.find("second-hand") != std::string::npos);
}

TEST_CASE("key.length: less than 3072 bits is undecided on AMT 22") {
    CHECK(leaf_of(Key::leaf, judge::on("22.0")).front().result == Result::inconclusive);
    CHECK(leaf_of(Key::rsa1024, judge::on("22.0")).front().result == Result::fail);
}

TEST_CASE("key.length: releases without remote configuration are skipped, other kinds of key are not judged") {
    CHECK(leaf_of(Key::leaf, judge::on("2.5")).front().result == Result::skipped);
    CHECK(leaf_of(Key::ec_p256).front().result == Result::pass);
}

TEST_CASE("key.length: the CA of a web-server certificate is held to 2048 bits by ConfigMgr and by AMT 10") {
    const auto web_server = [](std::string_view release, std::set<rules::Console> consoles) {
        return [=](rules::Site& site) {
            site.role = rules::Role::web_server;
            site.firmware = rules::parse_releases(release).value();
            site.consoles = consoles;
        };
    };
    CHECK(ca_of(Key::rsa4096, web_server("10.0", {})).front().result == Result::fail);
    CHECK(ca_of(Key::rsa4096, web_server("16.1", {rules::Console::configmgr})).front().severity.value_or(Severity::error) ==
          Severity::error);
    CHECK(ca_of(Key::rsa4096, web_server("16.1", {})).front().severity == Severity::warning);
    CHECK(ca_of(Key::rsa4096, web_server("22.0", {})).front().result != Result::fail);
}
