#include <amtcert/certlib/load.h>
#include <amtcert/testcerts/hierarchy.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>

#include "support/run_command.h"
#include "support/suite.h"
#include "support/temporary_folder.h"

using certlib::ErrorKind;
using testcerts::Key;
using testcerts::PfxEncryption;

namespace {

/// asked counts how often a password was asked for.
int asked = 0;

certlib::LoadOptions with_password(const std::string& text) {
    certlib::LoadOptions options;
    options.password = [text](std::string_view) -> certlib::Result<certlib::Secret> {
        ++asked;
        return certlib::Secret(text);
    };
    return options;
}

testcerts::PfxSpec spec() { return {.certificates = testcerts::build(testcerts::good()).chain(), .key = Key::leaf, .password = "amtcert"}; }

certlib::Result<certlib::Bundle> open(const testcerts::PfxSpec& container, const certlib::LoadOptions& options = with_password("amtcert")) {
    return certlib::load(testcerts::pfx(container), "server.pfx", options);
}

/// openssl_pfx makes a container with OpenSSL's command line, for what the factory does not do.
std::string openssl_pfx(const TemporaryFolder& place, std::vector<std::string> more) {
    const auto key = place.write("key.pem", testcerts::private_key_pem(Key::leaf));
    const auto chain = place.write("chain.pem", testcerts::pem(testcerts::build(testcerts::good()).chain()));
    std::vector<std::string> arguments{"openssl", "pkcs12", "-export", "-inkey", key, "-in", chain, "-out", place.path("out.pfx"),
                                       "-passout", "pass:amtcert"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto run = run_command(arguments);
    INFO(run.errors);
    REQUIRE(run.exit == 0);
    return place.path("out.pfx");
}

}  // namespace

TEST_CASE("PFX: AES, 3DES and RC2 containers open, in the order of the bags") {
    for (const auto& [encryption, name] : {std::pair{PfxEncryption::aes256, "AES-256-CBC"}, std::pair{PfxEncryption::triple_des, "3DES-CBC"},
                                           std::pair{PfxEncryption::rc2_40, "RC2-40-CBC"}}) {
        auto container = spec();
        container.encryption = encryption;
        std::swap(container.certificates.front(), container.certificates.back());
        const auto bundle = open(container);
        REQUIRE(bundle);
        CHECK(bundle->format == certlib::Format::pkcs12);
        CHECK(bundle->certificates == container.certificates);
        REQUIRE(bundle->private_keys.size() == 1);
        CHECK(certlib::holds_key_of(*bundle, bundle->certificates.back()));
        CHECK(bundle->pfx->encryption.front() == name);
        CHECK_FALSE(bundle->pfx->empty_password);
        CHECK(bundle->pfx->mac_iterations == 2048);
    }
}

TEST_CASE("PFX: opening RC2 leaves the process's own OpenSSL without it") {
    auto container = spec();
    container.encryption = PfxEncryption::rc2_40;
    REQUIRE(open(container));
    CHECK(EVP_CIPHER_fetch(nullptr, "RC2-40-CBC", nullptr) == nullptr);
}

TEST_CASE("PFX: a wrong password and none at all are told apart") {
    CHECK(open(spec(), with_password("wrong")).error().kind == ErrorKind::wrong_password);
    CHECK(open(spec(), {}).error().kind == ErrorKind::no_password);
    auto old = spec();
    old.encryption = PfxEncryption::rc2_40;
    CHECK(open(old, with_password("wrong")).error().kind == ErrorKind::wrong_password);
}

TEST_CASE("PFX: the empty password is tried without asking, and one is asked for once") {
    asked = 0;
    auto container = spec();
    container.password = "";
    const auto bundle = open(container);
    REQUIRE(bundle);
    CHECK(bundle->pfx->empty_password);
    CHECK(asked == 0);
    REQUIRE(open(spec()));
    CHECK(asked == 1);
}

TEST_CASE("PFX: without a key, without a chain, with a foreign key: loaded as it is") {
    auto container = spec();
    container.key = {};
    CHECK(open(container)->private_keys.empty());
    container = spec();
    container.certificates.erase(container.certificates.begin() + 1, container.certificates.end());
    CHECK(open(container)->certificates.size() == 1);
    container = spec();
    container.key = Key::other_leaf;
    CHECK_FALSE(certlib::holds_key_of(*open(container), container.certificates.front()));
    container.certificates.clear();
    CHECK_THAT(open(container).error().message, Catch::Contains("only a private key"));
}

TEST_CASE("PFX: without a MAC the contents tell whether the password is right") {
    auto container = spec();
    container.mac = false;
    CHECK(open(container)->certificates.size() == 3);
    CHECK(open(container)->pfx->mac_algorithm.empty());
    CHECK(open(container, with_password("wrong")).error().kind == ErrorKind::wrong_password);
    CHECK(open(container, {}).error().kind == ErrorKind::no_password);
}

TEST_CASE("PFX: Microsoft's CSP name is read") {
    auto container = spec();
    container.csp_name = "Microsoft Software Key Storage Provider";
    CHECK(open(container)->private_keys.front().csp_name == container.csp_name);
}

TEST_CASE("PFX: iteration counts over the limit are refused before anything is derived") {
    auto options = with_password("amtcert");
    options.limits.kdf_iterations = 1000;
    const auto refused = open(spec(), options);
    CHECK(refused.error().kind == ErrorKind::limit);
    CHECK_THAT(refused.error().message, Catch::Contains("1000 iterations"));
}

TEST_CASE("PFX: the iterations of everything that is tried are limited in sum, those of the MAC for each password too") {
    auto options = with_password("amtcert");
    // 2048 iterations: the MAC for the absent, the empty and the given password, the certificates and the key.
    options.limits.kdf_iterations_in_all = 5 * 2048;
    CHECK(open(spec(), options));
    for (const unsigned long too_few : {5 * 2048 - 1, 3 * 2048 - 1, 2048}) {
        options.limits.kdf_iterations_in_all = too_few;
        const auto refused = open(spec(), options);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::limit);
        CHECK_THAT(refused.error().message, Catch::Contains("iterations in all"));
    }
}

