#include "support/der.h"
#include "support/judge.h"
#include "support/judge_path.h"

namespace {

constexpr auto rule = "link.version";

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path(rule, testcerts::build(spec).chain(), testcerts::sample_time());
}

/// version_1_leaf is the leaf as version 1, with further fields at the end of tbsCertificate. Its signature does not fit.
certlib::Certificate version_1_leaf(const testcerts::Bytes& further_fields) {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto tbs = hierarchy.leaf.tbs();
    const auto info = hierarchy.leaf.public_key_info();
    // version is [0] of five octets and comes first; what follows the key are the extensions.
    const std::size_t header = 4;
    const auto end_of_key = static_cast<std::size_t>(info.data() - tbs.data()) + info.size();
    testcerts::Bytes fields(tbs.begin() + header + 5, tbs.begin() + static_cast<std::ptrdiff_t>(end_of_key));
    fields.insert(fields.end(), further_fields.begin(), further_fields.end());
    const auto signature = hierarchy.leaf.signature();
    testcerts::Bytes bits{0x00};
    bits.insert(bits.end(), signature.begin(), signature.end());
    return certlib::Certificate::parse(
               der::sequence({der::element(0x30, fields), hierarchy.leaf.signature_algorithm().der, der::element(0x03, bits)}))
        .value();
}

rules::Findings ask_with_leaf(const certlib::Certificate& leaf) {
    auto path = testcerts::build(testcerts::good()).chain();
    path.front() = leaf;
    return judge::path(rule, path, testcerts::sample_time());
}

}  // namespace

TEST_CASE("link.version: the good chain passes") { CHECK(ask(testcerts::good()).front().result == rules::Result::pass); }

TEST_CASE("link.version: extensions in version 1 are a warning") {
    auto spec = testcerts::good();
    spec.leaf.version = 1;
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence == "version 1 with extensions, version 3 required");
}

TEST_CASE("link.version: an unknown version is a warning") {
    auto spec = testcerts::good();
    spec.leaf.version = 4;
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence == "version 4 is not known, 3 expected");
}

TEST_CASE("link.version: a plain version 1 certificate passes") {
    CHECK(ask_with_leaf(version_1_leaf({})).front().result == rules::Result::pass);
}

TEST_CASE("link.version: a unique identifier in version 1 is a warning") {
    const auto findings = ask_with_leaf(version_1_leaf(der::element(0x81, {0x00, 0x55})));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == rules::Severity::warning);
    CHECK(findings[0].evidence == "version 1 with a unique identifier, version 2 or 3 required");
}

TEST_CASE("link.version: different signature algorithms inside and outside are an error") {
    auto spec = testcerts::good();
    spec.leaf.inner_algorithm = "1.2.840.113549.1.1.5";
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK_FALSE(findings[0].severity.has_value());
    CHECK(findings[0].evidence.find("sha1WithRSAEncryption inside") != std::string::npos);
}

TEST_CASE("link.version: the root is not asked") {
    auto spec = testcerts::good();
    spec.root.version = 1;
    CHECK(ask(spec).front().result == rules::Result::pass);
}
