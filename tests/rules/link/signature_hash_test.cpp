#include "support/judge.h"

using rules::Result;
using rules::Severity;
using testcerts::Signing;

namespace {

rules::Finding leaf_signed(Signing signing, const std::function<void(rules::Site&)>& adapt = {}) {
    return judge::asked("link.signature-hash", [&](auto& spec) { spec.leaf.signing = signing; }, adapt).front();
}

}  // namespace

TEST_CASE("link.signature-hash: SHA-1 is a warning before AMT 15 H, an error from it on") {
    CHECK(leaf_signed(Signing::sha1).severity == Severity::warning);
    CHECK(leaf_signed(Signing::sha1, judge::on("14.1.65")).severity == Severity::warning);
    CHECK(leaf_signed(Signing::sha1, judge::on("15LP")).severity == Severity::warning);
    for (const auto* release : {"15H", "16.0.15", "16.1.27", "18.0.5", "22.0"}) {
        const auto finding = leaf_signed(Signing::sha1, judge::on(release));
        CHECK(finding.result == Result::fail);
        CHECK_FALSE(finding.severity.has_value());
    }
}

TEST_CASE("link.signature-hash: MD5 is an error everywhere") {
    CHECK_FALSE(leaf_signed(Signing::md5).severity.has_value());
    CHECK(leaf_signed(Signing::md5, judge::on("3.2.1")).result == Result::fail);
}

TEST_CASE("link.signature-hash: RSASSA-PSS and SHA-512 are undecided") {
    CHECK(leaf_signed(Signing::pss_sha256).result == Result::inconclusive);
    CHECK(leaf_signed(Signing::sha512).result == Result::inconclusive);
}

TEST_CASE("link.signature-hash: SHA-256 and SHA-384 pass; SHA-256 is undecided on AMT 22") {
    CHECK(leaf_signed(Signing::sha256, judge::on("16.1")).result == Result::pass);
    CHECK(leaf_signed(Signing::sha256, judge::on("22.0")).result == Result::inconclusive);
    const auto all_sha384 = [](auto& spec) {
        spec.leaf.signing = Signing::sha384;
        spec.issuing_ca.signing = Signing::sha384;
    };
    CHECK(judge::asked("link.signature-hash", all_sha384, judge::on("22.0")).front().result == Result::pass);
}

TEST_CASE("link.signature-hash: no source shows SHA-256 before AMT 7, nor SHA-384 before AMT 18") {
    for (const auto* release : {"2.6.0", "3.2.1", "4.0", "5.2", "6.2"}) {
        CAPTURE(release);
        const auto finding = leaf_signed(Signing::sha256, judge::on(release));
        CHECK(finding.result == Result::inconclusive);
        CHECK(finding.evidence.find("known to work from AMT 7") != std::string::npos);
    }
    CHECK(leaf_signed(Signing::sha256, judge::on("7.0")).result == Result::pass);
    const auto only_leaf = [](auto& spec) { spec.leaf.signing = Signing::sha384; };
    CHECK(judge::asked("link.signature-hash", only_leaf, judge::on("16.1")).front().result == Result::inconclusive);
    CHECK(judge::asked("link.signature-hash", only_leaf, judge::on("18.0.5")).front().result == Result::pass);
    CHECK(judge::asked("link.signature-hash", only_leaf).front().result == Result::pass);
}

TEST_CASE("link.signature-hash: the root's own signature is not judged here") {
    CHECK(judge::asked("link.signature-hash", [](auto& spec) { spec.root.signing = Signing::sha1; }, judge::on("16.1")).front().result ==
          Result::pass);
}

TEST_CASE("link.signature-hash: an intermediate counts") {
    const auto findings = judge::asked("link.signature-hash", [](auto& spec) { spec.issuing_ca.signing = Signing::sha1; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].certificate == 1);
}

