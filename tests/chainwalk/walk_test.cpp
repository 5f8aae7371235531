#include <amtcert/chainwalk/walk.h>
#include <amtcert/certlib/load.h>
#include <amtcert/testcerts/hierarchy.h>

#include "support/der.h"
#include "support/suite.h"

using certlib::Certificate;
using chainwalk::Ending;
using chainwalk::TrustAnchors;
using testcerts::Key;

namespace {

chainwalk::Walk walk_over(const Certificate& leaf, const std::vector<Certificate>& pool, const TrustAnchors& anchors = {},
                          const chainwalk::WalkLimits& limits = {}) {
    std::vector<chainwalk::Candidate> candidates;
    for (std::size_t i = 0; i < pool.size(); ++i) candidates.push_back({pool[i], chainwalk::Origin::source, i});
    return chainwalk::walk(leaf, candidates, anchors, {.limits = limits});
}

testcerts::CertificateSpec ca(const std::string& common_name, Key key, std::uint8_t serial) {
    auto spec = testcerts::good().issuing_ca;
    spec.set_common_name(common_name);
    spec.key = key;
    spec.serial.back() = serial;
    spec.set(testcerts::extension::basic_constraints(true));
    return spec;
}

/// A public key that nobody has the private half of; each number gives another one.
testcerts::Bytes made_up_key(std::size_t number) {
    auto info = testcerts::public_key_info(Key::other_ca);
    info[60] = static_cast<std::uint8_t>(number);
    info[61] = static_cast<std::uint8_t>(number >> 8U);
    return info;
}

}  // namespace

TEST_CASE("walk: leaf, issuing CA, root, in any order of the pool") {
    const auto hierarchy = testcerts::build(testcerts::good());
    for (const auto& pool : {hierarchy.chain(), std::vector{hierarchy.root, hierarchy.leaf, hierarchy.issuing_ca}}) {
        const auto walk = walk_over(hierarchy.leaf, pool);
        REQUIRE(walk.chains.size() == 1);
        CHECK(walk.chains[0].ending == Ending::self_signed);
        CHECK(walk.chains[0].is_complete());
        REQUIRE(walk.chains[0].links.size() == 3);
        for (const auto& link : walk.chains[0].links) CHECK(link.signature == certlib::SignatureResult::valid);
        CHECK_FALSE(walk.cut_short);
    }
}

TEST_CASE("walk: a missing issuer ends the path where it is missing") {
    const auto hierarchy = testcerts::build(testcerts::good());
    CHECK(walk_over(hierarchy.leaf, {hierarchy.root}).chains[0].ending == Ending::no_issuer);
    const auto walk = walk_over(hierarchy.leaf, {hierarchy.issuing_ca});
    CHECK(walk.chains[0].ending == Ending::no_issuer);
    CHECK(walk.chains[0].links.size() == 2);
}

TEST_CASE("walk: anchors by certificate and by each hash, also in the middle and at the leaf") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto ending_with = [&](const TrustAnchors& anchors) { return walk_over(hierarchy.leaf, hierarchy.chain(), anchors).chains[0]; };
    TrustAnchors by_certificate;
    by_certificate.add(hierarchy.root);
    CHECK(ending_with(by_certificate).ending == Ending::anchored);
    for (const auto& hash : {hierarchy.root.sha1_fingerprint(), hierarchy.root.sha256_fingerprint(), hierarchy.root.sha384_fingerprint()}) {
        TrustAnchors anchors;
        REQUIRE(anchors.add_hash(hash));
        CHECK(ending_with(anchors).ending == Ending::anchored);
    }
    TrustAnchors middle;
    middle.add(hierarchy.issuing_ca);
    CHECK(ending_with(middle).links.size() == 2);
    TrustAnchors leaf;
    leaf.add(hierarchy.leaf);
    CHECK(ending_with(leaf).links.size() == 1);
    CHECK_FALSE(TrustAnchors{}.add_hash(certlib::Bytes(16)));
    CHECK_FALSE(TrustAnchors{}.trusts(hierarchy.root));
}

