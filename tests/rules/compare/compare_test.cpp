#include <amtcert/rules/compare.h>

#include <functional>
#include <set>

#include "support/judge.h"

namespace {

using rules::Change;
using rules::Severity;
using rules::Verdict;
using testcerts::HierarchySpec;
using ChangeSpec = std::function<void(HierarchySpec&)>;

/// renewed is the good hierarchy's successor: another serial and key, half a year on, a few days longer.
HierarchySpec renewed() {
    auto spec = testcerts::good();
    spec.leaf.serial = {0x10, 0x02};
    spec.leaf.key = testcerts::Key::other_leaf;
    spec.leaf.not_before += std::chrono::days{180};
    spec.leaf.not_after += std::chrono::days{180};
    return spec;
}

struct Case {
    std::vector<certlib::Certificate> before = testcerts::build(testcerts::good()).chain();
    std::vector<certlib::Certificate> after = testcerts::build(renewed()).chain();
    rules::Site site = judge::site(testcerts::build(testcerts::good()));
    rules::Material material = {};

    rules::Comparison compared() const {
        const auto old_bundle = judge::bundle(before);
        const auto new_bundle = judge::bundle(after);
        return rules::compare(site, {old_bundle, rules::subjects_of(old_bundle).front()},
                              {new_bundle, rules::subjects_of(new_bundle).front()}, material);
    }
};

/// with_change compares the good certificate with a successor that differs in one thing.
rules::Comparison with_change(const ChangeSpec& change, const std::function<void(rules::Site&)>& adapt = {}) {
    auto spec = renewed();
    change(spec);
    Case one;
    one.after = testcerts::build(spec).chain();
    if (adapt) adapt(one.site);
    return one.compared();
}

/// backwards compares them the other way round, with the dates in order, so that the loss is a gain.
rules::Comparison backwards(const ChangeSpec& change) {
    auto before = testcerts::good();
    change(before);
    Case one;
    one.before = testcerts::build(before).chain();
    return one.compared();
}

std::set<std::string_view> ids(const rules::Comparison& comparison, Change change) {
    std::set<std::string_view> found;
    for (const auto& one : comparison.differences)
        if (one.kind->change == change) found.insert(one.kind->id);
    return found;
}

using Ids = std::set<std::string_view>;

const rules::Difference& named(const rules::Comparison& comparison, std::string_view id) {
    for (const auto& one : comparison.differences)
        if (one.kind->id == id) return one;
    throw std::runtime_error("no difference " + std::string(id));
}

}  // namespace

TEST_CASE("compare: a renewal that keeps everything passes") {
    const auto comparison = Case{}.compared();
    CHECK(comparison.verdict == Verdict::pass);
    CHECK(comparison.exit_code() == 0);
    CHECK(comparison.differences.empty());
}

TEST_CASE("compare: the certificate itself is no renewal") {
    Case same;
    same.after = same.before;
    const auto comparison = same.compared();
    CHECK(ids(comparison, Change::lost) == Ids{"compare.same-certificate"});
    CHECK(comparison.verdict == Verdict::fail);
}

TEST_CASE("compare: a key used again is said, and is no loss") {
    const auto comparison = with_change([](HierarchySpec& spec) { spec.leaf.key = testcerts::Key::leaf; });
    CHECK(ids(comparison, Change::changed) == Ids{"compare.same-key"});
    CHECK(comparison.verdict == Verdict::pass);
}

TEST_CASE("compare: a dNSName that is gone") {
    const auto two_names = [](HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::dns_names({"provision.example.com", "second.example.com"}));
    };
    auto lost = backwards(two_names);
    CHECK(ids(lost, Change::lost) == Ids{"compare.lost-name"});
    CHECK_THAT(named(lost, "compare.lost-name").evidence, Catch::Contains("second.example.com"));
    CHECK(lost.verdict == Verdict::fail);
    CHECK(lost.after.verdict == Verdict::pass);
    CHECK(ids(with_change(two_names), Change::gained) == Ids{"compare.gained-name"});
}

TEST_CASE("compare: a CN that is a dNSName only is a loss for who reads the CN") {
    const auto comparison = with_change([](HierarchySpec& spec) { spec.leaf.set_common_name("other.example.com"); });
    CHECK_THAT(named(comparison, "compare.lost-name").evidence, Catch::Contains("now in subjectAltName only"));
}

TEST_CASE("compare: a suffix that is no longer served, on the releases where that is so") {
    const auto elsewhere = [](HierarchySpec& spec) {
        spec.leaf.set_common_name("provision.example.com");
        spec.leaf.set(testcerts::extension::dns_names({"provision.example.com"}));
    };
    auto before = testcerts::good();
    before.leaf.set_common_name("provision.dept.example.co.uk");
    auto after = renewed();
    after.leaf.set_common_name("provision.other.example.co.uk");
    elsewhere(after);
    after.leaf.set_common_name("provision.other.example.co.uk");
    Case one;
    one.before = testcerts::build(before).chain();
    one.after = testcerts::build(after).chain();
    one.site.dns_suffixes = {"dept.example.co.uk"};
    const auto comparison = one.compared();
    CHECK_THAT(named(comparison, "compare.lost-suffix").evidence, Catch::Contains("dept.example.co.uk") &&
                                                                      Catch::Contains("2.2 to 4.0 and 5.0") &&
                                                                      !Catch::Contains("4.1, 5.1 and later"));
}

