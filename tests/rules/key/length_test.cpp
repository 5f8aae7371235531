#include "support/der.h"
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

/// about_the_ca keeps what is said of the issuing CA: on AMT 22 the leaf's own key has something said of it first.
rules::Findings about_the_ca(rules::Findings findings) {
    std::erase_if(findings, [](const rules::Finding& finding) { return finding.certificate != std::size_t{1}; });
    return findings;
}

/// rsa_of is an RSA key of that many bits. Nobody has its private half: it fits a certificate that signs nothing.
certlib::Bytes rsa_of(std::size_t bits) {
    certlib::Bytes modulus((bits + 7) / 8, 0xff);
    modulus.front() = static_cast<std::uint8_t>(0xffU >> (modulus.size() * 8 - bits));
    modulus.insert(modulus.begin(), 0x00);
    const auto key = der::sequence({der::element(0x02, modulus), der::element(0x02, {0x01, 0x00, 0x01})});
    const auto algorithm = certlib::from_hex("300d06092a864886f70d0101010500").value();
    return der::sequence({algorithm, der::element(0x03, der::join({{0x00}, key}))});
}

rules::Findings leaf_of_bits(std::size_t bits, const std::function<void(rules::Site&)>& adapt = {}) {
    return judge::asked("key.length", [&](auto& spec) { spec.leaf.public_key_info = rsa_of(bits); }, adapt);
}

std::function<void(rules::Site&)> web_server(std::string_view release, std::set<rules::Console> consoles = {}) {
    return [release = std::string(release), consoles = std::move(consoles)](rules::Site& site) {
        site.role = rules::Role::web_server;
        if (!release.empty()) site.firmware = rules::parse_releases(release).value();
        site.consoles = consoles;
    };
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
    CHECK(judge::asked("key.length", [](auto& spec) {
              spec.leaf.key = Key::ec_p256;
              spec.issuing_ca.key = Key::ec_p384;
              spec.root.key = Key::ec_p384;
          }).front().result == Result::skipped);
}

TEST_CASE("key.length: the CA of a web-server certificate is held to 2048 bits by ConfigMgr and by AMT 10") {
    CHECK(ca_of(Key::rsa4096, web_server("10.0", {})).front().result == Result::fail);
    CHECK(ca_of(Key::rsa4096, web_server("16.1", {rules::Console::configmgr})).front().severity.value_or(Severity::error) ==
          Severity::error);
    CHECK(ca_of(Key::rsa4096, web_server("16.1", {})).front().severity == Severity::warning);
    CHECK(about_the_ca(ca_of(Key::rsa4096, web_server("22.0", {}))).empty());
}

TEST_CASE("key.length: without a release the CA of a web-server certificate is held to the guide, which says so") {
    const auto finding = ca_of(Key::rsa4096, web_server("")).front();
    CHECK(finding.result == Result::fail);
    CHECK_FALSE(finding.severity.has_value());
    CHECK(finding.evidence.find("--firmware") != std::string::npos);
}

TEST_CASE("key.length: ConfigMgr holds the CA of a web-server certificate to 2048 bits on AMT 22 too") {
    const auto findings = about_the_ca(ca_of(Key::rsa4096, web_server("22.0", {rules::Console::sccm2012})));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_FALSE(findings[0].severity.has_value());
}

TEST_CASE("key.length: the CA of a web-server certificate is held to what the release takes as well") {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    spec.root.public_key_info = rsa_of(8192);
    const auto long_root = testcerts::issue(spec.root, spec.root);
    auto site = judge::site(hierarchy);
    web_server("16.1")(site);
    const auto findings = judge::one("key.length", site, judge::bundle({hierarchy.leaf, hierarchy.issuing_ca, long_root}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::fail);
    CHECK_FALSE(findings[0].severity.has_value());
    CHECK(findings[0].evidence == "RSA 8192 bits, 2048 to 4096 allowed on AMT 16.1");
}

TEST_CASE("key.length: sizes between the customary ones are fine up to AMT 5 and a warning later, those outside fail") {
    CHECK(leaf_of_bits(1536).front().result == Result::pass);
    CHECK(leaf_of_bits(1536, judge::on("5.2")).front().result == Result::pass);
    CHECK(leaf_of_bits(1536, judge::on("8.1.71")).front().severity == Severity::warning);
    CHECK(leaf_of_bits(2560, judge::on("16.1")).front().severity == Severity::warning);
    for (const unsigned bits : {1024U, 2048U, 4096U}) CHECK(leaf_of_bits(bits, judge::on("8.1.71")).front().result == Result::pass);
    CHECK(leaf_of_bits(1024, judge::on("16.1")).front().fix.find("--firmware") == std::string::npos);
    CHECK(leaf_of_bits(1536, judge::on("16.1")).front().result == Result::fail);
    CHECK(leaf_of_bits(2049).front().result == Result::fail);
    CHECK(leaf_of_bits(4097, judge::on("16.1")).front().result == Result::fail);
}

TEST_CASE("key.length: below 1024 bits the guide refuses, and promises nothing of later releases") {
    const auto finding = leaf_of_bits(1023).front();
    CHECK(finding.evidence == "RSA 1023 bits, 1024 to 2048 allowed");
}

TEST_CASE("key.length: 3072 bits in a CA before AMT 22 are a warning too, and from 22 on are what is asked for") {
    CHECK(ca_of(Key::rsa3072, judge::on("11.8.50")).front().severity == Severity::warning);
    const auto all_3072 = [](auto& spec) {
        for (auto* certificate : {&spec.leaf, &spec.issuing_ca, &spec.root}) certificate->public_key_info = rsa_of(3072);
    };
    CHECK(judge::asked("key.length", all_3072, judge::on("22.0")).front().result == Result::pass);
}

TEST_CASE("key.length: undecided on AMT 22 cites where it is being settled") {
    const auto evidence = leaf_of(Key::leaf, judge::on("22.0")).front().evidence;
    CHECK(evidence.find("deployment#605") != std::string::npos);
    CHECK(evidence.find("rps#2698") != std::string::npos);
}

TEST_CASE("key.length: an RSA key that cannot be decoded is undecided") {
    const auto findings = judge::asked("key.length", [](auto& spec) {
        spec.leaf.public_key_info = certlib::from_hex("3014300d06092a864886f70d0101010500030300050a").value();
    });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == Result::inconclusive);
    CHECK(findings[0].certificate == 0);
}
