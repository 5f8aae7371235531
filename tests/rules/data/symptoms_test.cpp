#include <amtcert/rules/guide.h>
#include <amtcert/rules/symptoms.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

namespace {

/// suspects_of gives the ids of everything to look at for a line, best first, those this release does not have included.
std::vector<std::string> suspects_of(std::string_view line) {
    std::vector<std::string> ids;
    for (const auto* symptom : rules::explain(line))
        for (const auto& suspect : symptom->suspects) ids.emplace_back(suspect.id);
    return ids;
}

/// Line is an error as a user has it, and the rule that must be among those named, or the first one when it is the best.
struct Line {
    std::string_view text;
    std::string_view rule;
};

/// The messages of firmware, rpc-go, RPS, MeshCentral and ConfigMgr, with what varies in them filled in.
const std::vector<Line> messages{
    {"AddNextCertInChain returned 4", "link.signature"},
    {"CertVerifyFailed", "link.issuer-found"},
    {"CERT_VERIFY_FAILED", "trust.root-hash"},
    {"CertChainLengthExceeded", "link.chain-size"},
    {"AdminSetup: AuthFailed", "name.domain-suffix"},
    {"AdminSetup failed with 5", "trust.root-hash"},
    {"MissingDNSSuffix", "name.domain-suffix"},
    {"rpc exited with code 24", "name.domain-suffix"},
    {"provisioning cert password incorrect", "load.pfx-algorithms"},
    {"invalid provisioning certificate", "load.private-key"},
    {"no certificates found", "link.issuer-found"},
    {"no private keys found", "load.private-key"},
    {"root certificate not found in the pfx", "load.root-missing"},
    {"failed to get certificate hashes", "trust.root-hash"},
    {"the root of the provisioning certificate does not match any of the trusted roots in AMT", "trust.root-hash"},
    {"failed to add certificate to AMT", "link.signature-hash"},
    {"leaf certificate hash too long", "link.signature-hash"},
    {"no valid leaf certificate found", "usage.leaf-is-ca"},
    {"multiple possible leaf certificates found", "load.bundle-extra"},
    {"incomplete certificate chain; missing issuer for CN=srv.corp.example", "link.issuer-found"},
    {"cycle detected in certificate chain", "load.bundle-extra"},
    {"Invalid domain certificate, hash does not exists in list of trusted root certificates on AMT", "trust.root-hash"},
    {"Device 4c4c4544-0043 activation failed. Error while adding the certificates to AMT.", "link.signature-hash"},
    {"Device 4c4c4544-0043 activation failed. Missing DNS suffix.", "name.domain-suffix"},
    {"Failed to activate in admin control mode.", "trust.root-hash"},
    {"Uploaded certificate has expired", "validity.expired"},
    {"Uploaded certificate is not yet valid: notBefore date 2027-01-01 is in the future", "validity.not-yet-valid"},
    {"Provisioning certificate does not contain a root certificate", "load.root-missing"},
    {"Certificate key size 1024 bits is below the minimum required 2048 bits for AMT", "key.length"},
    {"Provisioning certificate does not contain a private key", "load.private-key"},
    {"Private key in the PFX does not match the leaf certificate public key", "load.key-match"},
    {"Certificate chain is broken: cannot find issuer for a certificate in the chain", "link.issuer-found"},
    {"Certificate chain signature verification failed: x", "link.signature"},
    {"Leaf certificate is missing the Intel AMT Activation EKU OID (2.16.840.1.113741.1.2.3)", "usage.amt-marker"},
    {"No certificates could be parsed - an RSA-keyed certificate is required.", "key.algorithm"},
    {"Provisioning certificate does not contain a Common Name (CN) in the subject", "name.common-name"},
    {"Unable to decrypt provisioning certificate. Please check that the password is correct", "load.pfx-algorithms"},
    {"Unable to load certificate file: vpro.pfx", "load.pfx-algorithms"},
    {"Certificate file contains less then 2 certificates: vpro.pfx", "link.issuer-found"},
    {"Certificate file must contain exactly one private key: vpro.pfx", "load.private-key"},
    {"Unable to order Intel AMT ACM activation certificates to create a full chain.", "link.issuer-found"},
    {"Intel AMT activation certificate provided with a mismatching private key.", "load.key-match"},
    {"Intel AMT activation certificate must have usage OID \"2.16.840.1.113741.1.2.3\" or organization name", "usage.amt-marker"},
    {"Unable to get Intel AMT activation certificate common name.", "name.common-name"},
    {"No opportunity for ACM activation: No matching ACM activation certificate for \"corp.example\"", "name.domain-suffix"},
    {"Failed to set ACM certificate chain (ERR/4).", "link.issuer-found"},
    {"Failed to set ACM certificate chain (ERR/5).", "link.chain-size"},
    {"Failed to complete ACM activation (ERR/5).", "name.domain-suffix"},
    {"Can't sign ACM request, no signing certificate found.", "name.domain-suffix"},
    {"Error: The provisioning certificate with the thumbprint 55B7AF313A725CA10BB47A382494A3BD2927D1FB will expire in 4 day(s). "
     "Please ensure that this certificate is renewed. (CertID = 1)",
     "validity.expires-soon"},
    {"Remove unused provision certificate with hash 55B7AF313A725CA10BB47A382494A3BD2927D1FB from memory.", "validity.expired"},
    {"Error 0x80090308 returned by InitializeSecurityContext during follow up TLS handshaking with server.",
     "firmware.self-signed"},
    {"Error 0x6fcb970 returned by ApplyControlToken", "firmware.self-signed"},
    {"RETRY(1) - Validate client certificate for AMT device pc1.corp.example being generated.", "usage.template"},
    {"Found client certificate already being generated for AMT device pc1.corp.example.", "usage.template"},
    {"SecurityAdministration.SetTLSCertificateWithKeyPair finished with HRESULT = 0x0, status = 0x80f.", "key.length"},
    {"SecurityAdministration.SetTLSCertificateWithKeyPair finished with HRESULT = 0x0, status = 0x810.", "load.key-match"},
    {"Exit with code 75.", "link.issuer-found"},
    {"Failed to call CheckCertificate provider method, 80041001", "firmware.supports-pki"},
    {"The certificate chain could not be built. Please make sure that the root certificate is installed properly. (0xc0003e93)",
     "link.issuer-found"},
    {"the provisioning certificate was rejected", "usage.amt-marker"},
};

/// The 28 real failures: what the user saw, and the rule whose fix would have solved it (or the guide item, where no rule would).
const std::vector<std::pair<std::string_view, Line>> failures{
    {"F01", {"Error while adding the certificates to AMT", "link.signature-hash"}},
    {"F02", {"4-cert GoDaddy PFX fails, 3-cert works (\"SHA1mixed\")", "trust.alternative-chain"}},
    {"F03", {"hash does not exists in list of trusted root certificates", "trust.root-hash"}},
    {"F04", {"returns no certificate hashes", "trust.root-hash"}},
    {"F05", {"hash does not exists in list of trusted root certificates", "trust.root-hash"}},
    {"F06", {"secure host-based configuration refused", "link.issuer-found"}},
    {"F07", {"FQDN not associated with provisioning certificate", "name.console-differences"}},
    {"F08",
     {"Specified AMT domain suffix: a.b.example.com does not match list of available AMT domain suffixes", "name.domain-suffix"}},
    {"F09", {"Cannot read properties of undefined (reading 'subject')", "key.algorithm"}},
    {"F10", {"ACM refused with SHA-384 cert", "link.signature-hash"}},
    {"F11", {"wildcard bought from a listed CA, not accepted", "usage.amt-marker"}},
    {"F12", {"DigiCert says it no longer issues the vPro EKU", "usage.public-ca-policy"}},
    {"F13", {"failed to activate in Admin mode", "trust.root-hash"}},
    {"F14", {"CCM instead of ACM", "name.domain-suffix"}},
    {"F15", {"No matching ACM activation certificates, activating in CCM instead", "usage.amt-marker"}},
    {"F16", {"Trusted DNS suffix not set, can't perform ACM activation.", "name.domain-suffix"}},
    {"F17", {"certificate silently not loaded, only * listed", "link.issuer-found"}},
    {"F18", {"strictCommonName:false", "name.console-differences"}},
    {"F19", {"Error: error:05800074:x509 certificate routines::key values mismatch", "load.bundle-order"}},
    {"F20", {"AddNextCertInChain error, status=400", "trust.root-hash"}},
    {"F21", {"Failed to complete ACM activation (ERR/5).", "trust.root-hash"}},
    {"F22", {"No opportunity for ACM activation, trusted FQDN: CorrectDomain.com", "name.encoding"}},
    {"F23", {"device falls to CCM instead of ACM", "trust.root-hash"}},
    {"F24", {"is the certificate loaded or not loaded?", "load.private-key"}},
    {"F25", {"TLS alert 46", "key.length"}},
    {"F26", {"x509: certificate is not valid for any names, but wanted to match localhost", "console.release"}},
    {"F27", {"ACM impossible, option 15 is .local", "name.domain-suffix"}},
    {"F28", {"AMT 14 stops provisioning after cert renewal", "trust.root-usable"}},
};

void check_line(const Line& line) {
    const auto named = suspects_of(line.text);
    INFO(line.text);
    CHECK(std::find(named.begin(), named.end(), line.rule) != named.end());
}

}  // namespace