TEST_CASE("compare: without a suffix given, those of OLD's own CN are asked about") {
    const auto comparison = with_change(
        [](HierarchySpec& spec) {
            spec.leaf.set_common_name("provision.example.org");
            spec.leaf.set(testcerts::extension::dns_names({"provision.example.org"}));
        },
        [](rules::Site& site) { site.dns_suffixes.clear(); });
    CHECK_THAT(named(comparison, "compare.lost-suffix").evidence, Catch::Contains("example.com"));
    CHECK(ids(comparison, Change::gained).contains("compare.gained-suffix"));
}

TEST_CASE("compare: the OID is gone") {
    const auto without = [](HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth)}));
    };
    const auto comparison = with_change(without);
    CHECK(ids(comparison, Change::lost).contains("compare.lost-marker"));
    CHECK(comparison.verdict == Verdict::fail);
    CHECK(comparison.after.role == rules::Role::provisioning);
    CHECK(ids(backwards(without), Change::gained).contains("compare.gained-marker"));
}

TEST_CASE("compare: an OU that is gone beside the OID is a warning") {
    auto before = testcerts::good();
    before.leaf.subject.push_back({std::string(certlib::oids::organizational_unit), "Intel(R) Client Setup Certificate"});
    Case one;
    one.before = testcerts::build(before).chain();
    const auto comparison = one.compared();
    CHECK(named(comparison, "compare.lost-marker").severity == Severity::warning);
    CHECK(comparison.verdict == Verdict::pass);
    one.site.fail_on = Severity::warning;
    CHECK(one.compared().verdict == Verdict::fail);
}

TEST_CASE("compare: a purpose that provisioning has no use for is a warning") {
    const auto comparison = backwards([](HierarchySpec& spec) {
        spec.leaf.set(testcerts::extension::extended_key_usage({std::string(certlib::oids::server_auth),
                                                                std::string(certlib::oids::client_auth),
                                                                std::string(certlib::oids::amt_provisioning)}));
    });
    CHECK(ids(comparison, Change::lost) == Ids{"compare.lost-purpose"});
    CHECK(named(comparison, "compare.lost-purpose").severity == Severity::warning);
}

TEST_CASE("compare: a shorter key, and one of another kind") {
    const auto shorter = [](HierarchySpec& spec) { spec.leaf.key = testcerts::Key::rsa1024; };
    CHECK_THAT(named(with_change(shorter), "compare.weaker-key").evidence, Catch::Equals("was RSA 2048 bits, is RSA 1024 bits"));
    CHECK(ids(backwards(shorter), Change::gained).contains("compare.stronger-key"));
    CHECK(ids(with_change([](HierarchySpec& spec) { spec.leaf.key = testcerts::Key::ec_p256; }), Change::lost)
              .contains("compare.weaker-key"));
}

TEST_CASE("compare: SHA-1 loses the newer releases' rows") {
    const auto sha1 = [](HierarchySpec& spec) { spec.leaf.signing = testcerts::Signing::sha1; };
    const auto comparison = with_change(sha1, judge::on("14,16.1"));
    CHECK(ids(comparison, Change::lost) == Ids{"compare.lost-firmware", "compare.weaker-signature"});
    CHECK_THAT(named(comparison, "compare.lost-firmware").evidence,
               Catch::StartsWith("AMT 16.1: ") && Catch::Contains("was yes, is no (link.signature-hash)"));
    CHECK(ids(backwards(sha1), Change::gained).contains("compare.gained-firmware"));
}

TEST_CASE("compare: an OLD that has expired is still the measure") {
    Case one;
    auto after = renewed();
    after.leaf.signing = testcerts::Signing::sha1;
    after.leaf.not_after = testcerts::good().leaf.not_after + std::chrono::days{900};
    one.after = testcerts::build(after).chain();
    one.site.at = testcerts::good().leaf.not_after + std::chrono::days{30};
    one.site.firmware = rules::parse_releases("16.1").value();
    const auto comparison = one.compared();
    CHECK(ids(comparison, Change::lost).contains("compare.lost-firmware"));
    CHECK(ids(comparison, Change::gained).contains("compare.cured-rule"));
}

TEST_CASE("compare: a root the devices do not hold is an error, one they hold too a warning") {
    auto after = renewed();
    after.root.key = testcerts::Key::other_root;
    after.root.set_common_name("amtcert Other Root CA");
    after.issuing_ca.serial = {0x77};
    Case one;
    const auto built = testcerts::build(after);
    one.after = built.chain();
    CHECK(named(one.compared(), "compare.lost-root").severity == Severity::error);
    one.site.trusted_hashes.push_back(built.root.sha256_fingerprint());
    const auto held = one.compared();
    CHECK(named(held, "compare.lost-root").severity == Severity::warning);
    CHECK(held.verdict == Verdict::pass);
}

