// Failures whose cause is the root or what the devices hold of it.
#include "rules/failures/cause.h"

#include <amtcert/rules/device_list.h>

using namespace cause;
using testcerts::Key;
using testcerts::Signing;

namespace {

/// Rerooted is one leaf whose issuing CA hangs below a new SHA-256 root, and, by a cross-certificate, below an old SHA-1 one.
struct Rerooted {
    testcerts::Hierarchy hierarchy;
    certlib::Certificate cross;
    certlib::Certificate old_root;

    [[nodiscard]] std::vector<certlib::Certificate> four() const {
        return {hierarchy.leaf, hierarchy.issuing_ca, cross, old_root};
    }
};

Rerooted rerooted() {
    const auto spec = testcerts::good();
    auto old_root = spec.root;
    old_root.key = Key::other_root;
    old_root.signing = Signing::sha1;
    old_root.set_common_name("amtcert Sample Old Root CA");
    old_root.serial.back() = 0x31;
    auto cross = spec.root;
    cross.serial.back() = 0x32;
    return {testcerts::build(spec), testcerts::issue(cross, old_root), testcerts::issue(old_root, old_root)};
}

rules::DeviceList list_of(const std::vector<certlib::Certificate>& roots) {
    rules::DeviceList list;
    for (const auto& root : roots) list.hashes.push_back({.hash = root.sha256_fingerprint(), .name = root.subject().to_string()});
    return list;
}

/// of judges a bundle for a release, with what the devices hold.
rules::SubjectReport of(const std::vector<certlib::Certificate>& bundle, const char* release,
                        const std::vector<certlib::Certificate>& held) {
    rules::Site site;
    site.at = testcerts::sample_time();
    site.role = rules::Role::provisioning;
    site.dns_suffixes = {"example.com"};
    site.firmware = rules::parse_releases(release).value();
    site.device_lists = {list_of(held)};
    return judge::all(site, judge::bundle(bundle));
}

/// entered_as_sha1 is a root made at home whose SHA-1 hash somebody typed into MEBX.
std::function<void(rules::Site&)> entered_as_sha1(const char* release) {
    return [release](rules::Site& site) {
        site.firmware = rules::parse_releases(release).value();
        site.trusted_hashes = {testcerts::build(testcerts::good()).root.sha1_fingerprint()};
    };
}

}  // namespace

TEST_CASE("F01: a chain with SHA-1 in it works on AMT 14.1.65 and not on 16.0.15") {
    const auto sha1 = [](testcerts::HierarchySpec& spec) { spec.issuing_ca.signing = Signing::sha1; };
    CHECK(no_error(report(sha1, judge::on("14.1.65"))));
    const auto refused = shown(report(sha1, judge::on("16.0.15")), "link.signature-hash");
    CHECK(refused.result == Result::fail);
    CHECK_THAT(refused.text, Catch::Contains("SHA-256 or SHA-384 required on AMT 16.0") && Catch::Contains("sha1With"));
}

TEST_CASE("F02: the four-certificate file ends in the SHA-1 root, the three-certificate one does not") {
    const auto files = rerooted();
    const std::vector<certlib::Certificate> held{files.hierarchy.root, files.old_root};
    const auto four = of(files.four(), "16.1", held);
    CHECK(four.verdict == Verdict::fail);
    CHECK_THAT(shown(four, "trust.root-usable").text, Catch::Contains("SHA-1"));
    CHECK(of(files.hierarchy.chain(), "16.1", held).verdict == Verdict::pass);
    auto both = files.four();
    both.push_back(files.hierarchy.root);
    CHECK(shown(of(both, "16.1", held), "trust.alternative-chain").result == Result::fail);
}

TEST_CASE("F03: a new root is in the newer device's list and not in the AMT 11 device's") {
    const auto files = rerooted();
    CHECK(of(files.hierarchy.chain(), "16.1", {files.hierarchy.root}).verdict == Verdict::pass);
    const auto older = of(files.hierarchy.chain(), "11.8.50", {files.old_root});
    CHECK(older.verdict == Verdict::fail);
    CHECK_THAT(shown(older, "trust.root-hash").text, Catch::Contains("not among the 1 active hashes of the device's list"));
    // The chain that ends in the old root is what those devices need.
    CHECK(of(files.four(), "11.8.50", {files.old_root}).verdict == Verdict::pass);
}

TEST_CASE("F04: a device that holds 33 hashes is read to its last one") {
    const auto root = testcerts::build(testcerts::good()).root;
    std::string text;
    for (int i = 0; i < 32; ++i)
        text += certlib::to_hex(certlib::sha256(certlib::as_bytes("other root " + std::to_string(i)))) + "\n";
    const auto list = rules::read_device_list(text + certlib::to_hex(root.sha256_fingerprint()) + "\n");
    REQUIRE(list.has_value());
    CHECK(list->hashes.size() == 33);
    const auto judged = report({}, [&](rules::Site& site) {
        site.trusted_hashes.clear();
        site.device_lists = {*list};
    });
    CHECK(shown(judged, "trust.root-hash").result == Result::pass);
}

TEST_CASE("F05: a root whose SHA-1 hash is in MEBX is found by it, though the console compares SHA-256 only") {
    const auto found = shown(report({}, entered_as_sha1("11.8.50")), "trust.root-hash");
    CHECK(found.result == Result::pass);
    CHECK_THAT(found.text, Catch::Contains("SHA-1 hash is given"));
}

TEST_CASE(
    "F20: a private root that the firmware cannot verify is named, with the hash to enter; so is a signature that does not "
    "hold") {
    const auto unknown = shown(report({}, [](rules::Site& site) { site.trusted_hashes.clear(); }), "trust.root-hash");
    CHECK(unknown.result == Result::fail);
    CHECK_THAT(unknown.text, Catch::Contains(certlib::to_hex(testcerts::build(testcerts::good()).root.sha256_fingerprint())));
    const auto broken = report([](auto& spec) { spec.leaf.break_signature = true; });
    CHECK(shown(broken, "link.signature").result == Result::fail);
}

TEST_CASE("F21: a SHA-256 chain below a root whose SHA-1 hash is in MEBX is no fault of the certificate") {
    const auto judged = report({}, entered_as_sha1("12"));
    CHECK(judged.verdict == Verdict::pass);
    CHECK(shown(judged, "link.signature-hash").result == Result::pass);
}

TEST_CASE("F23: a SHA-1 thumbprint of a private root serves on AMT 12 and cannot be entered on 16.1") {
    CHECK(report({}, entered_as_sha1("12")).verdict == Verdict::pass);
    const auto refused = shown(report({}, entered_as_sha1("16.1")), "trust.root-hash");
    CHECK(refused.result == Result::fail);
    CHECK_THAT(refused.text, Catch::Contains("SHA-1 hash cannot be entered") && Catch::Contains("setup.bin"));
}

TEST_CASE("F28: the renewed certificate hangs below a SHA-1 root, which 14 still takes and 15H and 16 refuse") {
    const auto files = rerooted();
    const std::vector<certlib::Certificate> held{files.hierarchy.root, files.old_root};
    CHECK(of(files.four(), "14.1.65", held).verdict == Verdict::pass);
    for (const auto* release : {"15H", "16.0.15"}) {
        const auto refused = shown(of(files.four(), release, held), "trust.root-usable");
        CHECK(refused.result == Result::fail);
        CHECK_THAT(refused.text, Catch::Contains("amtcert Sample Old Root CA") && Catch::Contains("SHA-1"));
    }
}
