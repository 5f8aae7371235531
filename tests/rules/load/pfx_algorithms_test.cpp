#include <amtcert/certlib/load.h>

#include "support/judge.h"

using rules::Result;
using rules::Severity;

namespace {

rules::Finding asked_about(std::vector<std::string> encryption, std::set<rules::Console> consoles = {}) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.pfx = certlib::PfxFacts{.mac_algorithm = "SHA-1", .encryption = std::move(encryption)};
    auto site = judge::site(hierarchy);
    site.consoles = std::move(consoles);
    return judge::one("load.pfx-algorithms", site, bundle).front();
}

}  // namespace

TEST_CASE("load.pfx-algorithms: RC2, RC4 and DES are warnings") {
    for (const std::string name : {"RC2-40-CBC", "RC2-128-CBC", "RC4-128", "DES-CBC"}) {
        const auto finding = asked_about({name, "3DES-CBC"});
        CHECK(finding.result == Result::fail);
        CHECK_FALSE(finding.severity.has_value());
        CHECK(finding.evidence.find(name) != std::string::npos);
    }
}

TEST_CASE("load.pfx-algorithms: 3DES is a note") { CHECK(asked_about({"3DES-CBC"}).severity == Severity::info); }

TEST_CASE("load.pfx-algorithms: AES passes, but is a note for ConfigMgr") {
    CHECK(asked_about({"AES-256-CBC"}).result == Result::pass);
    CHECK(asked_about({"AES-256-CBC"}, {rules::Console::configmgr}).severity == Severity::info);
}

TEST_CASE("load.pfx-algorithms: a PEM file has no container") {
    CHECK(judge::asked("load.pfx-algorithms", {}).front().result == Result::skipped);
}

TEST_CASE("load.pfx-algorithms: AES is a note for SCCM 2012, and no matter to other consoles") {
    CHECK(asked_about({"AES-256-CBC"}, {rules::Console::sccm2012}).severity == Severity::info);
    CHECK(asked_about({"AES-256-CBC"}, {rules::Console::rps}).result == Result::pass);
}

TEST_CASE("load.pfx-algorithms: a container made with RC2-40 is told from its octets") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto ask = [&](testcerts::PfxEncryption encryption) {
        const auto octets = testcerts::pfx(
            {.certificates = hierarchy.chain(), .key = testcerts::Key::leaf, .password = "amtcert", .encryption = encryption});
        certlib::LoadOptions options;
        options.password = [](std::string_view) { return certlib::Result<certlib::Secret>(certlib::Secret("amtcert")); };
        const auto bundle = certlib::load(octets, "server.pfx", options).value();
        return judge::one("load.pfx-algorithms", judge::site(hierarchy), bundle).front();
    };
    CHECK(ask(testcerts::PfxEncryption::rc2_40).result == Result::fail);
    CHECK_FALSE(ask(testcerts::PfxEncryption::rc2_40).severity.has_value());
    CHECK(ask(testcerts::PfxEncryption::triple_des).severity == Severity::info);
    CHECK(ask(testcerts::PfxEncryption::aes256).result == Result::pass);
}

TEST_CASE("load.pfx-algorithms: no fix puts a password on a command line") {
    CHECK(rules::find_rule("load.pfx-algorithms")->fix.find("-pass") == std::string_view::npos);
    CHECK(asked_about({"AES-256-CBC"}, {rules::Console::configmgr}).fix.find("-pass") == std::string::npos);
}
