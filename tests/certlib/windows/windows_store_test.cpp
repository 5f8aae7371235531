#include <windows.h>

#include <wincrypt.h>

#include <amtcert/certlib/wide.h>
#include <amtcert/certlib/windows_store.h>
#include <amtcert/testcerts/hierarchy.h>
#include <catch2/catch.hpp>

namespace {

using certlib::Certificate;
using certlib::ErrorKind;
using certlib::Keys;

constexpr const wchar_t* provider_name = L"Microsoft Enhanced Cryptographic Provider v1.0";
constexpr const wchar_t* container_name = L"amtcert-test";

certlib::StoreName name_of(const std::string& name) { return {certlib::StoreLocation::current_user, name}; }

/// TestStore is a store of its own in the current user's registry; it is emptied and deleted afterwards.
class TestStore {
public:
    TestStore() { store_ = open(0); }
    ~TestStore() {
        ::CertCloseStore(store_, 0);
        open(CERT_STORE_DELETE_FLAG);
    }
    TestStore(const TestStore&) = delete;
    TestStore& operator=(const TestStore&) = delete;

    [[nodiscard]] static certlib::StoreName name() { return name_of("amtcert test"); }

    void add(const Certificate& certificate, const wchar_t* friendly_name = nullptr, CRYPT_KEY_PROV_INFO* key = nullptr) {
        const auto context = ::CertCreateCertificateContext(X509_ASN_ENCODING, certificate.der().data(),
                                                            static_cast<DWORD>(certificate.der().size()));
        if (friendly_name != nullptr) {
            CRYPT_DATA_BLOB text{static_cast<DWORD>((::wcslen(friendly_name) + 1) * sizeof(wchar_t)),
                                 reinterpret_cast<BYTE*>(const_cast<wchar_t*>(friendly_name))};
            ::CertSetCertificateContextProperty(context, CERT_FRIENDLY_NAME_PROP_ID, 0, &text);
        }
        if (key != nullptr) ::CertSetCertificateContextProperty(context, CERT_KEY_PROV_INFO_PROP_ID, 0, key);
        ::CertAddCertificateContextToStore(store_, context, CERT_STORE_ADD_ALWAYS, nullptr);
        ::CertFreeCertificateContext(context);
        ::CertControlStore(store_, 0, CERT_STORE_CTRL_COMMIT, nullptr);
    }

private:
    static HCERTSTORE open(DWORD flags) {
        return ::CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, CERT_SYSTEM_STORE_CURRENT_USER | flags, L"amtcert test");
    }

    HCERTSTORE store_ = nullptr;
};

/// TestKey is an exportable key of this account, gone afterwards.
class TestKey {
public:
    TestKey() {
        HCRYPTPROV provider = 0;
        REQUIRE(::CryptAcquireContextW(&provider, container_name, provider_name, PROV_RSA_FULL, CRYPT_NEWKEYSET) != 0);
        HCRYPTKEY key = 0;
        REQUIRE(::CryptGenKey(provider, AT_KEYEXCHANGE, CRYPT_EXPORTABLE, &key) != 0);
        ::CryptDestroyKey(key);
        ::CryptReleaseContext(provider, 0);
    }
    ~TestKey() {
        HCRYPTPROV nothing = 0;
        ::CryptAcquireContextW(&nothing, container_name, provider_name, PROV_RSA_FULL, CRYPT_DELETEKEYSET);
    }
    TestKey(const TestKey&) = delete;
    TestKey& operator=(const TestKey&) = delete;
};

CRYPT_KEY_PROV_INFO key_info() {
    return {.pwszContainerName = const_cast<wchar_t*>(container_name),
            .pwszProvName = const_cast<wchar_t*>(provider_name),
            .dwProvType = PROV_RSA_FULL,
            .dwKeySpec = AT_KEYEXCHANGE};
}

certlib::Result<certlib::StoreContents> read(const std::string& selection, Keys keys = Keys::tried) {
    const auto query = certlib::parse_store_query("winstore:CurrentUser/amtcert%20test" + selection).value();
    return certlib::read_windows_store(query.store, [&](const Certificate& one) { return query.fits(one); }, keys, {});
}

}  // namespace

