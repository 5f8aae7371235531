#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include <amtcert/certlib/load.h>
#include <amtcert/rules/path_validation.h>

#include "support/pkits.h"
#include "support/suite.h"

/// Suites nobody here wrote, each case asked in this process. A case that comes out wrong has to stand in the list of exceptions
/// with its reason, and an exception that comes out right has to leave it.
namespace {

using rules::PathRequest;
using rules::Profile;
using Json = nlohmann::json;

const std::map<std::string, std::string> exceptions{
    // webpki against RFC 5280: the suite holds both readings, and marks the pairs as conflicting
    {"rfc5280::ca-as-leaf", "the Baseline Requirements let no server certificate be a CA"},
    {"pathlen::validation-ignores-pathlen-in-leaf", "the leaf is a CA, as above"},
    {"rfc5280::eku::ee-without-eku", "the Baseline Requirements want an extendedKeyUsage in a server certificate"},
    {"rfc5280::nc::permitted-dns-match-noncritical",
     "the Baseline Requirements let nameConstraints be not critical; they bind all the same"},
    {"rfc5280::nc::permitted-ipv4-match", "the CN is none of the alternative names, which the Baseline Requirements demand"},
    // path
    {"openssl-verify::t065-fail-client-purpose-intermediate-trusted", "another path, by the other anchor, holds"},
    {"boringssl-vcc::expired-root::not-after", "an expired anchor is refused, as OpenSSL's own suite wants it"},
    {"boringssl-vcc::expired-root::not-before", "an anchor that is not yet valid is refused as well"},
    {"boringssl-vcc::root-basic-constraints-ca-false::main", "an anchor that says it is no CA issues nothing"},
    {"boringssl-vcc::root-eku-clientauth::serverauth", "an anchor that lists purposes is held to them"},
    {"boringssl-vcc::intermediate-signed-with-sha1::main",
     "SHA-1 is refused under webpki, noted under path: old AMT knows nothing else"},
    {"boringssl-vcc::target-signed-with-sha1::main", "as above"},
    {"boringssl-vcc::many-names::ok-all-types", "the leaf's t171.test and the names after it are none of the 171 permitted; both engines refuse too"},
    {"boringssl-vcc::target-msapplicationpolicies-and-eku::main", "a critical extension that is not processed is refused"},
};

std::vector<certlib::Certificate> certificates(const Json& texts) {
    std::vector<certlib::Certificate> all;
    for (const std::string text : texts) {
        const auto bundle = certlib::load({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, "case.pem");
        // What cannot be decoded ends the command with a refusal; so it does here.
        if (!bundle) return {};
        all.insert(all.end(), bundle->certificates.begin(), bundle->certificates.end());
    }
    return all;
}

/// crls reads those of a case; nothing when one cannot be decoded.
std::optional<std::vector<certlib::Crl>> crls(const Json& entry) {
    std::vector<certlib::Crl> all;
    if (!entry.contains("crls")) return all;
    for (const std::string text : entry.at("crls")) {
        const auto found = certlib::read_crls({text.begin(), text.end()});
        if (!found) return std::nullopt;
        all.insert(all.end(), found->begin(), found->end());
    }
    return all;
}

bool asks_for_revocation(const Json& entry) {
    return (entry.contains("crls") && !entry.at("crls").empty()) || entry.at("features").dump().find("has-crl") != std::string::npos;
}

PathRequest request_of(const Json& entry, Profile profile) {
    PathRequest request{.profile = profile};
    const auto& time = entry.at("validation_time");
    request.at = certlib::parse_time(time.is_null() ? "2026-11-25T00:00:00Z" : time.get<std::string>()).value();
    if (const auto& name = entry.at("expected_peer_name"); name.is_object()) {
        const std::map<std::string, rules::PeerName::Kind> kinds{
            {"DNS", rules::PeerName::Kind::dns}, {"IP", rules::PeerName::Kind::ip}, {"RFC822", rules::PeerName::Kind::email}};
        request.peer = rules::PeerName{kinds.at(name.at("kind")), name.at("value")};
    }
    const auto& purposes = entry.at("extended_key_usage");
    const std::string purpose = !purposes.empty()                         ? purposes.front().get<std::string>()
                                : entry.at("validation_kind") == "CLIENT" ? "clientAuth"
                                                                          : "serverAuth";
    if (purpose == "serverAuth") request.purpose = rules::Purpose::server_auth;
    if (purpose == "clientAuth") request.purpose = rules::Purpose::client_auth;
    if (asks_for_revocation(entry)) request.revocation = rules::RevocationMode::require;
    if (const auto& depth = entry.at("max_chain_depth"); depth.is_number()) request.depth = depth.get<std::size_t>();
    return request;
}

bool accepts(const PathRequest& request, const std::vector<certlib::Certificate>& leaf, const rules::Material& material) {
    if (leaf.empty()) return false;
    certlib::Bundle bundle;
    bundle.certificates = leaf;
    return rules::validate_path(request, bundle, leaf.front(), material).verdict == rules::Verdict::pass;
}

void check(const std::string& id, bool accepted, bool expected) {
    INFO(id << ": accepted " << accepted << ", expected " << expected);
    CHECK((accepted == expected) == !exceptions.contains(id));
}

void run_limbo(const std::string& file, Profile profile) {
    if (!suite::is_there("suites/" + file)) return;
    std::ifstream stream(suite::path("suites/" + file));
    const auto document = Json::parse(stream);
    for (const auto& entry : document.at("testcases")) {
        rules::Material material{certificates(entry.at("untrusted_intermediates")), certificates(entry.at("trusted_certs"))};
        const auto lists = crls(entry);
        if (lists) material.crls = *lists;
        const auto leaf = certificates(Json::array({entry.at("peer_certificate")}));
        // What cannot be decoded ends the command with a refusal; so it does here.
        const bool accepted = lists && accepts(request_of(entry, profile), leaf, material);
        check(entry.at("id"), accepted, entry.at("expected_result") == "SUCCESS");
    }
}

certlib::Oid policy(const std::string& name) {
    if (name == "anyPolicy") return certlib::Oid(std::string(certlib::oids::any_policy));
    return certlib::Oid("2.16.840.1.101.3.2.1.48." + name.substr(name.rfind('-') + 1));
}

}  // namespace

TEST_CASE("suites: x509-limbo and BetterTLS, profile webpki") { run_limbo("limbo-dev.json", Profile::webpki); }
TEST_CASE("suites: x509test") { run_limbo("limbo-x509test.json", Profile::path); }
TEST_CASE("suites: OpenSSL's verify test") { run_limbo("limbo-openssl-verify.json", Profile::path); }
TEST_CASE("suites: BoringSSL's verify_certificate_chain") { run_limbo("limbo-boringssl-vcc.json", Profile::path); }

namespace {

PathRequest request_of(const pkits::Case& one) {
    PathRequest request{.at = certlib::parse_time("2011-04-15").value(), .revocation = rules::RevocationMode::require};
    for (const auto& name : one.initial_policies) request.policies.insert(policy(name));
    request.use_deltas = one.id.starts_with("4.15.");
    request.explicit_policy = one.explicit_policy;
    request.inhibit_mapping = one.mapping_inhibit;
    request.inhibit_any = one.any_policy_inhibit;
    return request;
}

}  // namespace

TEST_CASE("suites: NIST PKITS, each case with its own path and CRLs") {
    if (!suite::is_there(pkits::folder)) return;
    const auto cases = pkits::section("4.");
    CHECK(cases.size() == 249);
    for (const auto& one : cases) {
        const rules::Material material{{one.path.begin() + 1, one.path.end() - 1}, {one.path.back()}, one.crls};
        check(one.id, accepts(request_of(one), {one.path.front()}, material), one.should_validate);
    }
}

TEST_CASE("suites: NIST PKITS, each case amid the CA certificates and CRLs of all") {
    if (!suite::is_there(pkits::folder)) return;
    const auto cases = pkits::section("4.");
    rules::Material all;
    for (const auto& name : pkits::names("certs")) {
        const auto certificate = pkits::certificate(name);
        const bool is_leaf = std::any_of(cases.begin(), cases.end(), [&](const pkits::Case& one) { return one.path.front() == certificate; });
        if (!is_leaf) all.intermediates.push_back(certificate);
    }
    for (const auto& name : pkits::names("crls")) all.crls.push_back(pkits::crl(name));
    for (const auto& one : cases) {
        auto material = all;
        material.roots = {one.path.back()};
        check(one.id, accepts(request_of(one), {one.path.front()}, material), one.should_validate);
    }
}
