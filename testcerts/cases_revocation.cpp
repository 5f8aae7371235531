#include <amtcert/certlib/ocsp.h>
#include <amtcert/testcerts/crl.h>

#include <nlohmann/json.hpp>

#include "cases_parts.h"

namespace testcerts {

using namespace std::chrono;

namespace {

const std::string host = "http://pki.example.com";

/// Served is what one location answered in a record that --replay reads.
struct Served {
    std::string url;
    std::string kind;
    std::string status;
    Bytes question_id = {};
    Bytes object = {};
};

/// add_record gives a case a record of its locations and has it replayed.
void add_record(Case& made, const std::vector<Served>& all) {
    auto locations = nlohmann::ordered_json::array();
    for (const auto& [url, kind, status, question_id, object] : all) {
        auto objects = nlohmann::ordered_json::array();
        if (!object.empty()) {
            const auto name = certlib::to_hex(certlib::sha256(object));
            objects.push_back(name);
            made.files.push_back({"record/" + name, object});
        }
        locations.push_back({{"url", url},
                             {"kind", kind},
                             {"questionId", certlib::to_hex(question_id)},
                             {"question", ""},
                             {"status", status},
                             {"detail", ""},
                             {"hostReached", true},
                             {"milliseconds", 5},
                             {"objects", std::move(objects)}});
    }
    const nlohmann::ordered_json record{
        {"schema", "amtcert.record/1"}, {"time", certlib::format_time(sample_time())}, {"locations", std::move(locations)}};
    made.files.push_back({"record/record.json", to_bytes(record.dump(2) + "\n")});
    made.options.insert(made.options.end(), {"--replay", "{dir}/" + made.name + "/record"});
}

Case with_crl(const Outline& outline, const HierarchySpec& spec, const CrlSpec& crl) {
    auto made = pem_case(outline, build(spec).chain());
    made.files.push_back({"issuing-ca.crl", issue_crl(crl, spec.issuing_ca)});
    made.options.insert(made.options.end(), {"--crls", "{dir}/" + made.name + "/issuing-ca.crl"});
    return made;
}

Case unreachable_crl() {
    auto spec = good();
    spec.leaf.set(extension::crl_distribution_points({{host + "/issuing-ca.crl"}}));
    auto made = pem_case(
        {.rule = "revocation.crl-reachable", .what = "The web server that has the leaf's CRL answers 404.", .offline = false},
        build(spec).chain());
    add_record(made, {{host + "/issuing-ca.crl", "crl", "http-404"}});
    return made;
}

Case renewed_issuer() {
    auto spec = good();
    spec.leaf.set(extension::authority_info_access({host + "/issuing-ca.cer"}, {}));
    auto renewed = spec.issuing_ca;
    renewed.key = Key::other_ca;
    auto made =
        pem_case({.rule = "revocation.aia-reachable",
                  .what = "The issuing CA was renewed with a new key, and its certificate put where that of the old key was.",
                  .offline = false},
                 build(spec).chain());
    add_record(made, {{host + "/issuing-ca.cer", "aia", "ok", {}, issue_der(renewed, spec.root)}});
    return made;
}

Case failing_responder() {
    auto spec = good();
    spec.leaf.set(extension::authority_info_access({host + "/issuing-ca.cer"}, {host + "/ocsp"}));
    const auto hierarchy = build(spec);
    const auto issuer = hierarchy.issuing_ca.der();
    auto made = pem_case({.rule = "revocation.ocsp", .exit = 0, .what = "The OCSP responder answers 503.", .offline = false},
                         hierarchy.chain());
    add_record(made, {{host + "/issuing-ca.cer", "aia", "ok", {}, Bytes(issuer.begin(), issuer.end())},
                      {host + "/ocsp", "ocsp", "http-503",
                       certlib::ask_ocsp(hierarchy.leaf, hierarchy.issuing_ca).value().certificate_id}});
    return made;
}

/// A web server's certificate whose root is only where the issuing CA's certificate says: without --roots nothing else is missed.
Case fetched_root() {
    auto spec = good();
    spec.issuing_ca.set(extension::authority_info_access({host + "/root.cer"}, {}));
    const auto hierarchy = build(spec);
    const auto root = hierarchy.root.der();
    auto made = pem_case(
        {.rule = "link.only-with-aia",
         .exit = 0,
         .what = "The root is not in the file; it is where the issuing CA's certificate says.",
         .more_options = {"--role", "web-server", "--client-fqdn", "provision.example.com", "--accept-undecided", "trust.anchor"},
         .offline = false},
        {hierarchy.leaf, hierarchy.issuing_ca});
    add_record(made, {{host + "/root.cer", "aia", "ok", {}, Bytes(root.begin(), root.end())}});
    return made;
}

}  // namespace

void add_revocation_cases(std::vector<Case>& cases) {
    cases.push_back(fetched_root());
    cases.push_back(renewed_issuer());
    cases.push_back(
        changed({.rule = "revocation.aia-present", .exit = 0, .what = "The leaf does not say where its issuer's certificate is."},
                [](HierarchySpec& spec) { spec.leaf.remove(certlib::oids::authority_info_access); }));
    cases.push_back(changed({.rule = "revocation.cdp-present", .exit = 0, .what = "The leaf names no CRL location."},
                            [](HierarchySpec& spec) { spec.leaf.remove(certlib::oids::crl_distribution_points); }));
    cases.push_back(unreachable_crl());
    cases.push_back(with_crl({.rule = "revocation.crl-valid", .what = "The issuing CA's CRL at hand is stale since 2026-11-20."},
                             good(), {.this_update = sample_time() - days{11}, .next_update = sample_time() - days{4}}));
    cases.push_back(with_crl({.rule = "revocation.expect-revoked",
                              .what = "A PC was un-provisioned, and the CA did not revoke its certificate.",
                              .more_options = {"--role", "web-server", "--client-fqdn", "provision.example.com", "--roots",
                                               "{dir}/good/root.pem", "--expect-revoked"}},
                             good(), {}));
    const auto leaf = good().leaf;
    cases.push_back(
        with_crl({.rule = "revocation.not-revoked", .what = "The leaf was revoked on 2026-11-03, its key being compromised."},
                 good(), {.revoked = {{.serial = leaf.serial, .date = sample_time() - days{21}, .reason = 1}}}));
    cases.push_back(failing_responder());
}

}  // namespace testcerts
