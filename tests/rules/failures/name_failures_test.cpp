// Failures whose cause is the name, the suffix, or how a console compares the two.
#include "rules/failures/cause.h"

using namespace cause;

namespace {

std::function<void(testcerts::HierarchySpec&)> called(const std::string& name) {
    return [name](testcerts::HierarchySpec& spec) { call_leaf(spec, name); };
}

std::function<void(rules::Site&)> suffix(const std::string& text, std::set<rules::Console> consoles = {}) {
    return [text, consoles](rules::Site& site) {
        site.dns_suffixes = {text};
        site.consoles = consoles;
    };
}

void no_suffix(rules::Site& site) { site.dns_suffixes.clear(); }

}  // namespace

TEST_CASE("F07: the console's compare refuses test.domain.com for itself; the certificate is fine for the firmware") {
    const auto judged = report(called("test.domain.com"), suffix("test.domain.com"));
    CHECK(no_error(judged));
    CHECK(shown(judged, "name.domain-suffix").result == Result::pass);
    CHECK_THAT(shown(judged, "name.console-differences").text, Catch::Contains("AMT yes"));
}

TEST_CASE("F08: a device in a deeper domain than the certificate's is served by the firmware's walk up the suffix") {
    const auto judged = report(called("setup.example.com"), suffix("dev.berlin.example.com"));
    CHECK(shown(judged, "name.domain-suffix").result == Result::pass);
    CHECK_THAT(shown(judged, "name.console-differences").text, Catch::Contains("AMT yes"));
}

TEST_CASE("F14: a wildcard from a listed CA: no suffix was set, and it is no AMT certificate") {
    const auto judged = report(
        [](testcerts::HierarchySpec& spec) {
            call_leaf(spec, "*.test.net");
            forget_marker(spec);
        },
        no_suffix);
    CHECK(judged.verdict == Verdict::fail);
    CHECK(shown(judged, "usage.amt-marker").result == Result::fail);
    CHECK_THAT(shown(judged, "name.domain-suffix").text, Catch::Contains("--dns-suffix"));
}

TEST_CASE("F15: no matching certificate: bundle, marker and domain are each named") {
    const auto hierarchy = [] {
        auto spec = testcerts::good();
        forget_marker(spec);
        return testcerts::build(spec);
    }();
    auto site = judge::site(hierarchy);
    site.dns_suffixes = {"example.org"};
    const auto failures = judge::failures(judge::all(site, judge::bundle({hierarchy.leaf})));
    for (const std::string rule : {"link.issuer-found", "usage.amt-marker", "name.domain-suffix"})
        CHECK(std::find(failures.begin(), failures.end(), rule) != failures.end());
}

TEST_CASE("F16: without a trusted suffix nothing is promised, and the report says what the name would serve") {
    const auto judged = report({}, no_suffix);
    CHECK(judged.verdict == Verdict::inconclusive);
    CHECK_THAT(judged.headline, Catch::Contains("not decided: domain suffix (--dns-suffix)"));
    CHECK_THAT(shown(judged, "name.domain-suffix").text, Catch::Contains("provision.example.com or example.com"));
    CHECK(shown(report(forget_marker, no_suffix), "usage.amt-marker").result == Result::fail);
}

TEST_CASE("F18: domain.com.au is fine for the firmware and refused by MeshCentral, which does not know .au") {
    const auto quiet = report(called("srv.domain.com.au"), suffix("domain.com.au"));
    CHECK(no_error(quiet));
    CHECK_THAT(shown(quiet, "name.console-differences").text, Catch::Contains("AMT yes, MeshCentral no"));
    const auto named =
        shown(report(called("srv.domain.com.au"), suffix("domain.com.au", {rules::Console::meshcentral})), "name.domain-suffix");
    CHECK(named.result == Result::fail);
    CHECK_THAT(named.text, Catch::Contains("MeshCentral"));
}

TEST_CASE("F22: the case of CorrectDomain.com is no matter to the firmware; a hidden character is") {
    CHECK(shown(report(called("CorrectDomain.com"), suffix("correctdomain.com")), "name.domain-suffix").result == Result::pass);
    const auto hidden = report(called("correctdomain.com\xc2\xa0"), suffix("correctdomain.com"));
    CHECK(shown(hidden, "name.domain-suffix").result == Result::fail);
    CHECK_THAT(shown(hidden, "name.domain-suffix").text, Catch::Contains("CN"));
}

TEST_CASE("F27: DHCP option 15 hands out .local or .corp, which no public certificate can be for") {
    for (const std::string local : {"corp.local", "ad.corp"}) {
        const auto refused = shown(report({}, suffix(local)), "name.domain-suffix");
        CHECK(refused.result == Result::fail);
        CHECK_THAT(refused.text, Catch::Contains(local));
    }
}
