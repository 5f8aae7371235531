#include <amtcert/certlib/load.h>
#include <amtcert/rules/device_list.h>
#include <amtcert/rules/firmware.h>

#include "support/judge.h"
#include "support/suite.h"

namespace {

using rules::Result;

rules::Site site_without_hashes(std::string_view releases = {}) {
    rules::Site site;
    site.at = testcerts::sample_time();
    if (!releases.empty()) site.firmware = rules::parse_releases(releases).value();
    return site;
}

rules::Finding ask(const rules::Site& site, const std::vector<certlib::Certificate>& certificates) {
    const auto findings = judge::one("trust.root-hash", site, judge::bundle(certificates));
    REQUIRE(findings.size() == 1);
    return findings[0];
}

rules::DeviceList device_list(std::vector<rules::TrustedHash> hashes) {
    rules::DeviceList list;
    list.hashes = std::move(hashes);
    return list;
}

/// real_root reads one of the public roots of the suite.
std::vector<certlib::Certificate> real_root(const std::string& name) {
    return certlib::load_file(suite::path("spec/roots/" + name + ".pem")).value().certificates;
}

rules::Finding ask_about_real_root(const std::string& name, std::string_view releases) {
    return ask(site_without_hashes(releases), real_root(name));
}

rules::DeviceList real_list(const std::string& name) {
    const auto bytes = certlib::read_file(suite::path("spec/fixtures/" + name), 1U << 20U).value();
    return rules::read_device_list({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).value();
}

rules::Finding ask_with_real_list(const std::string& list, const std::string& root) {
    auto site = site_without_hashes();
    site.device_lists = {real_list(list)};
    return ask(site, real_root(root));
}

}  // namespace

TEST_CASE("trust.root-hash: a root whose hash was given passes") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = ask(judge::site(hierarchy), hierarchy.chain());
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence,
               Catch::Contains("--trusted-hash") && Catch::Contains(certlib::to_hex(hierarchy.root.sha256_fingerprint())));
}

TEST_CASE("trust.root-hash: a hash is matched by its length alone") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("11.8.50");
    for (const auto& hash :
         {hierarchy.root.sha1_fingerprint(), hierarchy.root.sha256_fingerprint(), hierarchy.root.sha384_fingerprint()}) {
        site.trusted_hashes = {hash};
        CHECK(ask(site, hierarchy.chain()).result == Result::pass);
    }
}

TEST_CASE("trust.root-hash: a private root without a list fails and says which hash to enter") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = ask(site_without_hashes(), hierarchy.chain());
    CHECK(finding.result == Result::fail);
    CHECK(finding.certificate == 2);
    CHECK_THAT(finding.evidence, Catch::Contains("works only on devices where this hash was entered: SHA-256 " +
                                                 certlib::to_hex(hierarchy.root.sha256_fingerprint())));
    CHECK_THAT(finding.evidence, Catch::Contains(hierarchy.root.subject().to_string()));
}

TEST_CASE("trust.root-hash: a private root fails for a release, with the way to enter the hash there") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto on_12 = ask(site_without_hashes("12.0.32"), hierarchy.chain());
    CHECK(on_12.result == Result::fail);
    CHECK_THAT(on_12.fix, Catch::Contains("in MEBX;"));
    const auto on_14 = ask(site_without_hashes("14.1.65"), hierarchy.chain());
    CHECK(on_14.result == Result::fail);
    CHECK_THAT(on_14.fix, Catch::Contains("setup.bin") && !Catch::Contains("MEBX"));
}

TEST_CASE("trust.root-hash: a chain without a root is skipped") {
    const auto hierarchy = testcerts::build(testcerts::good());
    const auto finding = ask(judge::site(hierarchy), {hierarchy.leaf, hierarchy.issuing_ca});
    CHECK(finding.result == Result::skipped);
    CHECK_THAT(finding.evidence, Catch::Contains("reaches no root") && Catch::Contains("--roots"));
}

TEST_CASE("trust.root-hash: a release without remote configuration is skipped") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.firmware = rules::parse_releases("2.1").value();
    CHECK(ask(site, hierarchy.chain()).result == Result::skipped);
}

TEST_CASE("trust.root-hash: a device list with the root active passes and names the entry") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("16.1");
    site.device_lists = {device_list({{hierarchy.root.sha256_fingerprint(), "my root", true, false}})};
    const auto finding = ask(site, hierarchy.chain());
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("my root"));
}

