// Certificates written octet by octet: what loads with a defect, what does not load, and where the fault is said to be.
#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/verify.h>

#include "support/der.h"

using certlib::Bytes;
using certlib::Certificate;
using der::element;
using der::sequence;
using der::text;

namespace {

Bytes name(std::uint8_t tag, const Bytes& value, const Bytes& type = {0x55, 0x04, 0x03}) {
    return sequence({element(0x31, sequence({element(0x06, type), element(tag, value)}))});
}

/// Parts are the fields of RFC 5280 4.1 as they will stand in the certificate.
struct Parts {
    Bytes version = element(0xa0, element(0x02, {0x02}));
    Bytes serial = element(0x02, {0x05});
    Bytes issuer = name(0x0c, text("CA"));
    Bytes not_before = element(0x17, text("260101000000Z"));
    Bytes not_after = element(0x17, text("270101000000Z"));
    Bytes subject = name(0x0c, text("leaf"));
    Bytes key = sequence({sequence({element(0x06, {0x2b, 0x65, 0x70})}), element(0x03, Bytes(33, 0x00))});
    std::vector<Bytes> extensions;
    Bytes signature = element(0x03, {0x00, 0x01, 0x02});
};

Bytes extension(const Bytes& id, const Bytes& value) { return sequence({element(0x06, id), element(0x04, value)}); }

const Bytes alternative_name{0x55, 0x1d, 0x11};
const Bytes template_name{0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x14, 0x02};

Bytes encode(const Parts& parts) {
    const auto algorithm = sequence({element(0x06, {0x2b, 0x65, 0x70})});
    std::vector<Bytes> fields{parts.version, parts.serial,  algorithm, parts.issuer, sequence({parts.not_before, parts.not_after}),
                              parts.subject, parts.key};
    if (!parts.extensions.empty()) fields.push_back(element(0xa3, sequence(parts.extensions)));
    return sequence({sequence(fields), algorithm, parts.signature});
}

Certificate parsed(const Parts& parts) { return Certificate::parse(encode(parts)).value(); }

/// first_defect is the words of the first defect, or nothing.
std::string first_defect(const Certificate& certificate) {
    return certificate.defects().empty() ? std::string() : certificate.defects().front().what;
}

/// offset_in_words is the number behind "at offset".
std::size_t offset_in_words(const std::string& words) {
    const std::string before = " at offset ";
    return std::stoul(words.substr(words.find(before) + before.size()));
}

std::string not_before_as(std::uint8_t tag, const std::string& time) {
    const auto certificate = parsed({.not_before = element(tag, text(time))});
    return certlib::format_time(certificate.not_before()) + (certificate.defects().empty() ? "" : " defect");
}

constexpr std::uint8_t utc = 0x17;
constexpr std::uint8_t generalized = 0x18;

}  // namespace

TEST_CASE("Certificate: the hand-made certificate has no defect") {
    const auto certificate = parsed({});
    CHECK(certificate.defects().empty());
    CHECK(certificate.subject().to_string() == "CN=leaf");
    CHECK(certificate.public_key().to_string() == "Ed25519");
}

TEST_CASE("Certificate: a version that is negative, empty or not minimal loads with a defect") {
    const auto version = [](Bytes content) { return parsed({.version = element(0xa0, element(0x02, content))}); };
    CHECK(version({0xff}).version() == 0);
    CHECK(version({}).version() == 0);
    CHECK(version({0x00, 0x02}).version() == 3);
    CHECK_THAT(first_defect(version({})), Catch::Contains("version"));
    CHECK_THAT(first_defect(version({0x00, 0x02})), Catch::Contains("not minimal"));
    CHECK(version({0x7f, 0xff, 0xff, 0xff, 0xff}).version() > 3);
}

TEST_CASE("Certificate: an empty serial number loads with a defect") {
    const auto certificate = parsed({.serial = element(0x02, {})});
    CHECK(certificate.serial().empty());
    CHECK(certificate.serial_hex().empty());
    CHECK_THAT(first_defect(certificate), Catch::Contains("serialNumber"));
}

TEST_CASE("Certificate: times outside the RFC 5280 profile are read where they are clear, and are a defect") {
    CHECK(not_before_as(utc, "490101000000Z") == "2049-01-01T00:00:00Z");
    CHECK(not_before_as(utc, "500101000000Z") == "1950-01-01T00:00:00Z");
    CHECK(not_before_as(generalized, "20260203040506Z") == "2026-02-03T04:05:06Z");
    CHECK(not_before_as(utc, "2602030405Z") == "2026-02-03T04:05:00Z defect");
    CHECK(not_before_as(utc, "260203040506+0100") == "2026-02-03T03:05:06Z defect");
    CHECK(not_before_as(generalized, "20260203040506.7Z") == "2026-02-03T04:05:06Z defect");
}

TEST_CASE("Certificate: a time that cannot be understood does not load") {
    for (const auto* time : {"260203040506", "260230000000Z", "261301000000Z", "260203250000Z", "26020304050Z", "", "260203040506ZZ"})
        CHECK_FALSE(Certificate::parse(encode({.not_before = element(utc, text(time))})));
    // half a minute, or half a second?
    CHECK_FALSE(Certificate::parse(encode({.not_before = element(generalized, text("202602030405.5Z"))})));
    CHECK_FALSE(Certificate::parse(encode({.not_before = element(0x13, text("260203040506Z"))})));
}

TEST_CASE("Certificate: a signature with bits left over is a defect and never verifies") {
    const auto certificate = parsed({.signature = element(0x03, {0x01, 0x01, 0x02})});
    CHECK_THAT(first_defect(certificate), Catch::Contains("signatureValue"));
    CHECK(certificate.signature().empty());
    CHECK(certlib::verify_signature(certificate, certificate) != certlib::SignatureResult::valid);
}