TEST_CASE("PFX: a MAC of few iterations does not hide contents of many") {
    const TemporaryFolder place;
    auto options = with_password("amtcert");
    options.limits.kdf_iterations = 10'000;
    const auto file = openssl_pfx(place, {"-iter", "20000", "-nomaciter"});
    CHECK(certlib::load_file(file, options).error().kind == ErrorKind::limit);
}

TEST_CASE("PFX: a key that is not encrypted, and contents that are not") {
    const TemporaryFolder place;
    const auto bundle = certlib::load_file(openssl_pfx(place, {"-keypbe", "NONE", "-certpbe", "NONE"}), with_password("amtcert"));
    REQUIRE(bundle);
    CHECK_FALSE(bundle->pfx->key_bag_shrouded);
    CHECK(bundle->certificates.size() == 3);
}

TEST_CASE("PFX: an algorithm that is not supported is named") {
    const TemporaryFolder place;
    const auto file = openssl_pfx(place, {"-certpbe", "CAMELLIA-256-CBC"});
    const auto refused = certlib::load_file(file, with_password("amtcert"));
    CHECK(refused.error().kind == ErrorKind::unsupported);
    CHECK_THAT(refused.error().message, Catch::Contains("camellia"));
}

TEST_CASE("PFX: damage is called damage when the MAC says that the password is right") {
    // A safe full of octets that are no SafeContents, under a MAC that fits.
    STACK_OF(PKCS7)* safes = sk_PKCS7_new_null();
    PKCS7* safe = PKCS7_new();
    PKCS7_set_type(safe, NID_pkcs7_data);
    ASN1_OCTET_STRING_set(safe->d.data, reinterpret_cast<const unsigned char*>("garbage"), 7);
    sk_PKCS7_push(safes, safe);
    PKCS12* container = PKCS12_add_safes(safes, 0);
    REQUIRE(PKCS12_set_mac(container, "amtcert", -1, nullptr, 0, 2048, EVP_sha256()) == 1);
    unsigned char* octets = nullptr;
    const int length = i2d_PKCS12(container, &octets);
    const auto damaged = certlib::load({octets, static_cast<std::size_t>(length)}, "x", with_password("amtcert"));
    OPENSSL_free(octets);
    PKCS12_free(container);
    sk_PKCS7_pop_free(safes, PKCS7_free);
    CHECK(damaged.error().kind == ErrorKind::malformed);
    CHECK_THAT(damaged.error().message, Catch::Contains("PFX is damaged"));
}