TEST_CASE("windows store: every certificate is found, or those selected") {
    const auto chain = testcerts::build(testcerts::good()).chain();
    TestStore store;
    for (const auto& one : chain) store.add(one);
    const auto all = read("");
    REQUIRE(all);
    CHECK(all->wanted.size() == chain.size());
    CHECK(all->others.empty());
    for (const auto& bundle : all->wanted) {
        CHECK(bundle.format == certlib::Format::windows_store);
        CHECK(bundle.source == "winstore:CurrentUser/amtcert test");
        CHECK(bundle.certificates.size() == 1);
    }
    const auto& leaf = chain.front();
    for (const auto& selection :
         {"?thumbprint=" + certlib::to_hex(leaf.sha1_fingerprint()), "?thumbprint=" + certlib::to_hex(leaf.sha256_fingerprint()),
          "?subject=" + leaf.subject().to_string()}) {
        INFO(selection);
        const auto one = read(selection);
        REQUIRE(one);
        REQUIRE(one->wanted.size() == 1);
        CHECK(one->wanted.front().certificates.front() == leaf);
        CHECK(one->others.size() == chain.size() - 1);
    }
    CHECK(read("?thumbprint=" + std::string(40, '0'))->wanted.empty());
}

TEST_CASE("windows store: friendly name and key are those of the certificate that has them") {
    const auto chain = testcerts::build(testcerts::good()).chain();
    TestStore store;
    auto key = key_info();
    store.add(chain.front(), L"AMT \u00e9 \U0001F511", &key);
    store.add(chain.back());
    const auto contents = read("", Keys::left_alone);
    REQUIRE(contents);
    for (const auto& bundle : contents->wanted) {
        const bool is_leaf = bundle.certificates.front() == chain.front();
        REQUIRE(bundle.store_facts.size() == (is_leaf ? 1 : 0));
        if (!is_leaf) continue;
        const auto& facts = bundle.store_facts.front();
        CHECK(facts.friendly_name == "AMT \u00e9 \U0001F511");
        REQUIRE(facts.key_provider);
        CHECK(facts.key_provider->name == certlib::utf8_of(provider_name));
        CHECK(facts.key_provider->container == certlib::utf8_of(container_name));
        CHECK(facts.key_provider->type == PROV_RSA_FULL);
        CHECK(facts.key_provider->key_spec == AT_KEYEXCHANGE);
        CHECK_FALSE(facts.key_provider->access);
    }
}

TEST_CASE("windows store: a key that is there is reachable, and shown for the other key that it is") {
    const TestKey there;
    TestStore store;
    auto key = key_info();
    store.add(testcerts::build(testcerts::good()).leaf, nullptr, &key);
    const auto contents = read("");
    REQUIRE(contents);
    const auto& bundle = contents->wanted.front();
    const auto& provider = bundle.store_facts.front().key_provider;
    CHECK(provider->access == certlib::KeyAccess::reachable);
    CHECK(provider->obstacle.empty());
    CHECK(provider->exportable == true);
    REQUIRE(bundle.private_keys.size() == 1);
    CHECK(bundle.private_keys.front().algorithm == certlib::KeyAlgorithm::rsa);
    CHECK_FALSE(certlib::holds_key_of(bundle, bundle.certificates.front()));
}

TEST_CASE("windows store: a key that is gone is not reachable, and the certificate is read all the same") {
    TestStore store;
    auto key = key_info();
    store.add(testcerts::build(testcerts::good()).leaf, nullptr, &key);
    const auto contents = read("");
    REQUIRE(contents);
    const auto& bundle = contents->wanted.front();
    const auto& provider = bundle.store_facts.front().key_provider;
    REQUIRE(provider->access);
    CHECK(*provider->access != certlib::KeyAccess::reachable);
    CHECK_FALSE(provider->obstacle.empty());
    CHECK(bundle.private_keys.empty());
}

TEST_CASE("windows store: one that is not there is said so, and is not made") {
    for (int i = 0; i < 2; ++i) {
        const auto contents = certlib::read_windows_store(name_of("amtcert no such store"),
                                                          [](const Certificate&) { return true; }, Keys::tried, {});
        REQUIRE_FALSE(contents);
        CHECK(contents.error().kind == ErrorKind::io);
        CHECK(contents.error().message == "no such store");
    }
}

TEST_CASE("windows store: the limit of certificates holds") {
    TestStore store;
    for (const auto& one : testcerts::build(testcerts::good()).chain()) store.add(one);
    const auto contents =
        certlib::read_windows_store(TestStore::name(), [](const Certificate&) { return true; }, Keys::tried, {.certificates = 2});
    REQUIRE_FALSE(contents);
    CHECK(contents.error().kind == ErrorKind::limit);
}
