#include <amtcert/certlib/crl.h>
#include <catch2/catch.hpp>

#include "support/der.h"

using certlib::Bytes;
using certlib::Crl;
using certlib::RevocationReason;

namespace {

Bytes name(const char* common_name) {
    return der::sequence({der::element(0x31, der::sequence({der::element(0x06, {0x55, 0x04, 0x03}), der::element(0x0c, der::text(common_name))}))});
}

certlib::DistinguishedName issuer(const char* common_name) { return certlib::DistinguishedName::from_der(name(common_name)).value(); }

Bytes extension(std::uint8_t last, bool critical, const Bytes& value) {
    return der::sequence({der::element(0x06, {0x55, 0x1d, last}), critical ? der::element(0x01, {0xff}) : Bytes{}, der::element(0x04, value)});
}

Bytes entry(const Bytes& serial, const std::vector<Bytes>& extensions = {}) {
    return der::sequence({der::element(0x02, serial), der::element(0x17, der::text("261101000000Z")),
                          extensions.empty() ? Bytes{} : der::sequence(extensions)});
}

/// list is a CRL of CN=CA with these entries and extensions; its signature is made up.
Bytes list(const std::vector<Bytes>& entries, const std::vector<Bytes>& extensions = {}) {
    const auto algorithm = der::sequence({der::element(0x06, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b}), der::element(0x05, {})});
    const auto tbs = der::sequence({der::element(0x02, {1}), algorithm, name("CA"), der::element(0x17, der::text("261101000000Z")),
                                    der::element(0x17, der::text("261201000000Z")), entries.empty() ? Bytes{} : der::sequence(entries),
                                    extensions.empty() ? Bytes{} : der::element(0xa0, der::sequence(extensions))});
    return der::sequence({tbs, algorithm, der::element(0x03, {0, 1, 2, 3})});
}

std::string pem(const Bytes& der) {
    return "-----BEGIN X509 CRL-----\n" + certlib::to_base64(der) + "\n-----END X509 CRL-----\n";
}

Bytes octets(const std::string& text) { return {text.begin(), text.end()}; }

Bytes reason(std::uint8_t number) { return extension(21, false, der::element(0x0a, {number})); }

Bytes indirect() { return extension(28, true, der::sequence({der::element(0x84, {0xff})})); }

Bytes certificate_issuer(const char* common_name) { return extension(29, true, der::sequence({der::element(0xa4, name(common_name))})); }

}  // namespace

TEST_CASE("Crl: an entry is found by issuer and serial number, with reason and date") {
    const auto crl = Crl::parse(list({entry({0x01}), entry({0x00, 0xff}, {reason(1)})})).value();
    CHECK(crl.unusable().empty());
    CHECK(crl.entries() == 2);
    CHECK(certlib::format_time(*crl.next_update()) == "2026-12-01T00:00:00Z");
    const auto found = crl.find(issuer("CA"), Bytes{0x00, 0xff});
    REQUIRE(found);
    CHECK(found->reason == RevocationReason::key_compromise);
    CHECK(certlib::format_time(*found->date) == "2026-11-01T00:00:00Z");
    CHECK_FALSE(crl.find(issuer("CA"), Bytes{0xff}));  // -1 is not 255
    CHECK(crl.find(issuer("CA"), Bytes{0x00, 0x01}));  // a certificate may write 1 with an octet too many
    CHECK_FALSE(crl.find(issuer("Other"), Bytes{0x01}));
}

TEST_CASE("Crl: an entry of an indirect CRL belongs to the issuer named last") {
    const std::vector entries{entry({0x01}), entry({0x02}, {certificate_issuer("Other")}), entry({0x03})};
    const auto crl = Crl::parse(list(entries, {indirect()})).value();
    CHECK(crl.unusable().empty());
    CHECK(crl.find(issuer("CA"), Bytes{0x01}));
    CHECK_FALSE(crl.find(issuer("CA"), Bytes{0x03}));
    CHECK(crl.find(issuer("Other"), Bytes{0x03}));
    CHECK_THAT(Crl::parse(list(entries)).value().unusable(), Catch::Contains("no indirect CRL"));
}

TEST_CASE("Crl: what is critical and not known makes it unusable") {
    CHECK_THAT(Crl::parse(list({}, {extension(99, true, {0x05, 0x00})})).value().unusable(), Catch::Contains("2.5.29.99"));
    CHECK(Crl::parse(list({}, {extension(99, false, {0x05, 0x00})})).value().unusable().empty());
    CHECK_THAT(Crl::parse(list({entry({0x01}), entry({0x02}, {extension(99, true, {0x05, 0x00})})})).value().unusable(),
               Catch::Contains("entry 2") && Catch::Contains("2.5.29.99"));
    CHECK_THAT(Crl::parse(list({}, {extension(28, true, {0x05, 0x00})})).value().unusable(), Catch::Contains("issuingDistributionPoint"));
}

TEST_CASE("Crl: malformed lists are refused with the place") {
    auto trailing = list({});
    trailing.push_back(0);
    CHECK_THAT(Crl::parse(trailing).error().message, Catch::Contains("too many"));
    CHECK_THAT(Crl::parse(list({entry({0x01}), der::sequence({der::element(0x04, {1})})})).error().message, Catch::Contains("entry 2"));
    CHECK_THAT(Crl::parse(list({entry({0x00, 0x01})})).error().message, Catch::Contains("entry 1"));  // a serial number not minimal
    const auto whole = list({entry({0x01}, {reason(1)})}, {indirect()});
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(Crl::parse(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))));
}

TEST_CASE("read_crls: DER, one PEM block over its own text, several, and none") {
    const auto der = list({entry({0x01})});
    CHECK(certlib::read_crls(der).value().size() == 1);
    const auto one = certlib::read_crls(octets("text before\n" + pem(der))).value();
    REQUIRE(one.size() == 1);
    CHECK(certlib::equal(one[0].der(), der));
    CHECK(certlib::read_crls(octets(pem(der) + pem(list({})))).value().size() == 2);
    CHECK(certlib::read_crls(octets("nothing")).error().kind == certlib::ErrorKind::not_found);
    CHECK(certlib::read_crls({}).error().kind == certlib::ErrorKind::not_found);
    CHECK_THAT(certlib::read_crls(octets(pem(der) + pem({0x30, 0x00}))).error().message, Catch::Contains("PEM block 2"));
}
