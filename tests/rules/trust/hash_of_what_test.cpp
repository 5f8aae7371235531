#include "support/judge.h"

using certlib::Bytes;
using rules::Result;

namespace {

rules::Findings ask(const std::function<Bytes(const testcerts::Hierarchy&)>& entered) {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.trusted_hashes = {entered(hierarchy)};
    return judge::one("trust.hash-of-what", site, judge::bundle(hierarchy.chain()));
}

Bytes octets(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace

TEST_CASE("trust.hash-of-what: the root's own hash passes, a stranger's too") {
    CHECK(ask([](const auto& all) { return all.root.sha256_fingerprint(); }).front().result == Result::pass);
    CHECK(ask([](const auto& all) { return all.root.sha384_fingerprint(); }).front().result == Result::pass);
    CHECK(ask([](const auto&) { return Bytes(32, 0x5A); }).front().result == Result::pass);
}

TEST_CASE("trust.hash-of-what: says what was hashed instead") {
    struct Mistake {
        std::string says;
        std::function<Bytes(const testcerts::Hierarchy&)> hash;
    };
    const std::vector<Mistake> mistakes{
        {"the hash of the leaf", [](const auto& all) { return all.leaf.sha256_fingerprint(); }},
        {"an intermediate CA", [](const auto& all) { return all.issuing_ca.sha1_fingerprint(); }},
        {"the public key", [](const auto& all) { return certlib::sha256(all.root.public_key_info()); }},
        {"the PEM text", [](const auto& all) { return certlib::sha256(octets(testcerts::pem({all.root}))); }},
        {"reverse order",
         [](const auto& all) {
             const auto& hash = all.root.sha256_fingerprint();
             return Bytes(hash.rbegin(), hash.rend());
         }},
    };
    for (const auto& mistake : mistakes) {
        INFO(mistake.says);
        const auto findings = ask(mistake.hash);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0].result == Result::fail);
        CHECK_THAT(findings[0].evidence, Catch::Contains(mistake.says));
        CHECK_THAT(findings[0].fix,
                   Catch::Contains(certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint())));
    }
}

TEST_CASE("trust.hash-of-what: names a cross-certificate of the source, and reads a device's list") {
    const auto spec = testcerts::good();
    auto other_root = spec.root;
    other_root.key = testcerts::Key::other_root;
    other_root.set_common_name("Other Root");
    const auto cross = testcerts::issue(spec.root, other_root);
    const auto hierarchy = testcerts::build(spec);
    auto certificates = hierarchy.chain();
    certificates.push_back(cross);
    auto site = judge::site(hierarchy);
    site.trusted_hashes.clear();
    site.device_lists = {rules::DeviceList{.hashes = {{.hash = cross.sha256_fingerprint()}}}};
    const auto findings = judge::one("trust.hash-of-what", site, judge::bundle(certificates));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_THAT(findings[0].evidence, Catch::Contains("Other Root"));
}

TEST_CASE("trust.hash-of-what: without a hash there is nothing to judge") {
    CHECK(judge::asked("trust.hash-of-what", {}, [](auto& site) { site.trusted_hashes.clear(); }).front().result ==
          Result::skipped);
}
