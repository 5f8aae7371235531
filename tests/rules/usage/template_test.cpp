#include "support/judge.h"

using rules::Result;
using rules::Severity;

namespace {

rules::Finding ask(bool with_template, const std::string& provider, std::set<rules::Console> consoles = {}) {
    auto spec = testcerts::good();
    if (with_template) spec.leaf.set(testcerts::extension::microsoft_template("1.3.6.1.4.1.311.21.8.7.9", 100, 3));
    const auto hierarchy = testcerts::build(spec);
    auto site = judge::site(hierarchy);
    site.role = rules::Role::web_server;
    site.consoles = std::move(consoles);
    auto bundle = judge::bundle(hierarchy.chain());
    if (!provider.empty()) bundle.private_keys.push_back({.csp_name = provider});
    return judge::one("usage.template", site, bundle).front();
}

constexpr auto key_storage = "Microsoft Software Key Storage Provider";

}  // namespace

TEST_CASE("usage.template: shows the template and its revision") {
    const auto finding = ask(true, {});
    CHECK(finding.result == Result::pass);
    CHECK_THAT(finding.evidence, Catch::Contains("1.3.6.1.4.1.311.21.8.7.9, revision 100.3"));
    CHECK(ask(false, {}).result == Result::skipped);
}

TEST_CASE("usage.template: a key of CNG is an information, with ConfigMgr a warning") {
    CHECK(ask(true, key_storage).severity == Severity::info);
    CHECK(ask(true, key_storage, {rules::Console::sccm2012}).severity == Severity::warning);
    CHECK(ask(false, key_storage, {rules::Console::configmgr}).severity == Severity::warning);
    CHECK(ask(true, "Microsoft RSA SChannel Cryptographic Provider", {rules::Console::configmgr}).result == Result::pass);
}

TEST_CASE("usage.template: in the export of a Windows store a provider of type 0 is one of CNG") {
    const auto hierarchy = testcerts::build(testcerts::good());
    auto site = judge::site(hierarchy);
    site.role = rules::Role::web_server;
    auto bundle = judge::bundle(hierarchy.chain());
    bundle.store_facts.push_back({.certificate = 0, .key_provider = certlib::KeyProvider{"Vendor Provider", "box", 0, 0}});
    CHECK_THAT(judge::one("usage.template", site, bundle).front().evidence, Catch::Contains("Vendor Provider"));
    bundle.store_facts.front().key_provider->type = 1;
    CHECK(judge::one("usage.template", site, bundle).front().result == Result::skipped);
}
