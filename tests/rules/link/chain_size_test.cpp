#include "support/judge.h"

using rules::Result;
using rules::Severity;

namespace {

rules::Findings asked_with_cas(int count, std::set<rules::Console> consoles = {}) {
    using testcerts::Key;
    constexpr Key keys[] = {Key::issuing_ca, Key::other_ca, Key::other_root};
    const auto spec = testcerts::good();
    std::vector<certlib::Certificate> chain{testcerts::issue(spec.root, spec.root)};
    auto issuer = spec.root;
    for (int i = 0; i < count; ++i) {
        auto ca = spec.issuing_ca;
        ca.set(testcerts::extension::basic_constraints(true));
        ca.set_common_name("CA " + std::to_string(i));
        ca.key = keys[i];
        chain.insert(chain.begin(), testcerts::issue(ca, issuer));
        issuer = ca;
    }
    chain.insert(chain.begin(), testcerts::issue(spec.leaf, issuer));
    rules::Site site;
    site.at = testcerts::sample_time();
    site.consoles = std::move(consoles);
    return judge::one("link.chain-size", site, judge::bundle(chain));
}

}  // namespace

TEST_CASE("link.chain-size: four certificates pass") { CHECK(asked_with_cas(2).front().result == Result::pass); }

TEST_CASE("link.chain-size: five are a note, for RPS an error") {
    CHECK(asked_with_cas(3).front().severity == Severity::info);
    CHECK(asked_with_cas(3, {rules::Console::rps}).front().severity == Severity::error);
}

TEST_CASE("link.chain-size: a certificate over 4100 octets is a warning") {
    const auto findings = judge::asked("link.chain-size", [](auto& spec) {
        std::vector<std::string> names;
        for (int i = 0; i < 200; ++i) names.push_back("provision-" + std::to_string(i) + ".example.com");
        spec.leaf.set(testcerts::extension::dns_names(names));
    });
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].severity == Severity::warning);
    CHECK(findings[0].certificate == 0);
}
