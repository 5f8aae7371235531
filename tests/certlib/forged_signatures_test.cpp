// Signatures that careless verifiers have taken for good ones. The forger of the tests owns the key, so that every encoded
// message can be tried, also one that takes luck to forge without it.
#include <amtcert/certlib/verify.h>
#include <amtcert/testcerts/hierarchy.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <catch2/catch.hpp>
#include <memory>

using certlib::Bytes;
using certlib::ByteView;
using certlib::Certificate;
using certlib::SignatureResult;
using testcerts::Key;

namespace {

constexpr std::size_t key_octets = 256;  // RSA 2048

/// DigestInfo of SHA-256 in DER, without the hash (RFC 8017 9.2, note 1).
const Bytes digest_info{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                        0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes whole;
    for (const auto& part : parts) whole.insert(whole.end(), part.begin(), part.end());
    return whole;
}

/// padded is an encoded message: 0, block type, `filling` octets, 0, and the rest.
Bytes padded(const Bytes& rest, std::size_t filling, std::uint8_t type = 1, std::uint8_t filler = 0xff) {
    return joined({{0x00, type}, Bytes(filling, filler), {0x00}, rest});
}

/// filled is an encoded message with as much padding as it takes.
Bytes filled(const Bytes& rest) { return padded(rest, key_octets - 3 - rest.size()); }

/// Forger signs the good leaf with a key of exponent 3.
struct Forger {
    testcerts::HierarchySpec spec = testcerts::good();
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key{nullptr, EVP_PKEY_free};
    Certificate leaf;
    Certificate issuing_ca;
    Bytes hash = Bytes(32);

    Forger()
        : leaf([this] {
              spec.issuing_ca.key = Key::exponent_3;
              return testcerts::build(spec).leaf;
          }()),
          issuing_ca(testcerts::build(spec).issuing_ca) {
        const auto& pkcs8 = testcerts::private_key_pkcs8(Key::exponent_3);
        const auto* octets = pkcs8.data();
        key.reset(d2i_AutoPrivateKey(nullptr, &octets, static_cast<long>(pkcs8.size())));
        EVP_Digest(leaf.tbs().data(), leaf.tbs().size(), hash.data(), nullptr, EVP_sha256(), nullptr);
    }