namespace {

/// leaf_naming is what is found of a leaf whose signature algorithms are overwritten with another OID of the same length.
rules::Finding leaf_naming(std::string_view oid_content) {
    const auto hierarchy = testcerts::build(testcerts::good());
    certlib::Bytes der(hierarchy.leaf.der().begin(), hierarchy.leaf.der().end());
    const auto sha256_with_rsa = certlib::from_hex("2a864886f70d01010b").value();
    const auto wanted = certlib::from_hex(oid_content).value();
    for (auto at = der.begin();; ++at) {
        at = std::search(at, der.end(), sha256_with_rsa.begin(), sha256_with_rsa.end());
        if (at == der.end()) break;
        std::copy(wanted.begin(), wanted.end(), at);
    }
    const auto bundle = judge::bundle({certlib::Certificate::parse(der).value(), hierarchy.issuing_ca, hierarchy.root});
    return judge::one("link.signature-hash", judge::site(hierarchy), bundle).front();
}

}  // namespace

TEST_CASE("link.signature-hash: hashes older than MD5 are errors as well") {
    CHECK(leaf_naming("2a864886f70d010102").evidence.find("forge") != std::string::npos);
    CHECK(leaf_naming("2a864886f70d010103").result == Result::fail);
}

TEST_CASE("link.signature-hash: SHA-224, SHA-3 and what is not known are undecided") {
    CHECK(leaf_naming("2a864886f70d01010e").result == Result::inconclusive);
    CHECK(leaf_naming("60864801650304030e").result == Result::inconclusive);
    CHECK(leaf_naming("2a864886f70d01017f").result == Result::inconclusive);
}

TEST_CASE("link.signature-hash: RSASSA-PSS with SHA-1 is undecided, and refused where SHA-1 is") {
    // RFC 4055 3.1: an empty sequence of parameters leaves every field at its default, and the default hash is SHA-1.
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    certlib::Bytes der(hierarchy.leaf.der().begin(), hierarchy.leaf.der().end());
    const auto before = certlib::from_hex("06092a864886f70d01010b0500").value();
    const auto after = certlib::from_hex("06092a864886f70d01010a3000").value();
    for (auto at = std::search(der.begin(), der.end(), before.begin(), before.end()); at != der.end();
         at = std::search(at, der.end(), before.begin(), before.end()))
        std::copy(after.begin(), after.end(), at);
    const auto bundle = judge::bundle({certlib::Certificate::parse(der).value(), hierarchy.issuing_ca, hierarchy.root});
    auto site = judge::site(hierarchy);
    CHECK(judge::one("link.signature-hash", site, bundle).front().result == Result::inconclusive);
    judge::on("16.1")(site);
    CHECK(judge::one("link.signature-hash", site, bundle).front().result == Result::fail);
}

TEST_CASE("link.signature-hash: of an elliptic curve signature only the hash is judged") {
    const auto signed_by_curve = [](Signing signing) {
        return judge::asked("link.signature-hash", [&](auto& spec) {
                   spec.issuing_ca.key = testcerts::Key::ec_p256;
                   spec.leaf.signing = signing;
               }).front();
    };
    CHECK(signed_by_curve(Signing::sha256).result == Result::pass);
    CHECK(signed_by_curve(Signing::sha1).severity == Severity::warning);
}

TEST_CASE("link.signature-hash: where the root is missing, the last certificate's signature counts") {
    auto spec = testcerts::good();
    spec.issuing_ca.signing = Signing::sha1;
    const auto hierarchy = testcerts::build(spec);
    const auto findings =
        judge::one("link.signature-hash", judge::site(hierarchy), judge::bundle({hierarchy.leaf, hierarchy.issuing_ca}));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].certificate == 1);
}

TEST_CASE("link.signature-hash: undecided on AMT 22 cites where it is being settled") {
    const auto evidence = leaf_signed(Signing::sha256, judge::on("22.0")).evidence;
    CHECK(evidence.find("deployment#605") != std::string::npos);
    CHECK(evidence.find("rps#2698") != std::string::npos);
}

TEST_CASE("link.signature-hash: releases without remote configuration are skipped") {
    CHECK(leaf_signed(Signing::sha256, judge::on("2.5")).result == Result::skipped);
}