TEST_CASE("trust.root-hash: an inactive entry does not count") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes();
    site.device_lists = {device_list({{hierarchy.root.sha256_fingerprint(), "my root", false, false}})};
    const auto finding = ask(site, hierarchy.chain());
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("inactive"));
    CHECK_THAT(finding.fix, Catch::Contains("Activate"));
}

TEST_CASE("trust.root-hash: a device list without the root fails") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes();
    site.device_lists = {device_list({{hierarchy.issuing_ca.sha256_fingerprint(), "another", true, false}})};
    const auto finding = ask(site, hierarchy.chain());
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("not among the 1 active hashes"));
}

TEST_CASE("trust.root-hash: of several devices each has to hold the root, and the one that does not is named") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes();
    site.device_lists = {device_list({{hierarchy.root.sha256_fingerprint(), "my root", true, false}}),
                         device_list({{hierarchy.issuing_ca.sha256_fingerprint(), "another", true, false}})};
    site.device_lists[0].source = "old.json";
    site.device_lists[1].source = "new.json";
    const auto finding = ask(site, hierarchy.chain());
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("not among the 1 active hashes of the device's list new.json"));

    site.device_lists[1].hashes.push_back({hierarchy.root.sha256_fingerprint(), "my root", true, false});
    CHECK(ask(site, hierarchy.chain()).result == Result::pass);
    CHECK_THAT(ask(site, hierarchy.chain()).evidence, Catch::Contains("held by all 2 devices"));
}

TEST_CASE("trust.root-hash: a release is judged by the lists of its own devices where there are any") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("16.1");
    site.device_lists = {device_list({{hierarchy.issuing_ca.sha256_fingerprint(), "another", true, false}}),
                         device_list({{hierarchy.root.sha256_fingerprint(), "my root", true, false}})};
    site.device_lists[0].firmware = "11.8.50";
    site.device_lists[1].firmware = "16.1.25";
    CHECK(ask(site, hierarchy.chain()).result == Result::pass);
    site.firmware = rules::parse_releases("11.8.50").value();
    CHECK(ask(site, hierarchy.chain()).result == Result::fail);
    // No list is of this release: what none of them says about it, all of them have to.
    site.firmware = rules::parse_releases("14").value();
    CHECK(ask(site, hierarchy.chain()).result == Result::fail);
}

TEST_CASE("trust.root-hash: a given hash adds to a device list") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.device_lists = {device_list({{hierarchy.issuing_ca.sha256_fingerprint(), "another", true, false}})};
    CHECK(ask(site, hierarchy.chain()).result == Result::pass);
}

TEST_CASE("trust.root-hash: a SHA-1 hash cannot be entered from AMT 15 (H) and 16 on") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("16.1");
    site.trusted_hashes = {hierarchy.root.sha1_fingerprint()};
    const auto finding = ask(site, hierarchy.chain());
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("cannot be entered there"));
    site.firmware = rules::parse_releases("15H").value();
    CHECK(ask(site, hierarchy.chain()).result == Result::fail);
}

TEST_CASE("trust.root-hash: a SHA-1 entry of a device list fails where SHA-1 is refused") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("18.0.5");
    site.device_lists = {device_list({{hierarchy.root.sha1_fingerprint(), "my root", true, false}})};
    CHECK(ask(site, hierarchy.chain()).result == Result::fail);
}

TEST_CASE("trust.root-hash: a SHA-1 hash still counts on AMT 15 (LP) and in the baseline") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("15LP");
    site.trusted_hashes = {hierarchy.root.sha1_fingerprint()};
    CHECK(ask(site, hierarchy.chain()).result == Result::pass);
    site.firmware.clear();
    CHECK(ask(site, hierarchy.chain()).result == Result::pass);
}

TEST_CASE("trust.root-hash: a SHA-256 hash beside the SHA-1 one makes it pass on AMT 16") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = site_without_hashes("16.1");
    site.trusted_hashes = {hierarchy.root.sha1_fingerprint(), hierarchy.root.sha256_fingerprint()};
    CHECK(ask(site, hierarchy.chain()).result == Result::pass);
}

