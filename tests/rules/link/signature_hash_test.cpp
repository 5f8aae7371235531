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

TEST_CASE("link.signature-hash: the root's own signature is not judged here") {
    CHECK(judge::asked("link.signature-hash", [](auto& spec) { spec.root.signing = Signing::sha1; }, judge::on("16.1")).front().result ==
          Result::pass);
}

TEST_CASE("link.signature-hash: an intermediate counts") {
    const auto findings = judge::asked("link.signature-hash", [](auto& spec) { spec.issuing_ca.signing = Signing::sha1; });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].certificate == 1);
}
