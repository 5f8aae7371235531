#include <botan/certstor.h>
#include <botan/x509cert.h>
#include <botan/x509path.h>

#include <algorithm>
#include <array>
#include <exception>

#include <amtcert/chainwalk/walk.h>

namespace chainwalk {
namespace {

using Botan::Certificate_Status_Code;

/// The names of the codes that can come up without revocation, names or usages. They are the stable ids.
constexpr std::array codes = std::to_array<std::pair<Certificate_Status_Code, std::string_view>>({
    {Certificate_Status_Code::SIGNATURE_METHOD_TOO_WEAK, "SIGNATURE_METHOD_TOO_WEAK"},
    {Certificate_Status_Code::UNTRUSTED_HASH, "UNTRUSTED_HASH"},
    {Certificate_Status_Code::CERT_NOT_YET_VALID, "CERT_NOT_YET_VALID"},
    {Certificate_Status_Code::CERT_HAS_EXPIRED, "CERT_HAS_EXPIRED"},
    {Certificate_Status_Code::CERT_ISSUER_NOT_FOUND, "CERT_ISSUER_NOT_FOUND"},
    {Certificate_Status_Code::CANNOT_ESTABLISH_TRUST, "CANNOT_ESTABLISH_TRUST"},
    {Certificate_Status_Code::CERT_CHAIN_LOOP, "CERT_CHAIN_LOOP"},
    {Certificate_Status_Code::CHAIN_LACKS_TRUST_ROOT, "CHAIN_LACKS_TRUST_ROOT"},
    {Certificate_Status_Code::CHAIN_NAME_MISMATCH, "CHAIN_NAME_MISMATCH"},
    {Certificate_Status_Code::POLICY_ERROR, "POLICY_ERROR"},
    {Certificate_Status_Code::INVALID_USAGE, "INVALID_USAGE"},
    {Certificate_Status_Code::CERT_CHAIN_TOO_LONG, "CERT_CHAIN_TOO_LONG"},
    {Certificate_Status_Code::CA_CERT_NOT_FOR_CERT_ISSUER, "CA_CERT_NOT_FOR_CERT_ISSUER"},
    {Certificate_Status_Code::NAME_CONSTRAINT_ERROR, "NAME_CONSTRAINT_ERROR"},
    {Certificate_Status_Code::UNKNOWN_CRITICAL_EXTENSION, "UNKNOWN_CRITICAL_EXTENSION"},
    {Certificate_Status_Code::DUPLICATE_CERT_EXTENSION, "DUPLICATE_CERT_EXTENSION"},
    {Certificate_Status_Code::EXT_IN_V1_V2_CERT, "EXT_IN_V1_V2_CERT"},
    {Certificate_Status_Code::V2_IDENTIFIERS_IN_V1_CERT, "V2_IDENTIFIERS_IN_V1_CERT"},
    {Certificate_Status_Code::DUPLICATE_CERT_POLICY, "DUPLICATE_CERT_POLICY"},
    {Certificate_Status_Code::CERT_SERIAL_NEGATIVE, "CERT_SERIAL_NEGATIVE"},
    {Certificate_Status_Code::SIGNATURE_ERROR, "SIGNATURE_ERROR"},
    {Certificate_Status_Code::CERT_PUBKEY_INVALID, "CERT_PUBKEY_INVALID"},
    {Certificate_Status_Code::SIGNATURE_ALGO_UNKNOWN, "SIGNATURE_ALGO_UNKNOWN"},
    {Certificate_Status_Code::SIGNATURE_ALGO_BAD_PARAMS, "SIGNATURE_ALGO_BAD_PARAMS"},
});

std::string code_name(Certificate_Status_Code code) {
    const auto known = std::find_if(codes.begin(), codes.end(), [&](const auto& one) { return one.first == code; });
    return known == codes.end() ? "STATUS_" + std::to_string(static_cast<int>(code)) : std::string(known->second);
}

Botan::X509_Certificate decode(const certlib::Certificate& certificate) {
    return Botan::X509_Certificate(certificate.der().data(), certificate.der().size());
}

certlib::EngineAnswer ask(std::span<const certlib::Certificate> path, certlib::Time time) {
    std::vector<Botan::X509_Certificate> chain;
    for (const auto& certificate : path) chain.push_back(decode(certificate));
    Botan::Certificate_Store_In_Memory anchors;
    anchors.add_certificate(chain.back());
    if (chain.size() > 1) chain.pop_back();
    // Strength is judged by rules of our own: no key is too short, and weak hashes are let through by name.
    const std::set<std::string> hashes{"MD5", "SHA-160", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512-256"};
    const Botan::Path_Validation_Restrictions restrictions(false, 0, false, hashes);
    const auto result =
        Botan::x509_path_validate(chain, restrictions, anchors, "", Botan::Usage_Type::UNSPECIFIED,
                                  std::chrono::system_clock::time_point(time.time_since_epoch()));
    if (result.successful_validation()) return {.accepted = true};
    return {.accepted = false, .code = code_name(result.result()), .reason = result.result_string()};
}

}  // namespace

certlib::EngineAnswer botan_opinion(std::span<const certlib::Certificate> path, certlib::Time time) {
    if (path.empty()) return {.accepted = false, .code = "DECODE_ERROR", .reason = "no certificate"};
    try {
        return ask(path, time);
    } catch (const std::exception& error) {
        return {.accepted = false, .code = "DECODE_ERROR", .reason = error.what()};
    }
}

}  // namespace chainwalk
