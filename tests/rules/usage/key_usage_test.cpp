#include "support/judge.h"

namespace {

using rules::Result;
using rules::Role;

constexpr unsigned digital_signature = 0;
constexpr unsigned key_encipherment = 2;
constexpr unsigned key_agreement = 4;
constexpr auto key_usage = "2.5.29.15";

rules::Finding ask(const testcerts::HierarchySpec& spec, Role role) {
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.role = role;
    const auto findings = judge::one("usage.key-usage", site, judge::bundle(hierarchy.chain()));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

testcerts::HierarchySpec with_bits(std::vector<unsigned> bits) {
    auto spec = testcerts::good();
    spec.leaf.set(testcerts::extension::key_usage(std::move(bits)));
    return spec;
}

}  // namespace

TEST_CASE("usage.key-usage: no extension passes") {
    auto spec = testcerts::good();
    spec.leaf.remove(key_usage);
    for (const auto role : {Role::provisioning, Role::web_server, Role::console_client})
        CHECK(ask(spec, role).result == Result::pass);
}

TEST_CASE("usage.key-usage: digitalSignature is enough for a provisioning and a client certificate") {
    CHECK(ask(with_bits({digital_signature}), Role::provisioning).result == Result::pass);
    CHECK(ask(with_bits({digital_signature}), Role::console_client).result == Result::pass);
}

TEST_CASE("usage.key-usage: without digitalSignature a provisioning and a client certificate are in error") {
    for (const auto role : {Role::provisioning, Role::console_client}) {
        const auto finding = ask(with_bits({key_encipherment}), role);
        CHECK(finding.result == Result::fail);
        CHECK(!finding.severity);
        CHECK(finding.certificate == 0);
        CHECK_THAT(finding.evidence, Catch::Contains("keyUsage is keyEncipherment; digitalSignature required"));
    }
}

TEST_CASE("usage.key-usage: a web server with both passes") {
    CHECK(ask(with_bits({digital_signature, key_encipherment}), Role::web_server).result == Result::pass);
}

TEST_CASE("usage.key-usage: a web server without keyEncipherment is a warning with an RSA key") {
    const auto finding = ask(with_bits({digital_signature}), Role::web_server);
    CHECK(finding.result == Result::fail);
    CHECK(finding.severity == rules::Severity::warning);
    CHECK_THAT(finding.evidence, Catch::Contains("keyEncipherment wanted"));
}

TEST_CASE("usage.key-usage: a web server with an EC key needs no keyEncipherment") {
    auto spec = with_bits({digital_signature});
    spec.leaf.key = testcerts::Key::ec_p256;
    CHECK(ask(spec, Role::web_server).result == Result::pass);
}

TEST_CASE("usage.key-usage: a web server without digitalSignature is a warning while it can decrypt") {
    const auto finding = ask(with_bits({key_encipherment}), Role::web_server);
    CHECK(finding.result == Result::fail);
    CHECK(finding.severity == rules::Severity::warning);
    CHECK_THAT(finding.evidence, Catch::Contains("digitalSignature wanted"));
}

TEST_CASE("usage.key-usage: a web server that can neither sign nor decrypt is in error") {
    const auto finding = ask(with_bits({key_agreement}), Role::web_server);
    CHECK(finding.result == Result::fail);
    CHECK(!finding.severity);
}

TEST_CASE("usage.key-usage: an extension that cannot be decoded is undecided") {
    auto spec = testcerts::good();
    spec.leaf.set({key_usage, true, {0x04, 0x01, 0x00}});
    CHECK(ask(spec, Role::provisioning).result == Result::inconclusive);
}