TEST_CASE("walk: a bad signature is followed, so that everything behind it is seen") {
    auto spec = testcerts::good();
    spec.leaf.break_signature = true;
    const auto hierarchy = testcerts::build(spec);
    const auto chain = walk_over(hierarchy.leaf, hierarchy.chain()).chains[0];
    CHECK(chain.ending == Ending::bad_signature);
    CHECK_FALSE(chain.is_complete());
    CHECK(chain.links.size() == 3);
    CHECK(chain.links[0].signature == certlib::SignatureResult::invalid);
    CHECK(chain.links[1].signature == certlib::SignatureResult::valid);
}

TEST_CASE("walk: of two issuers with one name the one whose key verifies is taken") {
    const auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    auto twin = spec.issuing_ca;
    twin.key = Key::other_ca;
    const auto impostor = testcerts::issue(twin, spec.root);
    const auto walk = walk_over(hierarchy.leaf, {impostor, hierarchy.issuing_ca, hierarchy.root});
    REQUIRE(walk.chains.size() == 1);
    CHECK(walk.chains[0].links[1].certificate == hierarchy.issuing_ca);
}

TEST_CASE("walk: cross-certificates give a path each, in the order of the pool") {
    const auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    auto new_root = ca("New Root", Key::other_root, 9);
    auto cross = spec.root;
    cross.serial.back() = 8;
    const auto cross_certificate = testcerts::issue(cross, new_root);
    const auto new_root_certificate = testcerts::issue(new_root, new_root);
    const std::vector<Certificate> pool{hierarchy.leaf, hierarchy.issuing_ca, hierarchy.root, cross_certificate, new_root_certificate};
    const auto walk = walk_over(hierarchy.leaf, pool);
    REQUIRE(walk.chains.size() == 2);
    CHECK(walk.chains[0].links.size() == 3);
    CHECK(walk.chains[1].last() == new_root_certificate);
}

TEST_CASE("walk: two CAs that signed each other end in a loop") {
    auto first = ca("First", Key::other_ca, 1);
    auto second = ca("Second", Key::other_root, 2);
    auto leaf = testcerts::good().leaf;
    const auto walk = walk_over(testcerts::issue(leaf, first), {testcerts::issue(first, second), testcerts::issue(second, first)});
    REQUIRE(walk.chains.size() == 1);
    CHECK(walk.chains[0].ending == Ending::loop);
}

TEST_CASE("walk: a key rollover certificate leads on to the root") {
    const auto spec = testcerts::good();
    auto new_key = spec.root;
    new_key.key = Key::other_root;
    new_key.serial.back() = 7;
    // The new key of the root's name, certified by the old one; the issuing CA is signed with the new key.
    const auto rollover = testcerts::issue(new_key, spec.root);
    const auto issuing = testcerts::issue(spec.issuing_ca, new_key);
    const auto leaf = testcerts::issue(spec.leaf, spec.issuing_ca);
    const auto root = testcerts::issue(spec.root, spec.root);
    const auto walk = walk_over(leaf, {issuing, rollover, root});
    CHECK(walk.chains[0].is_complete());
    CHECK(walk.chains[0].links.size() == 4);
}

TEST_CASE("walk: the same certificate twice counts once, at its first place") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto walk = walk_over(hierarchy.leaf, {hierarchy.root, hierarchy.issuing_ca, hierarchy.issuing_ca, hierarchy.root});
    REQUIRE(walk.chains.size() == 1);
    CHECK(walk.chains[0].links[1].position == 1);
}

TEST_CASE("walk: each budget cuts the walk short and is named") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto limited = [&](const chainwalk::WalkLimits& limits) { return walk_over(hierarchy.leaf, hierarchy.chain(), {}, limits); };
    for (const auto& [limits, words] : {std::pair{chainwalk::WalkLimits{.depth = 2}, "depth: 2"},
                                        std::pair{chainwalk::WalkLimits{.signature_checks = 0}, "signature checks: 0"},
                                        std::pair{chainwalk::WalkLimits{.steps = 1}, "steps: 1"}}) {
        const auto walk = limited(limits);
        CHECK(walk.cut_short);
        CHECK(walk.limit == words);
        REQUIRE_FALSE(walk.chains.empty());
        CHECK_FALSE(walk.chains[0].is_complete());
        CHECK(walk.chains[0].ending == Ending::limit);
    }
}

