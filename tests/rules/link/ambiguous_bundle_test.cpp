#include "support/judge.h"

using certlib::Certificate;
using rules::Console;
using rules::Result;

namespace {

/// Crossed is the good hierarchy with its root's key cross-signed by a second root.
struct Crossed {
    testcerts::Hierarchy hierarchy;
    Certificate cross;
    Certificate other_root;
};

Crossed crossed(testcerts::Signing root_signing = testcerts::Signing::sha256) {
    auto spec = testcerts::good();
    spec.root.signing = root_signing;
    auto other_root = testcerts::good().root;
    other_root.key = testcerts::Key::other_root;
    other_root.set_common_name("Other Root");
    auto cross = testcerts::good().root;
    cross.serial.back() = 0x22;
    return {testcerts::build(spec), testcerts::issue(cross, other_root), testcerts::issue(other_root, other_root)};
}

rules::Finding ask(const Crossed& made, std::vector<Certificate> file, std::set<Console> consoles,
                   const std::string& release = {}, bool trusts_both = false) {
    auto site = judge::site(made.hierarchy);
    if (trusts_both) site.trusted_hashes.push_back(made.other_root.sha256_fingerprint());
    site.consoles = std::move(consoles);
    if (!release.empty()) site.firmware = rules::parse_releases(release).value();
    return judge::one("link.ambiguous-bundle", site, judge::bundle(std::move(file))).front();
}

std::vector<Certificate> root_first(const Crossed& made) {
    const auto& all = made.hierarchy;
    return {all.leaf, all.issuing_ca, all.root, made.cross, made.other_root};
}

std::vector<Certificate> cross_first(const Crossed& made) {
    const auto& all = made.hierarchy;
    return {all.leaf, all.issuing_ca, made.cross, made.other_root, all.root};
}

}  // namespace

TEST_CASE("link.ambiguous-bundle: one chain is never ambiguous") {
    const auto made = crossed();
    CHECK(ask(made, made.hierarchy.chain(), {}).result == Result::pass);
}

TEST_CASE("link.ambiguous-bundle: two chains of which one ends in an untrusted root: names what to drop") {
    const auto made = crossed();
    const auto finding = ask(made, root_first(made), {});
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.fix, Catch::Contains(certlib::to_hex(made.cross.sha256_fingerprint())));
    CHECK_THAT(finding.fix, Catch::Contains(certlib::to_hex(made.other_root.sha256_fingerprint())));
    CHECK_THAT(finding.fix, !Catch::Contains(certlib::to_hex(made.hierarchy.root.sha256_fingerprint())));
}

TEST_CASE("link.ambiguous-bundle: a console that sends one chain only is not in doubt") {
    const auto made = crossed();
    CHECK(ask(made, root_first(made), {Console::meshcentral}).result == Result::pass);
    CHECK(ask(made, root_first(made), {Console::rpc}).result == Result::pass);
    CHECK(ask(made, root_first(made), {Console::configmgr}).result == Result::fail);
    CHECK(ask(made, cross_first(made), {Console::meshcentral, Console::configmgr}).result == Result::fail);
}

TEST_CASE("link.ambiguous-bundle: two chains that are judged alike do no harm, and the release makes the difference") {
    const auto made = crossed(testcerts::Signing::sha1);
    CHECK(ask(made, root_first(made), {}, "14", true).result == Result::pass);
    const auto finding = ask(made, root_first(made), {}, "16.1", true);
    CHECK(finding.result == Result::fail);
    CHECK_THAT(finding.fix, Catch::Contains(certlib::to_hex(made.hierarchy.root.sha256_fingerprint())));
}