TEST_CASE("trust.root-hash: a root that only has the name of a known one is told apart") {
    auto spec = testcerts::good();
    spec.root.subject = {{"2.5.4.6", "US", 19},
                         {"2.5.4.10", "DigiCert Inc"},
                         {"2.5.4.11", "www.digicert.com"},
                         {"2.5.4.3", "DigiCert Global Root G2"}};
    const auto hierarchy = testcerts::build(spec);
    const auto finding = ask(site_without_hashes(), hierarchy.chain());
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence,
               Catch::Contains("has the name of DigiCert Global Root G2") && Catch::Contains("another certificate"));
}

TEST_CASE("trust.root-hash: a root of the table passes the baseline and names its releases") {
    if (!suite::is_there("spec/roots")) return;
    const auto finding = ask_about_real_root("Go_Daddy_Root_CA_G2", "");
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("11.8.50") && Catch::Contains("--trusted-hashes"));
}

TEST_CASE("trust.root-hash: a given hash that does not match fails, though the table has the root") {
    if (!suite::is_there("spec/roots")) return;
    auto site = site_without_hashes("11.8.50");
    site.trusted_hashes = {certlib::Bytes(32, 0x11)};
    const auto finding = ask(site, real_root("Go_Daddy_Root_CA_G2"));
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("not the hash given with --trusted-hash"));
    CHECK_THAT(finding.fix, Catch::Contains("--trusted-hashes"));
}

TEST_CASE("trust.root-hash: a root in a list of the release passes as observed") {
    if (!suite::is_there("spec/roots")) return;
    const auto finding = ask_about_real_root("Go_Daddy_Root_CA_G2", "11.8.50");
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("observed") && Catch::Contains("11.8.50"));
}

TEST_CASE("trust.root-hash: a root in lists before and after the release passes as likely") {
    if (!suite::is_there("spec/roots")) return;
    const auto finding = ask_about_real_root("Comodo_AAA_CA", "12.0.32");
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("likely"));
}

TEST_CASE("trust.root-hash: a root in lists of other releases only is undecided") {
    if (!suite::is_there("spec/roots")) return;
    const auto finding = ask_about_real_root("USERTrust_RSA_CA", "11.8.50");
    CHECK(finding.result == Result::inconclusive);
    CHECK_THAT(finding.evidence, Catch::Contains("not in what was seen of AMT 11.8.50"));
    CHECK_THAT(ask_about_real_root("USERTrust_RSA_CA", "18.0.5").evidence,
               Catch::Contains("no list of AMT 18.0.5 has been seen"));
    CHECK_THAT(finding.fix, Catch::Contains("--trusted-hashes"));
}

TEST_CASE("trust.root-hash: a root that Intel removed fails") {
    if (!suite::is_there("spec/roots")) return;
    const auto finding = ask_about_real_root("VeriSign_Class_3_Primary_CA_G1", "11.8.65");
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.evidence, Catch::Contains("removed"));
}

TEST_CASE("trust.root-hash: the list of a device with AMT 11.8.50 holds Go Daddy G2 and not DigiCert G2") {
    if (!suite::is_there("spec/fixtures/rps-certHashes-amt-11.8.50.json")) return;
    CHECK(ask_with_real_list("rps-certHashes-amt-11.8.50.json", "Go_Daddy_Root_CA_G2").result == Result::pass);
    CHECK(ask_with_real_list("rps-certHashes-amt-11.8.50.json", "DigiCert_Global_Root_G2").result == Result::fail);
}

TEST_CASE("trust.root-hash: the list of a device of 2025 holds USERTrust and not Cybertrust, in JSON and in text") {
    for (const std::string list : {"rpc-amtinfo-cert-2025.json", "rpc-amtinfo-cert-2025.txt"}) {
        if (!suite::is_there("spec/fixtures/" + list)) return;
        CHECK(ask_with_real_list(list, "USERTrust_RSA_CA").result == Result::pass);
        CHECK(ask_with_real_list(list, "Cybertrust_Global_Root").result == Result::fail);
    }
}

TEST_CASE("trust.root-hash: the list of a device with AMT 8.1.71 holds VeriSign G3") {
    if (!suite::is_there("spec/fixtures/meshcmd-amthashes-8.1.71.txt")) return;
    CHECK(ask_with_real_list("meshcmd-amthashes-8.1.71.txt", "VeriSign_Class_3_Primary_CA_G3").result == Result::pass);
}
