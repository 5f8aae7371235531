#pragma once

#include <amtcert/chainwalk/revocation_facts.h>
#include <amtcert/testcerts/crl.h>

#include "support/judge.h"

/// A deployment whose certificates name locations, and a network of the test's own making that has them.
namespace judge {

/// FakeFetcher answers from a table; other hosts have no address.
class FakeFetcher : public chainwalk::Fetcher {
public:
    std::map<std::string, chainwalk::Fetched> answers;
    std::vector<std::string> asked;

    void serve(const std::string& url, certlib::ByteView content) {
        answers[url] = {
            .status = {chainwalk::LocationState::ok}, .objects = {{content.begin(), content.end()}}, .host_reached = true};
    }
    void fail(const std::string& url, chainwalk::LocationStatus status) {
        using chainwalk::LocationState;
        const bool reached = status.state != LocationState::unresolved && status.state != LocationState::timeout &&
                             status.state != LocationState::domain_only;
        answers[url] = {.status = status, .host_reached = reached};
    }

    std::vector<chainwalk::Fetched> fetch(const std::vector<chainwalk::FetchRequest>& requests) override {
        std::vector<chainwalk::Fetched> results;
        for (const auto& request : requests) {
            asked.push_back(request.url);
            const auto found = answers.find(request.url);
            results.push_back(found == answers.end() ? chainwalk::Fetched{.status = {chainwalk::LocationState::unresolved}}
                                                     : found->second);
        }
        return results;
    }
};

inline const std::string leaf_crl = "http://one.example.com/issuing.crl";
inline const std::string leaf_crl_too = "http://two.example.com/issuing.crl";
inline const std::string ca_crl = "http://one.example.com/root.crl";
inline const std::string leaf_aia = "http://one.example.com/issuing.cer";
inline const std::string ca_aia = "http://one.example.com/root.cer";

/// Reachable is the good hierarchy with two locations of the leaf's CRL and one of each other thing, all in order.
struct Reachable {
    testcerts::HierarchySpec spec = testcerts::good();
    FakeFetcher network;
    rules::Site site;
    std::vector<certlib::Crl> crls;
    bool online = true;
    std::vector<certlib::Certificate> given;  ///< the source's certificates; empty: the whole chain

    explicit Reachable(const std::function<void(testcerts::HierarchySpec&)>& change = {}) {
        using namespace testcerts;
        spec.leaf.set(extension::crl_distribution_points({{leaf_crl, leaf_crl_too}}));
        spec.leaf.set(extension::authority_info_access({leaf_aia}, {}));
        spec.issuing_ca.set(extension::crl_distribution_points({{ca_crl}}));
        spec.issuing_ca.set(extension::authority_info_access({ca_aia}, {}));
        if (change) change(spec);
        const auto made = build(spec);
        site = judge::site(made);
        for (const auto& url : {leaf_crl, leaf_crl_too}) network.serve(url, issue_crl({}, spec.issuing_ca));
        network.serve(ca_crl, issue_crl({}, spec.root));
        network.serve(leaf_aia, made.issuing_ca.der());
        network.serve(ca_aia, made.root.der());
    }

    [[nodiscard]] testcerts::Hierarchy made() const { return testcerts::build(spec); }

    void give(const testcerts::CrlSpec& crl, const testcerts::CertificateSpec& issuer) {
        crls.push_back(certlib::Crl::parse(testcerts::issue_crl(crl, issuer)).value());
    }

    [[nodiscard]] rules::SubjectReport report() {
        chainwalk::Retriever retriever(network);
        const auto chain = given.empty() ? made().chain() : given;
        return judge::all(site, bundle(chain), {.crls = crls, .retriever = online ? &retriever : nullptr});
    }

    /// ask gives one rule's findings.
    [[nodiscard]] rules::Findings ask(std::string_view id) {
        rules::Findings findings;
        for (auto& result : report().results)
            if (result.rule->id == id) findings.push_back(std::move(result.finding));
        return findings;
    }
};

/// revoking is a CRL with the leaf, or the issuing CA, in it.
inline testcerts::CrlSpec revoking(const testcerts::CertificateSpec& certificate, unsigned reason = 1) {
    return {
        .revoked = {{.serial = certificate.serial, .date = testcerts::sample_time() - std::chrono::days{2}, .reason = reason}}};
}

}  // namespace judge