    /// signature is what the public key turns into the encoded message.
    [[nodiscard]] Bytes signature(const Bytes& message) const {
        REQUIRE(message.size() == key_octets);
        const std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> context(EVP_PKEY_CTX_new(key.get(), nullptr),
                                                                             EVP_PKEY_CTX_free);
        Bytes result(key_octets);
        auto size = result.size();
        REQUIRE(EVP_PKEY_sign_init(context.get()) == 1);
        REQUIRE(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
        REQUIRE(EVP_PKEY_sign(context.get(), result.data(), &size, message.data(), message.size()) == 1);
        return result;
    }

    /// verified puts the signature in the place of the leaf's own and checks it.
    [[nodiscard]] SignatureResult verified(const Bytes& signature) const {
        Bytes der(leaf.der().begin(), leaf.der().end());
        std::copy(signature.begin(), signature.end(), der.end() - key_octets);
        return certlib::verify_signature(Certificate::parse(der).value(), issuing_ca);
    }

    [[nodiscard]] bool refused(const Bytes& message) const { return verified(signature(message)) == SignatureResult::invalid; }
};

}  // namespace

TEST_CASE("forged signatures: a proper encoded message verifies") {
    const Forger forger;
    CHECK(forger.verified(forger.signature(filled(joined({digest_info, forger.hash})))) == SignatureResult::valid);
}

TEST_CASE("forged signatures: octets behind the hash (Bleichenbacher 2006, CVE-2006-4339)") {
    const Forger forger;
    const auto proper = joined({digest_info, forger.hash});
    CHECK(forger.refused(joined({padded(proper, 8), Bytes(key_octets - 11 - proper.size(), 0x5a)})));
    const auto one_more = joined({proper, {0x00}});
    CHECK(forger.refused(filled(one_more)));
}

TEST_CASE("forged signatures: octets hidden in the parameters (CVE-2006-4340)") {
    const Forger forger;
    const std::uint8_t hidden = 64;
    Bytes info{0x30, static_cast<std::uint8_t>(0x31 + hidden), 0x30, static_cast<std::uint8_t>(0x0d + hidden)};
    info.insert(info.end(), digest_info.begin() + 4, digest_info.begin() + 15);
    CHECK(forger.refused(filled(joined({info, {0x04, hidden}, Bytes(hidden, 0x5a), {0x04, 0x20}, forger.hash}))));
}

TEST_CASE("forged signatures: lengths in more octets than DER allows (BERserk, CVE-2014-1568)") {
    const Forger forger;
    auto info = digest_info;
    info.insert(info.begin() + 1, 0x81);
    CHECK(forger.refused(filled(joined({info, forger.hash}))));
    // The long form with octets a careless reader leaves out of the sum.
    info = digest_info;
    const Bytes garbage(40, 0x5a);
    info[1] = static_cast<std::uint8_t>(0x80 | garbage.size());
    info.insert(info.begin() + 2, garbage.begin(), garbage.end());
    CHECK(forger.refused(filled(joined({info, forger.hash}))));
}

TEST_CASE("forged signatures: padding that is too short, of another type or not of ones") {
    const Forger forger;
    const auto proper = joined({digest_info, forger.hash});
    const auto room = key_octets - 3 - proper.size();
    CHECK(forger.refused(padded(proper, room, 2)));
    CHECK(forger.refused(padded(proper, room, 0)));
    CHECK(forger.refused(padded(proper, room, 1, 0xfe)));
    CHECK(forger.refused(joined({Bytes(room + 3 - 11, 0x00), padded(proper, 8)})));
}

TEST_CASE("forged signatures: another hash, another algorithm's name, a hash alone") {
    const Forger forger;
    auto other = forger.hash;
    other.back() ^= 1U;
    CHECK(forger.refused(filled(joined({digest_info, other}))));
    auto renamed = digest_info;
    renamed[14] = 0x04;  // SHA-224
    CHECK(forger.refused(filled(joined({renamed, forger.hash}))));
    CHECK(forger.refused(filled(forger.hash)));
}

TEST_CASE("forged signatures: no number but one below the modulus") {
    const Forger forger;
    CHECK(forger.verified(Bytes(key_octets, 0x00)) == SignatureResult::invalid);
    Bytes one(key_octets, 0x00);
    one.back() = 1;
    CHECK(forger.verified(one) == SignatureResult::invalid);
    CHECK(forger.verified(Bytes(key_octets, 0xff)) == SignatureResult::invalid);
}

TEST_CASE("forged signatures: ECDSA with zero for both numbers (CVE-2022-21449)") {
    auto spec = testcerts::good();
    spec.issuing_ca.key = Key::ec_p256;
    const auto hierarchy = testcerts::build(spec);
    const auto with_signature = [&](const Bytes& signature) {
        // Certificate ::= SEQUENCE { tbs, ecdsa-with-SHA256, BIT STRING }
        const Bytes algorithm{0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02};
        const auto tbs = hierarchy.leaf.tbs();
        const auto content = joined(
            {Bytes(tbs.begin(), tbs.end()), algorithm, {0x03, static_cast<std::uint8_t>(signature.size() + 1), 0x00}, signature});
        const auto size = content.size();
        const auto der = joined({{0x30, 0x82, static_cast<std::uint8_t>(size >> 8U), static_cast<std::uint8_t>(size)}, content});
        return certlib::verify_signature(Certificate::parse(der).value(), hierarchy.issuing_ca);
    };
    const auto own = hierarchy.leaf.signature();
    CHECK(with_signature({own.begin(), own.end()}) == SignatureResult::valid);
    CHECK(with_signature({0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00}) == SignatureResult::invalid);
    CHECK(with_signature({0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x00}) == SignatureResult::invalid);
}
