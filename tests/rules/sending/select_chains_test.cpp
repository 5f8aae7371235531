#include <amtcert/rules/sending.h>

#include "support/judge.h"

namespace {

using rules::Verdict;

/// Crossed is a leaf whose CA's root signs itself with SHA-1 and is cross-signed by a newer root with a key of 4096 bits: old
/// releases refuse the one, new releases the other.
struct Crossed {
    certlib::Certificate leaf, issuing_ca, old_root, cross, new_root;

    std::vector<certlib::Certificate> all() const { return {cross, new_root, old_root, issuing_ca, leaf}; }
};

Crossed crossed() {
    auto spec = testcerts::good();
    spec.root.signing = testcerts::Signing::sha1;
    auto new_root = testcerts::good().root;
    new_root.key = testcerts::Key::rsa4096;
    new_root.set_common_name("amtcert Sample New Root CA");
    new_root.serial.back() = 0x21;
    auto cross = spec.root;
    cross.signing = testcerts::Signing::sha256;
    cross.serial.back() = 0x22;
    const auto built = testcerts::build(spec);
    return {built.leaf, built.issuing_ca, built.root, testcerts::issue(cross, new_root), testcerts::issue(new_root, new_root)};
}

rules::Site site_for(const Crossed& made, std::string_view releases) {
    auto site = judge::site(testcerts::build(testcerts::good()));
    site.trusted_hashes = {made.old_root.sha256_fingerprint(), made.new_root.sha256_fingerprint()};
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    return site;
}

rules::ChainSelection select(const Crossed& made, std::string_view releases, const rules::Material& material = {}) {
    const auto bundle = judge::bundle(made.all());
    return rules::select_chains(site_for(made, releases), bundle, made.leaf, material);
}

std::vector<std::string> labels(const rules::ChainToSend& chain) {
    std::vector<std::string> all;
    for (const auto& release : chain.releases) all.push_back(release.label);
    return all;
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("sending: one chain where one serves every release, the rest left out") {
    const auto made = crossed();
    const auto selection = select(made, "14,16.1");
    REQUIRE(selection.chains.size() == 1);
    CHECK(selection.chains[0].certificates == std::vector{made.leaf, made.issuing_ca, made.cross, made.new_root});
    CHECK(labels(selection.chains[0]) == Labels{"14", "16.1"});
    CHECK(selection.left_out == std::vector{made.old_root});
    CHECK(selection.verdict == Verdict::pass);
    REQUIRE(selection.chains[0].others_fail.size() == 1);
    CHECK_THAT(selection.chains[0].others_fail[0], Catch::Contains("AMT 16.1 no") && Catch::Contains("trust.root-usable"));
}

TEST_CASE("sending: releases that no one chain serves have one each") {
    const auto made = crossed();
    const auto selection = select(made, "5.2,16.1");
    REQUIRE(selection.chains.size() == 2);
    for (const auto& chain : selection.chains) {
        const bool old = labels(chain) == Labels{"5.2"};
        CHECK(chain.certificates.back() == (old ? made.old_root : made.new_root));
    }
    CHECK(selection.left_out.empty());
    // No source shows AMT 5.2 accepting the SHA-256 signatures of the leaf.
    CHECK(selection.verdict == Verdict::inconclusive);
}

TEST_CASE("sending: a release that nothing serves is a failure with its reasons, the others are served all the same") {
    auto made = crossed();
    made.cross = made.old_root;
    made.new_root = made.old_root;
    const auto selection = select(made, "14,16.1");
    REQUIRE(selection.chains.size() == 1);
    CHECK(labels(selection.chains[0]) == Labels{"14"});
    REQUIRE(selection.unserved.size() == 1);
    CHECK(selection.unserved[0].label == "16.1");
    CHECK(selection.unserved[0].reasons.front().rule->id == "trust.root-usable");
    CHECK(selection.verdict == Verdict::fail);
}

TEST_CASE("sending: without a root there is no chain, and the reason is the missing issuer") {
    const auto made = crossed();
    const auto selection = rules::select_chains(site_for(made, "14"), judge::bundle({made.leaf}), made.leaf, {});
    CHECK(selection.chains.empty());
    REQUIRE_FALSE(selection.unserved.empty());
    const auto& reasons = selection.unserved[0].reasons;
    CHECK(std::any_of(reasons.begin(), reasons.end(), [](const auto& reason) { return reason.rule->id == "link.issuer-found"; }));
    CHECK(selection.verdict == Verdict::fail);
}

TEST_CASE("sending: --intermediates and --roots complete the chain") {
    const auto made = crossed();
    const auto selection = rules::select_chains(site_for(made, "16.1"), judge::bundle({made.leaf}), made.leaf,
                                                {{made.issuing_ca, made.cross}, {made.new_root}});
    REQUIRE(selection.chains.size() == 1);
    CHECK(selection.chains[0].certificates == std::vector{made.leaf, made.issuing_ca, made.cross, made.new_root});
}

TEST_CASE("sending: what is not known to work is kept apart from a pass") {
    const auto selection = select(crossed(), "22");
    REQUIRE(selection.chains.size() == 1);
    CHECK(selection.chains[0].releases[0].verdict == Verdict::inconclusive);
    CHECK_FALSE(selection.chains[0].releases[0].undecided.empty());
    CHECK(selection.verdict == Verdict::inconclusive);
}

TEST_CASE("sending: without a release every generation is asked about, and those without certificates are nobody's fault") {
    const auto selection = select(crossed(), "");
    CHECK(selection.chains.size() == 2);
    REQUIRE(selection.unserved.size() == 1);
    CHECK(selection.unserved[0].label == "pre-pki");
    CHECK_FALSE(selection.unserved[0].remote_configuration);
    CHECK(selection.verdict == Verdict::pass);
}

TEST_CASE("sending: a leaf that has expired is in no chain") {
    const auto made = crossed();
    auto site = site_for(made, "14");
    site.at = made.leaf.not_after() + std::chrono::days{1};
    const auto selection = rules::select_chains(site, judge::bundle(made.all()), made.leaf, {});
    CHECK(selection.chains.empty());
    CHECK(selection.unserved[0].reasons.front().rule->id == "validity.expired");
}