TEST_CASE("compare: what is missing from the file, by how much is missing") {
    Case one;
    const auto chain = one.after;
    one.after = {chain[0], chain[1]};
    const auto without_root = one.compared();
    CHECK(named(without_root, "compare.lost-chain").severity == Severity::error);
    CHECK(named(without_root, "compare.lost-root").severity == Severity::error);
    one.material.roots = {chain[2]};
    CHECK(named(one.compared(), "compare.lost-chain").severity == Severity::warning);
    std::swap(one.before, one.after);
    CHECK(ids(one.compared(), Change::gained).contains("compare.gained-chain"));
}

TEST_CASE("compare: the order of the file") {
    Case one;
    std::reverse(one.after.begin(), one.after.end());
    CHECK(ids(one.compared(), Change::lost) == Ids{"compare.lost-order"});
    std::swap(one.before, one.after);
    CHECK(ids(one.compared(), Change::gained).contains("compare.gained-order"));
}

TEST_CASE("compare: locations that are gone, changed and new") {
    const auto named_at = [](const std::string& url) {
        return [url](HierarchySpec& spec) { spec.leaf.set(testcerts::extension::crl_distribution_point(url)); };
    };
    const auto named_nowhere = [](HierarchySpec& spec) { spec.leaf.remove(certlib::oids::crl_distribution_points); };
    const auto gone = with_change(named_nowhere);
    CHECK(ids(gone, Change::lost) == Ids{"compare.lost-location"});
    CHECK_THAT(named(gone, "compare.lost-location").evidence, Catch::Contains("ldap:///CN=amtcert%20Sample%20Issuing%20CA"));
    CHECK(ids(backwards(named_nowhere), Change::gained) == Ids{"compare.cured-rule", "compare.gained-location"});

    Case one;
    auto before = testcerts::good();
    named_at("http://a.example/1.crl")(before);
    auto after = renewed();
    named_at("http://a.example/2.crl")(after);
    one.before = testcerts::build(before).chain();
    one.after = testcerts::build(after).chain();
    CHECK(ids(one.compared(), Change::changed) == Ids{"compare.changed-location"});
}

TEST_CASE("compare: days that are lost") {
    const auto shorter = with_change([](HierarchySpec& spec) { spec.leaf.not_before += std::chrono::days{30}; },
                                     [](rules::Site& site) { site.at += std::chrono::days{300}; });
    CHECK(ids(shorter, Change::lost) == Ids{"compare.shorter-lifetime"});
    CHECK(shorter.verdict == Verdict::pass);
    const auto earlier = with_change([](HierarchySpec& spec) { spec.leaf.not_after -= std::chrono::days{200}; });
    CHECK(ids(earlier, Change::lost) == Ids{"compare.ends-earlier", "compare.shorter-lifetime"});
    CHECK(earlier.verdict == Verdict::fail);
}

TEST_CASE("compare: a fault OLD has too is still a fault, and said to be the same") {
    const auto weak = [](HierarchySpec& spec) { spec.leaf.set(testcerts::extension::key_usage({2})); };
    Case one;
    auto before = testcerts::good();
    weak(before);
    auto after = renewed();
    weak(after);
    one.before = testcerts::build(before).chain();
    one.after = testcerts::build(after).chain();
    const auto comparison = one.compared();
    CHECK(comparison.verdict == Verdict::fail);
    CHECK(comparison.differences.empty());
    for (const auto& result : comparison.after.results)
        if (result.finding.result == rules::Result::fail) CHECK(comparison.fails_in_old(result));
}

TEST_CASE("compare: what no public CA may issue again is a warning here") {
    const auto public_name = [](HierarchySpec& spec) {
        spec.root.subject = {{"2.5.4.6", "US", 19},
                             {"2.5.4.10", "DigiCert Inc"},
                             {"2.5.4.11", "www.digicert.com"},
                             {"2.5.4.3", "DigiCert Global Root G2"}};
    };
    Case one;
    auto before = testcerts::good();
    public_name(before);
    auto after = renewed();
    public_name(after);
    const auto built = testcerts::build(before);
    one.before = built.chain();
    one.after = testcerts::build(after).chain();
    one.site.trusted_hashes = {built.root.sha256_fingerprint()};
    CHECK(one.compared().verdict == Verdict::pass);
    one.site.fail_on = Severity::warning;
    const auto comparison = one.compared();
    CHECK(comparison.after.verdict == Verdict::fail);
    CHECK_THAT(comparison.after.headline, Catch::Contains("validity.lifetime"));
}

TEST_CASE("compare: every kind of difference has an id of its own") {
    Ids seen;
    for (const auto& kind : rules::difference_kinds()) CHECK(seen.insert(kind.id).second);
}
