// The roots that AMT firmware is known to hold, and PKITS: certificates that nobody here made.
#include <amtcert/certlib/certificate.h>
#include <amtcert/certlib/verify.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "support/file_content.h"
#include "support/pkits.h"
#include "support/suite.h"

using certlib::Certificate;
using certlib::SignatureResult;

namespace {

Certificate root(const std::string& file) {
    const std::string pem = text_of(suite::path("spec/roots/" + file + ".pem"));
    const std::string begin = "-----BEGIN CERTIFICATE-----";
    const auto from = pem.find(begin) + begin.size();
    return Certificate::parse(certlib::from_base64(pem.substr(from, pem.find("-----END", from) - from)).value()).value();
}

}  // namespace

TEST_CASE("Certificate: known roots give their known serial numbers, dates and keys") {
    if (!suite::is_there("spec/roots")) return;
    const auto go_daddy = root("Go_Daddy_Root_CA_G2");
    CHECK(go_daddy.serial_hex() == "00");
    CHECK(certlib::format_time(go_daddy.not_after()) == "2037-12-31T23:59:59Z");
    CHECK(go_daddy.sha1_fingerprint() == certlib::from_hex("47beabc922eae80e78783462a79f45c254fde68b").value());
    const auto verisign = root("VeriSign_Class_3_Primary_CA_G3");
    CHECK(verisign.version() == 1);
    CHECK(verisign.serial_hex() == "9b7e0649a33e62b9d5ee90487129ef57");
    CHECK(root("GlobalSign_ECC_Root_CA_R5").public_key().to_string() == "EC P-384");
    CHECK(root("Starfield_Class_2_CA").public_key().exponent == certlib::Bytes{3});
}

TEST_CASE("Certificate: the fingerprints of every root are those of the hash table") {
    if (!suite::is_there("spec/roots") || !suite::is_there("spec/root-hashes.json")) return;
    std::ifstream stream(suite::path("spec/root-hashes.json"));
    std::map<std::string, nlohmann::json> rows;
    for (const auto& row : nlohmann::json::parse(stream)) rows[row.at("sha256").get<std::string>()] = row;
    std::size_t found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(suite::path("spec/roots"))) {
        INFO(entry.path().string());
        const auto certificate = root(entry.path().stem().string());
        const auto row = rows.find(certlib::to_hex(certificate.sha256_fingerprint()));
        REQUIRE(row != rows.end());
        CHECK(row->second.at("sha1").get<std::string>() == certlib::to_hex(certificate.sha1_fingerprint()));
        CHECK(row->second.at("sha384").get<std::string>() == certlib::to_hex(certificate.sha384_fingerprint()));
        ++found;
    }
    CHECK(found == 26);
}

TEST_CASE("verify_signature: every root verifies itself, but the one signed with MD2") {
    if (!suite::is_there("spec/roots")) return;
    for (const auto& entry : std::filesystem::directory_iterator(suite::path("spec/roots"))) {
        INFO(entry.path().string());
        const auto certificate = root(entry.path().stem().string());
        const bool is_md2 = certificate.signature_algorithm().hash == certlib::HashAlgorithm::md2;
        CHECK(certlib::verify_signature(certificate, certificate) == (is_md2 ? SignatureResult::unsupported : SignatureResult::valid));
    }
}

TEST_CASE("verify_signature: PKITS 4.1, good and broken signatures") {
    if (!suite::is_there(pkits::folder)) return;
    const auto verified = [](const char* subject, const char* issuer) {
        return certlib::verify_signature(pkits::certificate(subject), pkits::certificate(issuer));
    };
    CHECK(verified("GoodCACert", "TrustAnchorRootCertificate") == SignatureResult::valid);
    CHECK(verified("BadSignedCACert", "TrustAnchorRootCertificate") == SignatureResult::invalid);
    CHECK(verified("InvalidEESignatureTest3EE", "GoodCACert") == SignatureResult::invalid);
    CHECK(verified("ValidDSASignaturesTest4EE", "DSACACert") == SignatureResult::valid);
    CHECK(verified("InvalidDSASignatureTest6EE", "DSACACert") == SignatureResult::invalid);
}

TEST_CASE("verify_signature: a DSA key whose parameters are its issuer's is no key by itself") {
    if (!suite::is_there(pkits::folder)) return;
    CHECK(certlib::verify_signature(pkits::certificate("ValidDSAParameterInheritanceTest5EE"),
                                    pkits::certificate("DSAParametersInheritedCACert")) == SignatureResult::bad_key);
}