TEST_CASE("Certificate: a key with something behind it cannot be decoded") {
    Parts parts;
    parts.key = sequence({sequence({element(0x06, {0x2b, 0x65, 0x70})}), element(0x03, Bytes(33, 0x00)), element(0x05, {})});
    CHECK_FALSE(parsed(parts).public_key().decodable);
}

TEST_CASE("Certificate: an EC key with explicit parameters cannot be decoded") {
    Parts parts;
    const Bytes ec_public_key{0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01};
    parts.key = sequence({sequence({element(0x06, ec_public_key), sequence({element(0x02, {0x01})})}), element(0x03, Bytes(66, 0x04))});
    const auto certificate = parsed(parts);
    CHECK_FALSE(certificate.public_key().decodable);
    CHECK(certificate.public_key().bits == 0);
    CHECK_FALSE(certificate.defects().empty());
}

TEST_CASE("Certificate: an error in a name counts its offset from the start of the certificate") {
    const auto der = encode({.subject = sequence({element(0x31, sequence({element(0x05, {})}))})});
    const auto certificate = Certificate::parse(der);
    REQUIRE_FALSE(certificate);
    CHECK_THAT(certificate.error().message, Catch::StartsWith("subject: attribute type"));
    const auto offset = offset_in_words(certificate.error().message);
    CHECK(der.at(offset) == 0x05);
    CHECK(der.at(offset - 1) == 0x02);
}

TEST_CASE("Certificate: an error in an extension counts its offset from the start of the certificate") {
    const auto der = encode({.extensions = {extension(alternative_name, sequence({element(0x82, text("a.example")), element(0x89, {0x77})}))}});
    const auto certificate = Certificate::parse(der).value();
    REQUIRE(certificate.defects().size() == 1);
    const auto& defect = certificate.defects().front();
    CHECK(der.at(offset_in_words(defect.what)) == 0x89);
    CHECK(der.at(defect.offset) == 0x30);
    CHECK(defect.offset < offset_in_words(defect.what));
}

TEST_CASE("Certificate: an error in a directory name counts its offset from the start of the certificate") {
    const auto broken = element(0xa4, sequence({element(0x31, sequence({element(0x05, {})}))}));
    const auto der = encode({.extensions = {extension(alternative_name, sequence({broken}))}});
    const auto words = first_defect(Certificate::parse(der).value());
    CHECK(der.at(offset_in_words(words)) == 0x05);
}

TEST_CASE("Certificate: a general name encoded as the wrong kind of element is a defect") {
    const auto names = [](const Bytes& one) { return parsed({.extensions = {extension(alternative_name, sequence({one}))}}); };
    CHECK(first_defect(names(element(0x82, text("a.example")))).empty());
    CHECK_THAT(first_defect(names(element(0xa2, text("a.example")))), Catch::Contains("general name"));
    CHECK_THAT(first_defect(names(element(0x84, name(0x0c, text("x"))))), Catch::Contains("general name"));
}

TEST_CASE("Certificate: the name of a Microsoft template is read as the text it is") {
    const auto named = [](const Bytes& value) { return parsed({.extensions = {extension(template_name, value)}}); };
    const Bytes bmp{0x00, 'W', 0x00, 0xeb};
    CHECK(named(element(0x1e, bmp)).decoded().microsoft_template->name == "W\xc3\xab");
    CHECK(named(element(0x0c, text("Web"))).decoded().microsoft_template->name == "Web");
    CHECK_FALSE(first_defect(named(element(0x1e, {0x00, 'W', 0x00}))).empty());
    CHECK_FALSE(first_defect(named(element(0x0c, {0xff}))).empty());
    CHECK_FALSE(first_defect(named(der::join({element(0x0c, text("Web")), element(0x05, {})}))).empty());
}

TEST_CASE("DistinguishedName: a relative name without attributes is malformed") {
    CHECK_FALSE(certlib::DistinguishedName::from_der(sequence({element(0x31, {})})));
    CHECK(certlib::DistinguishedName::from_der(sequence({}))->empty());
}

TEST_CASE("DistinguishedName: a value that is no string is written as its whole encoding") {
    CHECK(certlib::DistinguishedName::from_der(name(0x02, {0x05}))->to_string() == "CN=#020105");
}

TEST_CASE("DistinguishedName: only types of DirectoryString compare as text across types") {
    const auto common_name = [](std::uint8_t tag, std::string_view value) {
        return certlib::DistinguishedName::from_der(name(tag, text(value))).value();
    };
    CHECK(common_name(0x0c, "Ca") == common_name(0x13, "cA"));
    CHECK_FALSE(common_name(0x16, "ca") == common_name(0x0c, "ca"));
    CHECK_FALSE(common_name(0x12, "1") == common_name(0x13, "1"));
    const Bytes domain_component{0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19};
    CHECK(certlib::DistinguishedName::from_der(name(0x16, text("Example"), domain_component)).value() ==
          certlib::DistinguishedName::from_der(name(0x0c, text("example"), domain_component)).value());
}

TEST_CASE("parse_time: an offset does not lead out of the years 1 to 9999") {
    CHECK_FALSE(certlib::parse_time("0001-01-01T00:00:00+01:00"));
    CHECK_FALSE(certlib::parse_time("9999-12-31T23:59:59-01:00"));
}

TEST_CASE("parse_time: the error shows nothing that could move a terminal's cursor") {
    CHECK_THAT(certlib::parse_time("\x1b[2J").error().message, Catch::Contains("\\1b[2J"));
}