TEST_CASE("walk: a thousand CAs of one name end at a budget, never in a wrong path") {
    const auto spec = testcerts::good();
    std::vector<Certificate> pool;
    for (std::size_t i = 0; i < 1000; ++i) {
        auto twin = spec.issuing_ca;
        twin.public_key_info = made_up_key(i);
        twin.add_key_identifiers = false;
        pool.push_back(testcerts::issue(twin, spec.root));
    }
    auto leaf_spec = spec.leaf;
    leaf_spec.add_key_identifiers = false;
    const auto leaf = testcerts::issue(leaf_spec, spec.issuing_ca);
    const auto walk = walk_over(leaf, pool);
    CHECK(walk.cut_short);
    CHECK(walk.limit == "signature checks: 256");
    for (const auto& chain : walk.chains) CHECK_FALSE(chain.is_complete());
}

TEST_CASE("walk: among a thousand CAs of one name the key identifier finds the right one") {
    const auto spec = testcerts::good();
    const auto hierarchy = testcerts::build(spec);
    std::vector<Certificate> pool;
    for (std::size_t i = 0; i < 1000; ++i) {
        auto twin = spec.issuing_ca;
        twin.public_key_info = made_up_key(i);
        pool.push_back(testcerts::issue(twin, spec.root));
    }
    pool.push_back(hierarchy.issuing_ca);
    pool.push_back(hierarchy.root);
    const auto walk = walk_over(hierarchy.leaf, pool);
    CHECK(walk.chains[0].is_complete());
    CHECK(walk.chains[0].links[1].certificate == hierarchy.issuing_ca);
}

TEST_CASE("walk: a root signed with MD2 ends a path though its signature cannot be checked") {
    const std::string name = "spec/roots/VeriSign_Class_3_Primary_CA_G1.pem";
    if (!suite::is_there(name)) return;
    const auto root = certlib::load_file(suite::path(name)).value().certificates.front();
    const auto walk = walk_over(root, {root});
    CHECK(walk.chains[0].ending == Ending::self_signed);
    CHECK(walk.chains[0].links[0].signature == certlib::SignatureResult::unsupported);
}

TEST_CASE("walk: nearest_anchor follows the issuer that leads to an anchor first, also when a twin of it was given before") {
    const auto spec = testcerts::good();
    auto stranger = spec.root;
    stranger.set_common_name("Stranger");
    stranger.key = testcerts::Key::leaf;
    const auto twin = testcerts::issue(spec.issuing_ca, stranger);
    const auto hierarchy = testcerts::build(spec);
    chainwalk::TrustAnchors anchors;
    anchors.add(hierarchy.root);
    const std::vector<chainwalk::Candidate> candidates{{twin}, {hierarchy.issuing_ca}, {hierarchy.root}};
    const auto first = [&](chainwalk::Order order) {
        const chainwalk::Search search{.limits = {.chains = 1}, .order = order, .at = testcerts::sample_time()};
        return chainwalk::walk(hierarchy.leaf, candidates, anchors, search).chains.front().ending;
    };
    CHECK(first(chainwalk::Order::as_given) == chainwalk::Ending::no_issuer);
    CHECK(first(chainwalk::Order::nearest_anchor) == chainwalk::Ending::anchored);
}

TEST_CASE("walk: a signature check with a large key uses up more of the budget") {
    const auto rsa_key = [](std::size_t octets, std::uint8_t number) {
        certlib::Bytes modulus(octets, 0x7f);
        modulus.back() = static_cast<std::uint8_t>(number | 1U);
        modulus[modulus.size() - 2] = number;
        const auto key = der::sequence({der::element(0x02, modulus), der::element(0x02, {1, 0, 1})});
        const auto algorithm = der::sequence({der::element(0x06, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01}), der::element(0x05, {})});
        return der::sequence({algorithm, der::element(0x03, der::join({{0}, key}))});
    };
    const auto walk_amid = [&](std::size_t octets) {
        const auto spec = testcerts::good();
        std::vector<Certificate> pool;
        for (std::uint8_t i = 0; i < 30; ++i) {
            auto namesake = spec.issuing_ca;
            namesake.public_key_info = rsa_key(octets, i);
            namesake.serial.back() = i;
            pool.push_back(testcerts::issue(namesake, spec.root));
        }
        return walk_over(testcerts::build(spec).leaf, pool, {}, {.signature_checks = 100});
    };
    CHECK_FALSE(walk_amid(256).cut_short);
    CHECK(walk_amid(2048).limit == "signature checks: 100");
}
