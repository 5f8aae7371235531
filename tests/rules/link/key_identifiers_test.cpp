#include "support/der.h"
#include "support/judge.h"
#include "support/judge_path.h"

namespace {

const std::string authority(certlib::oids::authority_key_identifier);
const std::string subject(certlib::oids::subject_key_identifier);

rules::Findings ask(const testcerts::HierarchySpec& spec) {
    return judge::path("link.key-identifiers", testcerts::build(spec).chain(), testcerts::sample_time());
}

/// A leaf with its key identifiers written by hand, so that one of them can be left out.
testcerts::HierarchySpec by_hand() {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    spec.leaf.add_key_identifiers = false;
    spec.leaf.set(testcerts::extension::authority_key_identifier(*hierarchy.issuing_ca.decoded().subject_key_identifier));
    return spec;
}

}  // namespace

TEST_CASE("link.key-identifiers: the good chain passes") {
    CHECK(ask(testcerts::good()).front().result == rules::Result::pass);
    CHECK(ask(by_hand()).front().result == rules::Result::pass);
}

TEST_CASE("link.key-identifiers: another key's identifier is a finding with both values") {
    auto spec = by_hand();
    spec.leaf.set(testcerts::extension::authority_key_identifier(testcerts::Bytes{1, 2, 3}));
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].result == rules::Result::fail);
    CHECK(findings[0].certificate == 0);
    CHECK(findings[0].evidence.starts_with("authorityKeyIdentifier is 010203, the issuer's subjectKeyIdentifier "));
}

TEST_CASE("link.key-identifiers: a leaf without authorityKeyIdentifier is a finding") {
    auto spec = by_hand();
    spec.leaf.remove(authority);
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "authorityKeyIdentifier is absent");
}

TEST_CASE("link.key-identifiers: authorityKeyIdentifier without keyIdentifier is a finding") {
    auto spec = by_hand();
    spec.leaf.set({authority, false, der::sequence({})});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "authorityKeyIdentifier has no keyIdentifier");
}

TEST_CASE("link.key-identifiers: a critical authorityKeyIdentifier is a finding") {
    auto spec = by_hand();
    auto extension = *spec.leaf.find(authority);
    extension.critical = true;
    spec.leaf.set(extension);
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "authorityKeyIdentifier is critical, not critical required");
}

TEST_CASE("link.key-identifiers: issuer and serial number of another certificate are findings") {
    auto spec = by_hand();
    const auto hierarchy = testcerts::build(spec);
    const auto key_id = der::element(0x80, *hierarchy.issuing_ca.decoded().subject_key_identifier);
    const auto with = [&](const certlib::DistinguishedName& issuer, const testcerts::Bytes& serial) {
        const testcerts::Bytes name(issuer.der().begin(), issuer.der().end());
        spec.leaf.set({authority, false,
                       der::sequence({key_id, der::element(0xa1, der::element(0xa4, name)), der::element(0x82, serial)})});
        return ask(spec);
    };
    CHECK(with(hierarchy.root.subject(), spec.issuing_ca.serial).front().result == rules::Result::pass);

    auto findings = with(hierarchy.leaf.subject(), spec.issuing_ca.serial);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence.starts_with("authorityCertIssuer is not "));

    findings = with(hierarchy.root.subject(), {0x77});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence.starts_with("authorityCertSerialNumber is 77, "));
}

TEST_CASE("link.key-identifiers: an issuer without a serial number is a finding") {
    auto spec = by_hand();
    const auto hierarchy = testcerts::build(spec);
    const auto issuer = hierarchy.root.subject().der();
    spec.leaf.set({authority, false,
                   der::sequence({der::element(0x80, *hierarchy.issuing_ca.decoded().subject_key_identifier),
                                  der::element(0xa1, der::element(0xa4, testcerts::Bytes(issuer.begin(), issuer.end())))})});
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "authorityKeyIdentifier has one of issuer and serial number, both or none required");
}

TEST_CASE("link.key-identifiers: a CA without subjectKeyIdentifier is a finding") {
    auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    spec.issuing_ca.add_key_identifiers = false;
    spec.issuing_ca.set(testcerts::extension::authority_key_identifier(*hierarchy.root.decoded().subject_key_identifier));
    const auto findings = ask(spec);
    REQUIRE_FALSE(findings.empty());
    CHECK(std::any_of(findings.begin(), findings.end(), [](const rules::Finding& finding) {
        return finding.certificate == 1 && finding.evidence == "subjectKeyIdentifier is absent from a CA certificate";
    }));
}

TEST_CASE("link.key-identifiers: a critical subjectKeyIdentifier is a finding") {
    auto spec = by_hand();
    auto extension = testcerts::extension::subject_key_identifier(testcerts::Bytes{1, 2, 3, 4});
    extension.critical = true;
    spec.leaf.set(extension);
    const auto findings = ask(spec);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].evidence == "subjectKeyIdentifier is critical, not critical required");
}

TEST_CASE("link.key-identifiers: the root is not asked") {
    auto spec = testcerts::good();
    spec.root.add_key_identifiers = false;
    const auto findings = ask(spec);
    CHECK(std::none_of(findings.begin(), findings.end(), [](const rules::Finding& finding) { return finding.certificate == 2; }));
}
