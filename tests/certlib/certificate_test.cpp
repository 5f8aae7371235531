#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/load.h>
#include <amtcert/testcerts/hierarchy.h>

#include <filesystem>

#include "support/suite.h"

using certlib::Bytes;
using certlib::Certificate;
using testcerts::good;

namespace {

certlib::Certificate leaf_with(const std::function<void(testcerts::CertificateSpec&)>& change) {
    auto spec = good();
    change(spec.leaf);
    return testcerts::issue(spec.leaf, spec.issuing_ca);
}

std::string defect_of(const Certificate& certificate) {
    return certificate.defects().empty() ? std::string() : certificate.defects().front().what;
}

Certificate leaf_with_extension(std::string_view id, Bytes value) {
    return leaf_with([&](auto& leaf) { leaf.set({std::string(id), false, std::move(value)}); });
}

}  // namespace

TEST_CASE("Certificate::parse reads the fields of RFC 5280 4.1") {
    const auto leaf = testcerts::build(good()).leaf;
    CHECK(leaf.version() == 3);
    CHECK(leaf.serial_hex() == "6e1740b908c59203");
    CHECK(leaf.subject().to_string() == "CN=provision.example.com,O=Example");
    CHECK(certlib::format_time(leaf.not_before()) == "2026-01-01T00:00:00Z");
    CHECK(certlib::format_time(leaf.not_after()) == "2035-12-31T00:00:00Z");
    CHECK(leaf.public_key().to_string() == "RSA 2048 bits");
    CHECK(leaf.public_key().exponent == Bytes{1, 0, 1});
    CHECK(leaf.signature_algorithm().to_string() == "sha256WithRSAEncryption");
    CHECK(leaf.signature_algorithm().hash == certlib::HashAlgorithm::sha256);
    CHECK(leaf.defects().empty());
    CHECK(leaf.dns_names() == std::vector<std::string>{"provision.example.com"});
    CHECK(leaf.decoded().key_usage->to_string() == "digitalSignature, keyEncipherment");
    CHECK(leaf.decoded().extended_key_usage->size() == 2);
    CHECK_FALSE(leaf.is_ca());
    CHECK_FALSE(leaf.is_self_issued());
    CHECK(testcerts::build(good()).root.is_self_issued());
}

TEST_CASE("Certificate::parse never accepts a truncated certificate, and never crashes on one") {
    const auto leaf = testcerts::build(good()).leaf;
    for (std::size_t size = 0; size < leaf.der().size(); ++size) CHECK_FALSE(Certificate::parse(leaf.der().first(size)));
}

TEST_CASE("Certificate::parse survives any single octet being another") {
    const auto leaf = testcerts::build(good()).leaf;
    Bytes der(leaf.der().begin(), leaf.der().end());
    for (std::size_t i = 0; i < der.size(); ++i)
        for (const unsigned change : {0x01U, 0x80U, 0xffU}) {
            der[i] = static_cast<std::uint8_t>(der[i] ^ change);
            if (const auto parsed = Certificate::parse(der)) {
                (void)parsed->subject().to_string();
                (void)parsed->serial_hex();
            }
            der[i] = static_cast<std::uint8_t>(der[i] ^ change);
        }
    CHECK(Certificate::parse(der).has_value());
}

TEST_CASE("Certificate::parse refuses trailing octets and indefinite lengths") {
    const auto leaf = testcerts::build(good()).leaf;
    Bytes longer(leaf.der().begin(), leaf.der().end());
    longer.push_back(0);
    CHECK(Certificate::parse(longer).error().message.find("1 octets too many") == 0);
    Bytes indefinite(leaf.der().begin(), leaf.der().end());
    indefinite[1] = 0x80;
    CHECK_FALSE(Certificate::parse(indefinite));
}

TEST_CASE("Certificate: serial numbers of any sign and length") {
    CHECK(leaf_with([](auto& leaf) { leaf.serial = {0x00}; }).serial_hex() == "00");
    CHECK(leaf_with([](auto& leaf) { leaf.serial = {0xfb}; }).serial_hex() == "-05");
    CHECK(leaf_with([](auto& leaf) { leaf.serial = {0xff, 0x00}; }).serial_hex() == "-0100");
    CHECK(leaf_with([](auto& leaf) { leaf.serial = {0x00, 0x80}; }).serial_hex() == "80");
    CHECK(defect_of(leaf_with([](auto& leaf) { leaf.serial = {0x00, 0x01}; })).find("not minimal") != std::string::npos);
}

TEST_CASE("Certificate: versions are reported as they are") {
    CHECK(leaf_with([](auto& leaf) { leaf.version = 1; }).version() == 1);
    CHECK(leaf_with([](auto& leaf) { leaf.version = 2; }).version() == 2);
    CHECK(leaf_with([](auto& leaf) { leaf.version = 9; }).version() == 9);
}