TEST_CASE("symptoms: every message of firmware and consoles names the rule to look at") {
    for (const auto& line : messages) {
        check_line(line);
        const auto named = suspects_of(line.text);
        INFO(line.text);
        CHECK(std::any_of(named.begin(), named.end(), [](const std::string& id) { return rules::find_rule(id) != nullptr; }));
    }
}

TEST_CASE("symptoms: each of the 28 real failures finds the rule whose fix would have solved it") {
    CHECK(failures.size() == 28);
    for (const auto& [id, line] : failures) {
        INFO(id);
        check_line(line);
    }
}

TEST_CASE("symptoms: case, quotes, numbers, hosts and line breaks do not matter") {
    const auto plain = suspects_of("Failed to set ACM certificate chain (ERR/4).");
    CHECK(plain ==
          suspects_of("  11:24:05 pc7.corp.example: \"failed to\n set acm CERTIFICATE chain\" \xe2\x80\x9c(err/4)\xe2\x80\x9d"));
    CHECK(plain != suspects_of("Failed to set ACM certificate chain (ERR/5)."));
}

TEST_CASE("symptoms: an address, a time or a longer number is no error number") {
    CHECK(suspects_of("rpc connected to 10.0.24.1 at 11:24:05, 248 octets").empty());
    CHECK(suspects_of("rpc: 24").front() == "name.domain-suffix");
}

