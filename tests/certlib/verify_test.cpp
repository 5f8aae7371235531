#include <amtcert/certlib/verify.h>
#include <amtcert/testcerts/hierarchy.h>

using certlib::SignatureResult;
using testcerts::Key;
using testcerts::Signing;

namespace {

SignatureResult leaf_signed(Signing signing, Key ca_key = Key::issuing_ca, bool break_it = false) {
    auto spec = testcerts::good();
    spec.issuing_ca.key = ca_key;
    spec.leaf.signing = signing;
    spec.leaf.break_signature = break_it;
    const auto hierarchy = testcerts::build(spec);
    return certlib::verify_signature(hierarchy.leaf, hierarchy.issuing_ca);
}

}  // namespace

TEST_CASE("verify_signature: every scheme that samples are signed with") {
    for (const auto signing : {Signing::sha256, Signing::sha1, Signing::md5, Signing::sha384, Signing::sha512, Signing::pss_sha256}) {
        CHECK(leaf_signed(signing) == SignatureResult::valid);
        CHECK(leaf_signed(signing, Key::issuing_ca, true) == SignatureResult::invalid);
    }
    for (const auto key : {Key::ec_p256, Key::ec_p384}) CHECK(leaf_signed(Signing::sha256, key) == SignatureResult::valid);
    CHECK(leaf_signed(Signing::sha256, Key::exponent_3) == SignatureResult::valid);
}

TEST_CASE("verify_signature: another key does not verify") {
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(certlib::verify_signature(hierarchy.leaf, hierarchy.root) == SignatureResult::invalid);
}

TEST_CASE("verify_signature: a key of another kind cannot have signed") {
    auto spec = testcerts::good();
    const auto leaf = testcerts::build(spec).leaf;
    spec.issuing_ca.key = Key::ec_p256;
    CHECK(certlib::verify_signature(leaf, testcerts::build(spec).issuing_ca) == SignatureResult::bad_key);
}

TEST_CASE("verify_signature: a key that would cost minutes is not tried") {
    auto spec = testcerts::good();
    const auto leaf = testcerts::build(spec).leaf;
    // SEQUENCE { rsaEncryption, BIT STRING { SEQUENCE { modulus of 4096 octets, 3 } } }
    certlib::Bytes numbers{0x02, 0x82, 0x10, 0x01, 0x00};
    numbers.insert(numbers.end(), 4096, 0xc1);
    numbers.insert(numbers.end(), {0x02, 0x01, 0x03});
    const auto wrap = [](std::uint8_t tag, const certlib::Bytes& content) {
        certlib::Bytes whole{tag, 0x82, static_cast<std::uint8_t>(content.size() >> 8U), static_cast<std::uint8_t>(content.size())};
        whole.insert(whole.end(), content.begin(), content.end());
        return whole;
    };
    auto bits = wrap(0x30, numbers);
    bits.insert(bits.begin(), 0x00);
    certlib::Bytes info{0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};
    const auto bit_string = wrap(0x03, bits);
    info.insert(info.end(), bit_string.begin(), bit_string.end());
    spec.issuing_ca.public_key_info = wrap(0x30, info);
    const auto huge = testcerts::issue(spec.issuing_ca, spec.root);
    CHECK(huge.public_key().bits == 32768);
    CHECK(certlib::verify_signature(leaf, huge) == SignatureResult::unsupported);
}

TEST_CASE("openssl_opinion: accepts a good path and says why it refuses another") {
    const auto chain = testcerts::build(testcerts::good()).chain();
    CHECK(certlib::openssl_opinion(chain, testcerts::sample_time()).accepted);
    const auto late = certlib::openssl_opinion(chain, certlib::parse_time("2036-06-01").value());
    CHECK_FALSE(late.accepted);
    CHECK(late.code == "X509_V_ERR_CERT_HAS_EXPIRED");
    CHECK(late.reason == "certificate has expired");
}

TEST_CASE("openssl_opinion: is not asked about strength") {
    auto spec = testcerts::good();
    spec.leaf.signing = Signing::md5;
    spec.leaf.key = Key::rsa1024;
    CHECK(certlib::openssl_opinion(testcerts::build(spec).chain(), testcerts::sample_time()).accepted);
}

TEST_CASE("openssl_opinion: takes an anchor that is not self-signed, and refuses an empty path") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const std::vector<certlib::Certificate> path{hierarchy.leaf, hierarchy.issuing_ca};
    CHECK(certlib::openssl_opinion(path, testcerts::sample_time()).accepted);
    CHECK_FALSE(certlib::openssl_opinion({}, testcerts::sample_time()).accepted);
}
