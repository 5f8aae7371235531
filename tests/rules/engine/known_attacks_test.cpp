// What has deceived other validators, whole: each attack as its victim was given it, and the verdict. Forged signatures are tried
// in tests/certlib/forged_signatures_test.cpp, forged OCSP answers in tests/certlib/ocsp_test.cpp.
#include <amtcert/rules/path_validation.h>
#include <amtcert/testcerts/hierarchy.h>

#include <catch2/catch.hpp>

using rules::Verdict;
using testcerts::CertificateSpec;
using testcerts::Key;
namespace extension = testcerts::extension;

namespace {

Verdict verdict(const certlib::Certificate& leaf, const std::vector<certlib::Certificate>& pool, const certlib::Certificate& root,
                const std::string& peer = {}) {
    certlib::Bundle bundle;
    bundle.certificates = {leaf};
    rules::PathRequest request{.at = testcerts::sample_time(), .profile = rules::Profile::rfc5280};
    if (!peer.empty()) request.peer = rules::PeerName{rules::PeerName::Kind::dns, peer};
    return rules::validate_path(request, bundle, leaf, {pool, {root}}).verdict;
}

/// of a hierarchy: its leaf under its root, by its issuing CA.
Verdict verdict(const testcerts::HierarchySpec& spec, const std::string& peer = {}) {
    const auto made = testcerts::build(spec);
    return verdict(made.leaf, {made.issuing_ca}, made.root, peer);
}

}  // namespace

TEST_CASE("known attacks: what they are made of passes") {
    CHECK(verdict(testcerts::good()) == Verdict::pass);
    auto spec = testcerts::good();
    spec.leaf.set(extension::dns_names({"provision.example.com"}));
    CHECK(verdict(spec, "provision.example.com") == Verdict::pass);
}

TEST_CASE("known attacks: a root that has an anchor's name and another key") {
    auto forged = testcerts::good();
    forged.root.key = Key::other_root;
    const auto made = testcerts::build(forged);
    const auto anchor = testcerts::build(testcerts::good()).root;
    CHECK(verdict(made.leaf, {made.issuing_ca, made.root}, anchor) == Verdict::fail);
    // And the anchor's key identifier as well.
    const auto& identifier = anchor.decoded().subject_key_identifier;
    REQUIRE(identifier);
    forged.root.set(extension::subject_key_identifier(*identifier));
    const auto twin = testcerts::build(forged);
    CHECK(verdict(twin.leaf, {twin.issuing_ca, twin.root}, anchor) == Verdict::fail);
}

TEST_CASE("known attacks: a server's certificate that issues (CVE-2002-0862, CVE-2015-1793)") {
    const auto spec = testcerts::good();
    const auto made = testcerts::build(spec);
    auto victim = spec.leaf;
    victim.set_common_name("bank.example.net");
    victim.key = Key::other_leaf;
    const auto forged = testcerts::issue(victim, spec.leaf);
    CHECK(verdict(forged, {made.leaf, made.issuing_ca}, made.root) == Verdict::fail);
}

TEST_CASE("known attacks: a name outside the constraints hidden in the CN, or behind letters of another case") {
    const auto constrained = [](const std::string& name, bool as_alternative) {
        auto spec = testcerts::good();
        spec.issuing_ca.set(extension::dns_name_constraints({"example.com"}, {"secret.example.com"}));
        spec.leaf.set_common_name(name);
        spec.leaf.remove(certlib::oids::subject_alternative_name);
        if (as_alternative) spec.leaf.set(extension::dns_names({name}));
        return verdict(spec);
    };
    CHECK(constrained("amt.example.com", false) == Verdict::pass);
    CHECK(constrained("amt.EXAMPLE.com", true) == Verdict::pass);
    CHECK(constrained("amt.example.net", false) == Verdict::fail);
    CHECK(constrained("a.SECRET.Example.com", false) == Verdict::fail);
    CHECK(constrained("a.SECRET.Example.com", true) == Verdict::fail);
    CHECK(constrained("notexample.com", true) == Verdict::fail);
}

TEST_CASE("known attacks: NUL in a name (CVE-2009-2408)") {
    using namespace std::string_literals;
    for (const auto& name : {"provision.example.com\0.example.net"s, "provision.example.com\0"s}) {
        auto spec = testcerts::good();
        spec.leaf.set(extension::dns_names({name}));
        CHECK(verdict(spec, "provision.example.com") != Verdict::pass);
        spec = testcerts::good();
        spec.leaf.set_common_name(name);
        spec.leaf.remove(certlib::oids::subject_alternative_name);
        CHECK(verdict(spec, "provision.example.com") != Verdict::pass);
    }
}

TEST_CASE("known attacks: wildcards that stand for too much") {
    const auto covers = [](const std::string& name, const std::string& peer) {
        auto spec = testcerts::good();
        spec.leaf.set(extension::dns_names({name}));
        return verdict(spec, peer) == Verdict::pass;
    };
    CHECK(covers("*.example.com", "amt.example.com"));
    CHECK_FALSE(covers("*.example.com", "a.amt.example.com"));
    CHECK_FALSE(covers("*.example.com", "example.com"));
    CHECK_FALSE(covers("*.example.com", ".example.com"));
    CHECK_FALSE(covers("*", "localhost"));
    CHECK_FALSE(covers("*.*.example.com", "a.amt.example.com"));
    CHECK_FALSE(covers("amt.*.com", "amt.example.com"));
    CHECK_FALSE(covers("xn--*.example.com", "xn--amt.example.com"));
    CHECK_FALSE(covers("*.0.2.1", "192.0.2.1"));
}

TEST_CASE("known attacks: two names for one signature algorithm") {
    auto spec = testcerts::good();
    spec.leaf.inner_algorithm = "1.2.840.113549.1.1.5";
    CHECK(verdict(spec) == Verdict::fail);
}

TEST_CASE("known attacks: a curve of the forger's own under an anchor's public point (CVE-2020-0601)") {
    // ECParameters written out (SEC 1, C.2) where certificates have to name a curve (RFC 5480 2.1.1).
    auto spec = testcerts::good();
    spec.root.key = Key::ec_p256;
    const auto honest = testcerts::build(spec);
    const auto& named = testcerts::public_key_info(Key::ec_p256);
    const certlib::Bytes curve{0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
    const auto at = std::search(named.begin(), named.end(), curve.begin(), curve.end());
    REQUIRE(at != named.end());
    // As long as the name of the curve, so that nothing else changes; no reader gets as far as the values.
    certlib::Bytes written_out(named.begin(), at);
    const certlib::Bytes parameters{0x30, 0x08, 0x02, 0x01, 0x01, 0x04, 0x03, 0x04, 0x01, 0x02};
    written_out.insert(written_out.end(), parameters.begin(), parameters.end());
    written_out.insert(written_out.end(), at + curve.size(), named.end());
    auto forged = spec;
    forged.root.public_key_info = written_out;
    forged.root.set(extension::subject_key_identifier(honest.root.decoded().subject_key_identifier.value()));
    const auto made = testcerts::build(forged);
    CHECK(verdict(made.leaf, {made.issuing_ca, made.root}, honest.root) == Verdict::pass);  // the honest key did sign
    CHECK(verdict(made.leaf, {made.issuing_ca}, made.root) != Verdict::pass);
}