TEST_CASE("symptoms: the more specific one comes first, and a loose one is silent beside it") {
    const auto exact = rules::explain("Error: The provisioning certificate with the thumbprint 55 will expire in 4 day(s).");
    REQUIRE(exact.size() == 1);
    CHECK(exact.front()->suspects.front().id == "validity.expires-soon");
    const auto with_code = rules::explain("Failed to set ACM certificate chain (ERR/5).");
    REQUIRE(with_code.size() == 2);
    CHECK(with_code.front()->suspects.front().id == "link.chain-size");
}

TEST_CASE("symptoms: what nobody knows finds nothing, and any octets are taken") {
    for (const std::string text : {"", " ", "hello", "the quick brown fox", "***", "\xff\xfe\x80", "status = 0x0"})
        CHECK(rules::explain(text).empty());
    CHECK(rules::explain(std::string(1U << 20U, '(')).empty());
    CHECK(rules::explain(std::string("a\0b", 3)).empty());
}

TEST_CASE("symptoms: harmless lines are known as such") {
    for (const auto* line : {"AMT Provision Worker: Wait 20 seconds...",
                             "NetworkAdmin.SetHostName finished with HRESULT = 0x0, status = 0x0, clientError = 0.",
                             "We can't set MEBx password at this time. Admin may have already changed this."}) {
        const auto found = rules::explain(line);
        REQUIRE_FALSE(found.empty());
        CHECK(found.front()->suspects.empty());
    }
}

TEST_CASE("symptoms: the table names only rules and guide items, each with its reason") {
    // Rules that other parts of the catalogue bring; until they are there the line simply does not name them.
    const std::set<std::string_view> to_come{"link.ambiguous-bundle",   "trust.hash-of-what",   "trust.custom-slots",
                                             "name.encoding",           "name.suffix-source",   "console.release",
                                             "usage.template",          "name.fqdn-characters", "revocation.crl-reachable",
                                             "revocation.aia-reachable"};
    for (const auto& symptom : rules::symptoms()) {
        INFO(symptom.pattern);
        CHECK_FALSE(symptom.meaning.empty());
        CHECK_FALSE(symptom.source.empty());
        for (const auto& suspect : symptom.suspects) {
            INFO(suspect.id);
            CHECK((rules::find_rule(suspect.id) != nullptr || rules::find_guide_item(suspect.id) != nullptr ||
                   to_come.contains(suspect.id)));
            CHECK_FALSE(suspect.because.empty());
        }
    }
}