TEST_CASE("Certificate: a broken extension is a defect that names it, and the rest is read") {
    struct Broken {
        std::string_view id;
        Bytes value;
        std::string words;
    };
    const std::vector<Broken> cases{
        {certlib::oids::basic_constraints, {0x30, 0x03, 0x01, 0x01, 0x42}, "basicConstraints: BOOLEAN"},
        {certlib::oids::basic_constraints, {0x30, 0x03, 0x02, 0x01, 0xff}, "negative"},
        {certlib::oids::key_usage, {0x03, 0x02, 0x07, 0x00}, "no bit is set"},
        {certlib::oids::key_usage, {0x03, 0x01, 0x01}, "BIT STRING is malformed"},
        {certlib::oids::extended_key_usage, {0x30, 0x00}, "extendedKeyUsage: empty SEQUENCE"},
        {certlib::oids::extended_key_usage, {0x30, 0x03, 0x06, 0x01, 0x80}, "OBJECT IDENTIFIER"},
        {certlib::oids::subject_alternative_name, {0x30, 0x00}, "subjectAltName: empty"},
        {certlib::oids::subject_alternative_name, {0x30, 0x03, 0x87, 0x01, 0x0a}, "wrong length"},
        {certlib::oids::subject_alternative_name, {0x30, 0x03, 0x82, 0x01, 0xe9}, "not IA5"},
        {certlib::oids::name_constraints, {0x30, 0x00}, "neither permitted nor excluded"},
        {certlib::oids::certificate_policies, {0x30, 0x00}, "certificatePolicies: empty"},
        {certlib::oids::policy_constraints, {0x30, 0x00}, "policyConstraints: empty"},
        {certlib::oids::inhibit_any_policy, {0x02, 0x00}, "inhibitAnyPolicy"},
        {certlib::oids::authority_info_access, {0x30, 0x02, 0x05, 0x00}, "authorityInfoAccess"},
        {certlib::oids::crl_distribution_points, {0x04, 0x00}, "cRLDistributionPoints"},
        {certlib::oids::subject_key_identifier, {0x04, 0x01, 0xaa, 0x00}, "octets too many"},
        {certlib::oids::microsoft_template, {0x30, 0x00}, "template"},
    };
    for (const auto& one : cases) {
        INFO(one.words);
        const auto leaf = leaf_with_extension(one.id, one.value);
        REQUIRE(leaf.defects().size() == 1);
        CHECK(leaf.defects().front().extension == one.id);
        CHECK(leaf.defects().front().offset > 0);
        CHECK_THAT(leaf.defects().front().what, Catch::Contains(one.words));
        CHECK(leaf.subject().to_string() == "CN=provision.example.com,O=Example");
    }
}

TEST_CASE("Certificate: an extension that stands twice is a defect, and the first one counts") {
    const auto leaf = leaf_with([](auto& spec) { spec.extensions.push_back(testcerts::extension::key_usage({1})); });
    CHECK(defect_of(leaf) == "keyUsage: stands more than once");
    CHECK(leaf.decoded().key_usage->to_string() == "digitalSignature, keyEncipherment");
}

TEST_CASE("Certificate: extensions are decoded") {
    const auto leaf = leaf_with([](auto& spec) {
        spec.set(testcerts::extension::basic_constraints(true, 3));
        spec.set(testcerts::extension::dns_name_constraints({"a.example"}, {"b.example", "c.example"}));
        spec.set(testcerts::extension::policies({"1.2.3", "2.5.29.32.0"}));
        spec.set(testcerts::extension::policy_constraints(2, 5));
        spec.set(testcerts::extension::crl_distribution_point("http://crl.example/a.crl"));
        spec.set(testcerts::extension::ca_issuers("http://aia.example/ca.crt"));
        spec.set(testcerts::extension::microsoft_template("1.3.6.1.4.1.311.21.8.1", 100, 4));
    });
    const auto& decoded = leaf.decoded();
    CHECK(leaf.defects().empty());
    CHECK(decoded.basic_constraints->path_length == 3U);
    CHECK(decoded.name_constraints->permitted.front().base.text == "a.example");
    CHECK(decoded.name_constraints->excluded.size() == 2);
    CHECK(decoded.certificate_policies->at(1).policy == certlib::oids::any_policy);
    CHECK(decoded.policy_constraints->require_explicit_policy == 2U);
    CHECK(decoded.policy_constraints->inhibit_policy_mapping == 5U);
    CHECK(decoded.crl_distribution_points->front().full_name.front().text == "http://crl.example/a.crl");
    CHECK(decoded.authority_info_access->front().location.text == "http://aia.example/ca.crt");
    CHECK(decoded.microsoft_template->id.dotted() == "1.3.6.1.4.1.311.21.8.1");
    CHECK(decoded.microsoft_template->major_revision == 100U);
}

TEST_CASE("Certificate: an RSA key that does not parse is a defect") {
    const auto leaf = leaf_with([](auto& spec) {
        auto info = testcerts::public_key_info(testcerts::Key::leaf);
        info[info.size() - 5] = 0x03;  // the exponent's tag
        spec.public_key_info = info;
    });
    CHECK_FALSE(leaf.public_key().decodable);
    CHECK_THAT(defect_of(leaf), Catch::Contains("key cannot be decoded"));
}

TEST_CASE("Certificate: the kinds of key and their sizes") {
    using testcerts::Key;
    const auto key_of = [](Key key) { return leaf_with([&](auto& leaf) { leaf.key = key; }).public_key().to_string(); };
    CHECK(key_of(Key::rsa1024) == "RSA 1024 bits");
    CHECK(key_of(Key::rsa4096) == "RSA 4096 bits");
    CHECK(key_of(Key::ec_p256) == "EC P-256");
    CHECK(key_of(Key::ec_p384) == "EC P-384");
}

TEST_CASE("Certificate: every root that AMT firmware is known to hold parses without a defect") {
    if (!suite::is_there("spec/roots")) return;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(suite::path("spec/roots"))) {
        INFO(entry.path().string());
        const auto bundle = certlib::load_file(entry.path().string());
        REQUIRE(bundle);
        REQUIRE(bundle->certificates.size() == 1);
        CHECK(bundle->certificates.front().defects().empty());
        ++count;
    }
    CHECK(count == 26);
}

TEST_CASE("Certificate: every certificate of PKITS parses") {
    if (!suite::is_there("suites/pkits/certs")) return;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(suite::path("suites/pkits/certs"))) {
        INFO(entry.path().string());
        CHECK(certlib::load_file(entry.path().string()));
        ++count;
    }
    CHECK(count == 405);
}
