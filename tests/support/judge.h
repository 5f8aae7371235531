#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <amtcert/rules/report.h>
#include <amtcert/testcerts/hierarchy.h>

/// Helpers for tests of rules: ask one rule, or run all, on a hierarchy made for the test.
namespace judge {

/// site is the deployment the good hierarchy fits: its root's hash is trusted, its suffix is given, the time is sample_time.
inline rules::Site site(const testcerts::Hierarchy& hierarchy) {
    rules::Site site;
    site.at = testcerts::sample_time();
    site.role = rules::Role::provisioning;
    site.dns_suffixes = {"example.com"};
    site.trusted_hashes = {hierarchy.root.sha256_fingerprint()};
    return site;
}

inline certlib::Bundle bundle(std::vector<certlib::Certificate> certificates) {
    certlib::Bundle bundle;
    bundle.source = "test.pem";
    bundle.certificates = std::move(certificates);
    return bundle;
}

/// one asks a single rule about the first chain of the bundle's first certificate: once for the baseline, or for the first
/// release of the site, and for the first suffix of the site.
inline rules::Findings one(std::string_view id, const rules::Site& site, const certlib::Bundle& bundle,
                           std::vector<certlib::Certificate> roots = {}) {
    std::vector<chainwalk::Candidate> candidates;
    for (std::size_t i = 0; i < bundle.certificates.size(); ++i)
        candidates.push_back({bundle.certificates[i], chainwalk::Origin::source, i});
    for (std::size_t i = 0; i < roots.size(); ++i) candidates.push_back({roots[i], chainwalk::Origin::roots, i});
    chainwalk::TrustAnchors anchors;
    for (const auto& root : roots) anchors.add(root);
    auto walk = chainwalk::walk(bundle.certificates.front(), candidates, anchors);
    for (auto& chain : walk.chains) chainwalk::ask_engines(chain, site.at);
    const auto suffixes = site.suffixes();
    const rules::Context context{site, bundle, walk, walk.chains.front(), site.role.value_or(rules::Role::provisioning),
                                 site.firmware.empty() ? nullptr : &site.firmware.front(),
                                 suffixes.empty() ? nullptr : &suffixes.front(), !roots.empty()};
    return rules::find_rule(id)->check(context);
}

/// asked builds the good hierarchy with a change, and asks one rule about its chain at the site that fits, with a change.
inline rules::Findings asked(std::string_view id, const std::function<void(testcerts::HierarchySpec&)>& change,
                             const std::function<void(rules::Site&)>& adapt = {}) {
    auto spec = testcerts::good();
    if (change) change(spec);
    const auto hierarchy = testcerts::build(spec);
    auto adapted = site(hierarchy);
    if (adapt) adapt(adapted);
    return one(id, adapted, bundle(hierarchy.chain()));
}

/// on is an adaptation of the site to firmware releases.
inline std::function<void(rules::Site&)> on(std::string_view releases) {
    return [releases = std::string(releases)](rules::Site& site) { site.firmware = rules::parse_releases(releases).value(); };
}

/// failures lists the ids of the rules that fail in a whole report, each once, sorted.
inline std::vector<std::string> failures(const rules::SubjectReport& report) {
    std::vector<std::string> ids;
    for (const auto& result : report.results)
        if (result.finding.result == rules::Result::fail) ids.emplace_back(result.rule->id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

/// all runs every rule on the bundle's first certificate.
inline rules::SubjectReport all(const rules::Site& site, const certlib::Bundle& bundle, const rules::Material& material = {}) {
    return rules::evaluate(site, bundle, bundle.certificates.front(), material);
}

}  // namespace judge
