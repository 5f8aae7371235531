#include <amtcert/certlib/crl.h>
#include <amtcert/certlib/load.h>

#include "support/suite.h"
#include "support/windows_store.h"

using certlib::Bytes;
using certlib::ErrorKind;
namespace store = windows_store;
using store::fixtures;
using store::leaf;

namespace {

std::string error_of(const Bytes& data, const certlib::LoadOptions& options = {}) {
    const auto bundle = certlib::load(data, "test.sst", options);
    REQUIRE_FALSE(bundle);
    CHECK(bundle.error().message.find('\n') == std::string::npos);
    return bundle.error().message;
}

/// facts_with are those of a leaf with these properties.
certlib::StoreFacts facts_with(const std::vector<Bytes>& properties) {
    const auto bundle = certlib::load(store::file({store::joined(properties), store::certificate(leaf())}), "test.sst");
    REQUIRE(bundle);
    const auto* facts = certlib::store_facts_of(*bundle, leaf());
    REQUIRE(facts != nullptr);
    return *facts;
}

}  // namespace

TEST_CASE("serialized store: certificates in order, properties with the certificate that follows them") {
    if (!suite::is_there(fixtures + "three-crl.sst")) return;
    const auto bundle = certlib::load_file(suite::path(fixtures + "three-crl.sst"));
    REQUIRE(bundle);
    CHECK(bundle->format == certlib::Format::serialized_store);
    REQUIRE(bundle->certificates.size() == 3);
    CHECK(bundle->certificates[0].subject().to_string() == "CN=Feas Root,O=Feas");
    CHECK(bundle->certificates[2].subject().to_string() == "CN=leaf.test,O=Feas");
    CHECK(bundle->crls.size() == 1);
    CHECK(bundle->private_keys.empty());
    REQUIRE(bundle->store_facts.size() == 1);
    const auto& facts = bundle->store_facts.front();
    CHECK(facts.certificate == 2);
    CHECK(facts.friendly_name == "Friendly leaf \xce\xa9");
    CHECK_FALSE(facts.archived);
    REQUIRE(facts.key_provider);
    CHECK(facts.key_provider->container == "feas-container");
    CHECK(facts.key_provider->name == "Microsoft Enhanced Cryptographic Provider v1.0");
    CHECK(facts.key_provider->type == 1);
    CHECK(facts.key_provider->key_spec == 1);
    CHECK(certlib::store_facts_of(*bundle, bundle->certificates[0]) == nullptr);
    CHECK(certlib::load_crls(suite::path(fixtures + "three-crl.sst")).value().size() == 1);
    CHECK(certlib::load_crls(suite::path(fixtures + "three.sst")).error().kind == ErrorKind::not_found);
}

TEST_CASE("serialized store: one element without a store around it") {
    const auto blob = store::joined({store::element(store::sha1_id, Bytes(20)),
                                     store::element(store::friendly_name_id, store::wide(u"AMT")), store::certificate(leaf())});
    const auto bundle = certlib::load(blob, "blob.bin");
    REQUIRE(bundle);
    CHECK(bundle->format == certlib::Format::store_element);
    CHECK(bundle->certificates == std::vector{leaf()});
    CHECK(bundle->store_facts.front().friendly_name == "AMT");
    for (std::size_t size = 0; size < blob.size(); ++size) CHECK_FALSE(certlib::load(certlib::ByteView(blob).first(size), "cut"));
}

TEST_CASE("serialized store: names are UTF-16, with and without an end") {
    const auto name = [](const Bytes& octets) {
        return facts_with({store::element(store::friendly_name_id, octets)}).friendly_name;
    };
    CHECK(name(store::wide(u"a\U0001f511b")) ==
          "a\xf0\x9f\x94\x91"
          "b");
    CHECK(name({'a', 0, 0x3d, 0xd8}) == "a\xef\xbf\xbd");
    CHECK(name({'a', 0, 'b', 0}) == "ab");
    CHECK(name({'a', 0, 'b'}) == "a");
    CHECK(name({'a', 0, 0, 0, 'b', 0}) == "a");
}

TEST_CASE("serialized store: the key provider and the archived mark") {
    const auto facts = facts_with({store::key_provider(u"box", u"Microsoft Software Key Storage Provider", 0, 0xffffffff),
                                   store::element(store::archived_id, {})});
    CHECK(facts.archived);
    REQUIRE(facts.key_provider);
    CHECK(facts.key_provider->container == "box");
    CHECK(facts.key_provider->type == 0);
    CHECK(facts.key_provider->key_spec == 0xffffffff);
    const auto nameless = facts_with({store::element(store::key_provider_id, store::numbers({0, 28, 1, 0, 0, 0, 2}))});
    CHECK(nameless.key_provider->container.empty());
    CHECK(nameless.key_provider->name.empty());
    CHECK(nameless.key_provider->key_spec == 2);
}

