// Octets, times and object identifiers.
#include <amtcert/certlib/bytes.h>
#include <amtcert/certlib/oid.h>
#include <amtcert/certlib/secret.h>
#include <amtcert/certlib/time.h>

using certlib::Bytes;
using certlib::Oid;

TEST_CASE("from_hex takes separators and refuses what is no hex") {
    CHECK(certlib::from_hex("AB:cd-01 2f").value() == Bytes{0xab, 0xcd, 0x01, 0x2f});
    CHECK_FALSE(certlib::from_hex("abc"));
    CHECK_FALSE(certlib::from_hex("zz"));
    CHECK(certlib::to_hex(Bytes{0x00, 0xff}) == "00ff");
}

TEST_CASE("base64 goes there and back, and is refused when cut off") {
    for (std::size_t size = 0; size < 20; ++size) {
        Bytes bytes;
        for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 37));
        CHECK(certlib::from_base64(certlib::to_base64(bytes)).value() == bytes);
    }
    CHECK(certlib::from_base64("aGVs\r\nbG8=\n").value() == Bytes{'h', 'e', 'l', 'l', 'o'});
    for (const auto* bad : {"a", "ab", "abc", "abcd=", "=", "ab=c", "a*bc"}) CHECK_FALSE(certlib::from_base64(bad));
}

TEST_CASE("parse_time reads RFC 3339 and bare dates") {
    const auto text = [](const char* time) { return certlib::format_time(certlib::parse_time(time).value()); };
    CHECK(text("2026-11-24") == "2026-11-24T00:00:00Z");
    CHECK(text("2026-11-24T12:30:00Z") == "2026-11-24T12:30:00Z");
    CHECK(text("2026-11-24T12:30:00+02:00") == "2026-11-24T10:30:00Z");
    CHECK(text("2026-11-24t00:00:00.123-05:30") == "2026-11-24T05:30:00Z");
    CHECK(text("2024-02-29") == "2024-02-29T00:00:00Z");
    CHECK(text("9999-12-31T23:59:59Z") == "9999-12-31T23:59:59Z");
}

TEST_CASE("parse_time refuses what is no time") {
    for (const auto* bad : {"", "2026", "2026-13-01", "2026-02-29", "2026-11-24T25:00:00Z", "2026-11-24T12:00:00", "2026-11-24x",
                            "2026-11-24T12:00:00+25:00", "24.11.2026", "2026-11-24T12:00Z", "0000-01-01"})
        CHECK_FALSE(certlib::parse_time(bad));
}

TEST_CASE("Oid::from_der reads arcs of any length exactly") {
    CHECK(Oid::from_der(Bytes{0x55, 0x1d, 0x0f}).value().dotted() == "2.5.29.15");
    CHECK(Oid::from_der(Bytes{0x60, 0x86, 0x48, 0x01, 0x86, 0xf8, 0x4d, 0x01, 0x02, 0x03}).value() == certlib::oids::amt_provisioning);
    CHECK(Oid::from_der(Bytes{0x88, 0x37}).value().dotted() == "2.999");
    CHECK(Oid::from_der(Bytes{0x28}).value().dotted() == "1.0");
    CHECK(Oid::from_der(Bytes{0x2a, 0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00}).value().dotted() ==
          "1.2.18446744073709551616");
}

TEST_CASE("Oid::from_der refuses encodings that are not minimal or not whole") {
    CHECK_FALSE(Oid::from_der({}));
    CHECK_FALSE(Oid::from_der(Bytes{0x80, 0x01}));
    CHECK_FALSE(Oid::from_der(Bytes{0x2a, 0x80, 0x01}));
    CHECK_FALSE(Oid::from_der(Bytes{0x2a, 0x86}));
    CHECK_FALSE(Oid::from_der(Bytes(200, 0x01)));
}

TEST_CASE("Secret moves and leaves nothing behind") {
    certlib::Secret one("password");
    const certlib::Secret other(std::move(one));
    CHECK(other.view() == "password");
    CHECK(one.empty());  // NOLINT: what a moved-from Secret holds is the point
    Bytes bytes{1, 2, 3};
    const certlib::Secret taken(std::move(bytes));
    CHECK(taken.bytes().size() == 3);
    CHECK(bytes.empty());  // NOLINT
}