TEST_CASE("PFX: truncated and altered containers never crash, and never open wrongly") {
    const auto octets = testcerts::pfx(spec());
    const auto options = with_password("amtcert");
    for (std::size_t size = 0; size < octets.size(); size += 11) CHECK_FALSE(certlib::load(certlib::ByteView(octets).first(size), "cut", options));
    auto altered = octets;
    for (std::size_t i = 0; i < octets.size(); i += 13) {
        altered[i] = static_cast<std::uint8_t>(altered[i] ^ 0x40U);
        const auto bundle = certlib::load(altered, "altered", options);
        if (bundle) CHECK(bundle->certificates == spec().certificates);
        altered[i] = octets[i];
    }
}

TEST_CASE("PFX: no message holds the password") {
    const auto wrong = open(spec(), with_password("hunter2-secret"));
    CHECK(wrong.error().message.find("hunter2") == std::string::npos);
    CHECK(wrong.error().hint.find("hunter2") == std::string::npos);
}

TEST_CASE("PFX: the public test containers of RPS and Console open") {
    if (!suite::is_there("suites/amt/881a5f05ca5c.pfx")) return;
    const auto certificates = [](const std::string& name, const std::string& password) {
        return certlib::load_file(suite::path("suites/amt/" + name), with_password(password))->certificates.size();
    };
    CHECK(certificates("881a5f05ca5c.pfx", "P@ssw0rd") == 2);
    CHECK(certificates("a40136d2c13e.pfx", "Intel123!") == 2);
    CHECK(certificates("33a6e6e01df6.pfx", "Intel123!") == 1);
    CHECK(certificates("021c309d40c8.pfx", "P@ssw0rd") == 1);
    CHECK(certificates("cb08995dd222.pfx", "") == 1);
}

TEST_CASE("encrypted PEM keys: opened, refused with a wrong password, locked without one") {
    const TemporaryFolder place;
    const auto key = place.write("key.pem", testcerts::private_key_pem(Key::leaf));
    const auto pem = testcerts::pem(testcerts::build(testcerts::good()).chain());
    for (const std::vector<std::string>& how : {std::vector<std::string>{"pkcs8", "-topk8", "-in", key},
                                                std::vector<std::string>{"rsa", "-aes256", "-traditional", "-in", key}}) {
        std::vector<std::string> arguments{"openssl"};
        arguments.insert(arguments.end(), how.begin(), how.end());
        arguments.insert(arguments.end(), {"-passout", "pass:amtcert"});
        const auto encrypted = run_command(arguments);
        REQUIRE(encrypted.exit == 0);
        const auto text = pem + encrypted.output;
        const auto load = [&](const certlib::LoadOptions& options) { return certlib::load(certlib::as_bytes(text), "x.pem", options); };
        const auto opened = load(with_password("amtcert"));
        REQUIRE(opened);
        CHECK(certlib::holds_key_of(*opened, opened->certificates.front()));
        CHECK(load(with_password("wrong")).error().kind == ErrorKind::wrong_password);
        CHECK(load({})->private_keys.front().locked);
    }
}
