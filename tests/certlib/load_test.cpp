#include <amtcert/certlib/load.h>
#include <amtcert/testcerts/crl.h>
#include <sys/stat.h>

#include <thread>

#include "support/der.h"
#include "support/suite.h"
#include "support/temporary_folder.h"

using certlib::Bytes;
using certlib::ErrorKind;

namespace {

certlib::Result<certlib::Bundle> load_text(const std::string& text, const certlib::LoadOptions& options = {}) {
    return certlib::load(certlib::as_bytes(text), "test", options);
}

std::string sample_pem() { return testcerts::pem(testcerts::build(testcerts::good()).chain()); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

std::string as_utf16(const std::string& text) {
    std::string wide = "\xff\xfe";
    for (const char c : text) wide += {c, '\0'};
    return wide;
}

}  // namespace

TEST_CASE("load: PEM in every dress it comes in") {
    const auto pem = sample_pem();
    for (const auto& text :
         {pem, replaced(pem, "\n", "\r\n"), replaced(pem, "\n", "\r"), "\xef\xbb\xbf" + pem, "subject=CN=x\n\n" + pem + "trailing words",
          replaced(pem, "\n", "  \n"), as_utf16(pem), replaced(pem, "-----BEGIN", "   -----BEGIN")}) {
        const auto bundle = load_text(text);
        REQUIRE(bundle);
        CHECK(bundle->certificates.size() == 3);
        CHECK(bundle->certificates.front().subject().to_string() == "CN=provision.example.com,O=Example");
    }
}

TEST_CASE("load: a PEM block that is no certificate is named by its number") {
    const auto broken = load_text(sample_pem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    CHECK(broken.error().kind == ErrorKind::malformed);
    CHECK_THAT(broken.error().message, Catch::Contains("PEM block 4 (CERTIFICATE)"));
    CHECK_THAT(load_text("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n").error().message, Catch::Contains("not base64"));
}

TEST_CASE("load: blocks that are not its business are passed over") {
    const auto bundle = load_text("-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----\n" + sample_pem());
    REQUIRE(bundle);
    CHECK(bundle->certificates.size() == 3);
}

TEST_CASE("load: a private key gives its public half and nothing else") {
    const auto bundle = load_text(sample_pem() + testcerts::private_key_pem(testcerts::Key::leaf));
    REQUIRE(bundle);
    REQUIRE(bundle->private_keys.size() == 1);
    CHECK_FALSE(bundle->private_keys.front().locked);
    CHECK(certlib::holds_key_of(*bundle, bundle->certificates.front()));
    CHECK_FALSE(certlib::holds_key_of(*bundle, bundle->certificates.back()));
}

TEST_CASE("load: DER is told by its content") {
    const auto leaf = testcerts::build(testcerts::good()).leaf;
    const auto bundle = certlib::load(leaf.der(), "x.pem");
    REQUIRE(bundle);
    CHECK(bundle->format == certlib::Format::der);
    CHECK(bundle->certificates.front() == leaf);
}

TEST_CASE("load: what holds no certificate says what it holds instead") {
    CHECK(load_text("").error().message == "empty file");
    CHECK(load_text("words").error().kind == ErrorKind::not_found);
    // The END that none of these has is looked for once.
    std::string begun;
    for (int i = 0; i < 200'000; ++i) begun += "-----BEGIN CERTIFICATE-----\n";
    CHECK_FALSE(load_text(begun));
    CHECK_THAT(load_text(testcerts::private_key_pem(testcerts::Key::leaf)).error().message, Catch::Contains("only a private key"));
    const auto& key = testcerts::private_key_pkcs8(testcerts::Key::leaf);
    CHECK_THAT(certlib::load(key, "k").error().message, Catch::Contains("only a private key"));
    if (suite::is_there("spec/fixtures/windows/int.crl"))
        CHECK_THAT(certlib::load_file(suite::path("spec/fixtures/windows/int.crl")).error().message, Catch::Contains("only a CRL"));
}

TEST_CASE("load: limits have their own messages") {
    certlib::LoadOptions options;
    options.limits.certificates = 2;
    CHECK(load_text(sample_pem(), options).error().kind == ErrorKind::limit);
    CHECK_THAT(load_text(sample_pem(), options).error().message, Catch::Contains("more than 2 certificates"));
    options = {};
    options.limits.source_bytes = 1U << 20U;
    const auto large = certlib::load(Bytes((1U << 20U) + 1), "x", options);
    CHECK(large.error().kind == ErrorKind::limit);
    CHECK(large.error().message == "larger than 1 MiB");
}

TEST_CASE("load: PKCS#7 in DER, with its CRLs, in order") {
    if (!suite::is_there("spec/fixtures/windows/chain-crl-openssl.p7b")) return;
    const auto bundle = certlib::load_file(suite::path("spec/fixtures/windows/chain-crl-openssl.p7b"));
    REQUIRE(bundle);
    CHECK(bundle->format == certlib::Format::pkcs7_der);
    REQUIRE(bundle->certificates.size() == 3);
    CHECK(bundle->certificates.front().subject().to_string() == "CN=leaf.test,O=Feas");
    CHECK(bundle->crls.size() == 1);
    const auto der = certlib::read_file(suite::path("spec/fixtures/windows/chain-openssl.p7b"), 1U << 20U).value();
    const auto armoured = load_text("-----BEGIN PKCS7-----\n" + certlib::to_base64(der) + "\n-----END PKCS7-----\n");
    REQUIRE(armoured);
    CHECK(armoured->format == certlib::Format::pkcs7_pem);
    CHECK(armoured->certificates.size() == 3);
    for (std::size_t size = 0; size < der.size(); size += 7) CHECK_FALSE(certlib::load(certlib::ByteView(der).first(size), "cut"));
}

TEST_CASE("load: PKCS#7 as Wine saves a store, without ContentInfo, algorithms and signers") {
    for (const auto* name : {"wine-bare-signeddata", "wine-bare-signeddata-crl"}) {
        const auto file = std::string("spec/fixtures/windows/") + name + ".p7b";
        if (!suite::is_there(file)) return;
        const auto bundle = certlib::load_file(suite::path(file));
        REQUIRE(bundle);
        CHECK(bundle->format == certlib::Format::pkcs7_der);
        CHECK(bundle->certificates.size() == 3);
        CHECK(bundle->crls.size() == (std::string(name).ends_with("crl") ? 1 : 0));
    }
}

TEST_CASE("read_file: a FIFO is read, a folder and a missing file are refused") {
    const TemporaryFolder place;
    REQUIRE(::mkfifo(place.path("fifo").c_str(), 0600) == 0);
    std::jthread writer([&] { place.write("fifo", sample_pem()); });
    CHECK(certlib::load_file(place.path("fifo"))->certificates.size() == 3);
    CHECK(certlib::read_file(place.path(), 100).error().message == "is a folder");
    CHECK(certlib::read_file(place.path("none"), 100).error().message == "no such file or folder");
}

TEST_CASE("expand: files, folders and patterns") {
    const TemporaryFolder place;
    for (const auto* name : {"b.pem", "a.pem", "c.txt", "x[1].pem"}) place.write(name, "");
    std::filesystem::create_directory(place.path("sub"));
    using Files = std::vector<std::string>;
    const auto folder = certlib::expand(place.path()).value();
    CHECK(folder.several);
    CHECK(folder.files == Files{place.path("a.pem"), place.path("b.pem"), place.path("c.txt"), place.path("x[1].pem")});
    CHECK(certlib::expand(place.path("?.pem")).value().files == Files{place.path("a.pem"), place.path("b.pem")});
    const auto file = certlib::expand(place.path("x[1].pem")).value();
    CHECK(file.files == Files{place.path("x[1].pem")});
    CHECK_FALSE(file.several);
    CHECK(certlib::expand("-").value().files == Files{"-"});
    CHECK(certlib::expand(place.path("*.der")).error().kind == ErrorKind::not_found);
    CHECK(certlib::expand(place.path("sub")).error().kind == ErrorKind::not_found);
}

TEST_CASE("load: a directory's cross-certificate pair, with either member or both") {
    const auto made = testcerts::build(testcerts::good());
    const auto member = [](std::uint8_t tag, const certlib::Certificate& certificate) {
        return der::element(tag, {certificate.der().begin(), certificate.der().end()});
    };
    const auto to = member(0xa0, made.issuing_ca);
    const auto by = member(0xa1, made.leaf);
    const auto both = certlib::load(der::sequence({to, by}), "pair");
    REQUIRE(both);
    CHECK(both->format == certlib::Format::der);
    CHECK(both->certificates == std::vector{made.issuing_ca, made.leaf});
    CHECK(certlib::load(der::sequence({to}), "pair")->certificates == std::vector{made.issuing_ca});
    CHECK(certlib::load(der::sequence({by}), "pair")->certificates == std::vector{made.leaf});
    const Bytes empty_tag{0xa0, 0x00};
    for (const auto& broken :
         {der::sequence({by, to}), der::sequence({to, to}), der::sequence({to, by, {0x05, 0x00}}), der::sequence({empty_tag}),
          der::sequence({der::element(0xa0, {0x04, 0x01, 0x00})}), der::join({der::sequence({to}), {0x00}})}) {
        const auto refused = certlib::load(broken, "pair");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::malformed);
        CHECK_THAT(refused.error().message, Catch::StartsWith("cross-certificate pair: "));
    }
    const auto whole = der::sequence({to, by});
    for (std::size_t size = 0; size < whole.size(); size += 7)
        CHECK_FALSE(certlib::load(certlib::ByteView(whole).first(size), "cut"));
}

TEST_CASE("load: a CRL is read with the certificates beside it, and one that is broken is named") {
    const auto spec = testcerts::good();
    const auto list = testcerts::issue_crl({}, spec.issuing_ca);
    const auto bundle = load_text(sample_pem() + testcerts::crl_pem(list));
    REQUIRE(bundle);
    REQUIRE(bundle->crls.size() == 1);
    CHECK(certlib::equal(bundle->crls.front().der(), list));
    const auto broken = load_text(sample_pem() + testcerts::crl_pem(certlib::ByteView(list).first(list.size() - 1)));
    REQUIRE_FALSE(broken);
    CHECK(broken.error().kind == ErrorKind::malformed);
    CHECK_THAT(broken.error().message, Catch::StartsWith("PEM block 4 (X509 CRL): CRL: "));
}