TEST_CASE("serialized store: properties end with their element, lists of trust are passed over") {
    const auto root = testcerts::build(testcerts::good()).root;
    const auto bundle =
        certlib::load(store::file({store::element(store::friendly_name_id, store::wide(u"list")),
                                   store::element(store::ctl_id, {1, 2, 3}), store::certificate(root),
                                   store::key_provider(u"box", u"x"), store::certificate(leaf()), store::certificate(leaf())}),
                      "test.sst");
    REQUIRE(bundle);
    CHECK(bundle->certificates.size() == 3);
    REQUIRE(bundle->store_facts.size() == 1);
    CHECK(bundle->store_facts.front().certificate == 1);
    CHECK(bundle->store_facts.front().friendly_name.empty());
}

TEST_CASE("serialized store: of two copies of a certificate the one with a key tells") {
    const auto bundle =
        certlib::load(store::file({store::element(store::friendly_name_id, store::wide(u"first")), store::certificate(leaf()),
                                   store::key_provider(u"box", u"x"), store::certificate(leaf())}),
                      "test.sst");
    CHECK(certlib::store_facts_of(bundle.value(), leaf())->key_provider);
}

TEST_CASE("serialized store: cut anywhere it is refused") {
    const auto whole = store::file({store::element(store::friendly_name_id, store::wide(u"AMT")),
                                    store::key_provider(u"box", u"provider"), store::certificate(leaf())});
    REQUIRE(certlib::load(whole, "test.sst"));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO(size);
        const auto message = error_of({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
        if (size >= 8) CHECK_THAT(message, Catch::StartsWith("serialized store: truncated"));
    }
}

TEST_CASE("serialized store: lengths and offsets that lie are refused") {
    const auto at_length = [](std::uint32_t length) {
        return store::joined(
            {store::numbers({0}), {'C', 'E', 'R', 'T'}, store::numbers({store::certificate_id, 1, length}), Bytes(40)});
    };
    CHECK(error_of(at_length(0xffffffff)) ==
          "serialized store: truncated: element of type 32 has 4294967295 octets, 40 are left");
    CHECK(error_of(at_length(41)) == "serialized store: truncated: element of type 32 has 41 octets, 40 are left");
    CHECK_THAT(error_of(at_length(0)), Catch::StartsWith("serialized store: certificate 1: "));
    for (const std::uint32_t offset : {1U, 27U, 33U, 0x7fffffffU, 0xffffffffU})
        for (const auto& offsets : {std::vector{offset, 28U}, std::vector{28U, offset}}) {
            const auto provider = store::joined({store::numbers({offsets[0], offsets[1], 1, 0, 0, 0, 1}), {'a', 0, 0, 0}});
            CHECK(error_of(store::file({store::element(store::key_provider_id, provider), store::certificate(leaf())})) ==
                  fmt::format("serialized store: key provider of 32 octets has a name at octet {}", offset));
        }
    CHECK(error_of(store::file({store::element(store::key_provider_id, Bytes(27)), store::certificate(leaf())})) ==
          "serialized store: key provider of 27 octets, at least 28 required");
}

TEST_CASE("serialized store: what does not belong is refused") {
    const auto name = store::element(store::friendly_name_id, store::wide(u"AMT"));
    CHECK_THAT(error_of(store::file({store::certificate(leaf()), name})), Catch::Contains("properties without a certificate"));
    CHECK_THAT(error_of(store::joined({store::certificate(leaf()), name})), Catch::Contains("properties without a certificate"));
    CHECK(error_of(store::joined({store::file({store::certificate(leaf())}), {1}})) ==
          "serialized store: 1 octets behind its end mark");
    CHECK_THAT(error_of(store::file({store::element(store::crl_id, {0x30, 0})})), Catch::StartsWith("serialized store: CRL 1: "));
    CHECK(error_of(store::file({})) == "no certificate found");
    certlib::LoadOptions options;
    options.limits.certificates = 1;
    const auto two = store::file({store::certificate(leaf()), store::certificate(leaf())});
    CHECK(certlib::load(two, "test.sst", options).error().kind == ErrorKind::limit);
    CHECK_THAT(error_of(two, options), Catch::Contains("more than 1 certificates"));
}
