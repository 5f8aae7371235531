#include <amtcert/certlib/oid.h>

#include <algorithm>
#include <array>
#include <utility>

namespace certlib {
namespace {

constexpr std::size_t longest_oid = 128;

/// The names people know these by: RFC 4514 and RFC 5280 spellings; Intel's and Microsoft's own for theirs.
constexpr std::array names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"2.5.4.3", "CN"},
    {"2.5.4.4", "SN"},
    {"2.5.4.5", "serialNumber"},
    {"2.5.4.6", "C"},
    {"2.5.4.7", "L"},
    {"2.5.4.8", "ST"},
    {"2.5.4.9", "STREET"},
    {"2.5.4.10", "O"},
    {"2.5.4.11", "OU"},
    {"2.5.4.12", "title"},
    {"2.5.4.15", "businessCategory"},
    {"2.5.4.17", "postalCode"},
    {"2.5.4.41", "name"},
    {"2.5.4.42", "GN"},
    {"2.5.4.43", "initials"},
    {"2.5.4.44", "generationQualifier"},
    {"2.5.4.46", "dnQualifier"},
    {"2.5.4.65", "pseudonym"},
    {"2.5.4.97", "organizationIdentifier"},
    {"0.9.2342.19200300.100.1.1", "UID"},
    {"0.9.2342.19200300.100.1.25", "DC"},
    {"1.2.840.113549.1.9.1", "emailAddress"},
    {"1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"},
    {"1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"},
    {"1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"},

    {"2.5.29.9", "subjectDirectoryAttributes"},
    {"2.5.29.14", "subjectKeyIdentifier"},
    {"2.5.29.15", "keyUsage"},
    {"2.5.29.16", "privateKeyUsagePeriod"},
    {"2.5.29.17", "subjectAltName"},
    {"2.5.29.18", "issuerAltName"},
    {"2.5.29.19", "basicConstraints"},
    {"2.5.29.20", "cRLNumber"},
    {"2.5.29.21", "reasonCode"},
    {"2.5.29.24", "invalidityDate"},
    {"2.5.29.27", "deltaCRLIndicator"},
    {"2.5.29.28", "issuingDistributionPoint"},
    {"2.5.29.29", "certificateIssuer"},
    {"2.5.29.30", "nameConstraints"},
    {"2.5.29.31", "cRLDistributionPoints"},
    {"2.5.29.32", "certificatePolicies"},
    {"2.5.29.32.0", "anyPolicy"},
    {"2.5.29.33", "policyMappings"},
    {"2.5.29.35", "authorityKeyIdentifier"},
    {"2.5.29.36", "policyConstraints"},
    {"2.5.29.37", "extendedKeyUsage"},
    {"2.5.29.37.0", "anyExtendedKeyUsage"},
    {"2.5.29.46", "freshestCRL"},
    {"2.5.29.54", "inhibitAnyPolicy"},
    {"1.3.6.1.5.5.7.1.1", "authorityInfoAccess"},
    {"1.3.6.1.5.5.7.1.3", "qcStatements"},
    {"1.3.6.1.5.5.7.1.11", "subjectInfoAccess"},
    {"1.3.6.1.5.5.7.1.24", "tlsFeature"},
    {"1.3.6.1.5.5.7.48.1", "OCSP"},
    {"1.3.6.1.5.5.7.48.1.5", "ocspNoCheck"},
    {"1.3.6.1.5.5.7.48.2", "caIssuers"},
    {"1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestampList"},
    {"1.3.6.1.4.1.311.20.2", "Microsoft certificate template name"},
    {"1.3.6.1.4.1.311.21.1", "Microsoft CA version"},
    {"1.3.6.1.4.1.311.21.4", "Microsoft next CRL publish"},
    {"1.3.6.1.4.1.311.21.7", "Microsoft certificate template"},
    {"1.3.6.1.4.1.311.21.10", "Microsoft application policies"},
    {"2.16.840.1.113730.1.1", "netscapeCertType"},
    {"2.16.840.1.113730.1.13", "netscapeComment"},

    {"1.3.6.1.5.5.7.3.1", "serverAuth"},
    {"1.3.6.1.5.5.7.3.2", "clientAuth"},
    {"1.3.6.1.5.5.7.3.3", "codeSigning"},
    {"1.3.6.1.5.5.7.3.4", "emailProtection"},
    {"1.3.6.1.5.5.7.3.8", "timeStamping"},
    {"1.3.6.1.5.5.7.3.9", "OCSPSigning"},
    {"2.16.840.1.113741.1.2.1", "amtRemoteConsole"},
    {"2.16.840.1.113741.1.2.2", "amtLocalConsole"},
    {"2.16.840.1.113741.1.2.3", "amtProvisioning"},

    {"1.2.840.113549.1.1.1", "rsaEncryption"},
    {"1.2.840.113549.1.1.2", "md2WithRSAEncryption"},
    {"1.2.840.113549.1.1.3", "md4WithRSAEncryption"},
    {"1.2.840.113549.1.1.4", "md5WithRSAEncryption"},
    {"1.2.840.113549.1.1.5", "sha1WithRSAEncryption"},
    {"1.2.840.113549.1.1.10", "RSASSA-PSS"},
    {"1.2.840.113549.1.1.11", "sha256WithRSAEncryption"},
    {"1.2.840.113549.1.1.12", "sha384WithRSAEncryption"},
    {"1.2.840.113549.1.1.13", "sha512WithRSAEncryption"},
    {"1.2.840.113549.1.1.14", "sha224WithRSAEncryption"},
    {"1.3.14.3.2.29", "sha1WithRSASignature"},
    {"1.2.840.10040.4.1", "dsa"},
    {"1.2.840.10040.4.3", "dsa-with-sha1"},
    {"2.16.840.1.101.3.4.3.1", "dsa-with-sha224"},
    {"2.16.840.1.101.3.4.3.2", "dsa-with-sha256"},
    {"2.16.840.1.101.3.4.3.13", "rsassa-pkcs1-v1_5-with-sha3-224"},
    {"2.16.840.1.101.3.4.3.14", "rsassa-pkcs1-v1_5-with-sha3-256"},
    {"2.16.840.1.101.3.4.3.15", "rsassa-pkcs1-v1_5-with-sha3-384"},
    {"2.16.840.1.101.3.4.3.16", "rsassa-pkcs1-v1_5-with-sha3-512"},
    {"1.2.840.10045.2.1", "ecPublicKey"},
    {"1.2.840.10045.4.1", "ecdsa-with-SHA1"},
    {"1.2.840.10045.4.3.1", "ecdsa-with-SHA224"},
    {"1.2.840.10045.4.3.2", "ecdsa-with-SHA256"},
    {"1.2.840.10045.4.3.3", "ecdsa-with-SHA384"},
    {"1.2.840.10045.4.3.4", "ecdsa-with-SHA512"},
    {"1.3.101.112", "Ed25519"},
    {"1.3.101.113", "Ed448"},

    {"1.2.840.10045.3.1.1", "P-192"},
    {"1.3.132.0.33", "P-224"},
    {"1.2.840.10045.3.1.7", "P-256"},
    {"1.3.132.0.10", "secp256k1"},
    {"1.3.132.0.34", "P-384"},
    {"1.3.132.0.35", "P-521"},
    {"1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"},
    {"1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"},
    {"1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"},
});

/// DecimalNumber grows by seven bits at a time; arcs of any length stay exact.
class DecimalNumber {
public:
    void shift_in(unsigned seven_bits) {
        unsigned carry = seven_bits;
        for (auto& digit : digits_) {
            const unsigned value = static_cast<unsigned>(digit) * 128U + carry;
            digit = static_cast<char>(value % 10U);
            carry = value / 10U;
        }
        for (; carry > 0; carry /= 10U) digits_.push_back(static_cast<char>(carry % 10U));
    }
    /// less_than_eighty decides the first arc (X.690 8.19.4).
    [[nodiscard]] bool less_than_eighty() const { return digits_.size() < 2 || (digits_.size() == 2 && digits_[1] < 8); }
    [[nodiscard]] unsigned small_value() const {
        unsigned value = 0;
        for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) value = value * 10U + static_cast<unsigned>(*digit);
        return value;
    }
    void subtract_eighty() {
        int borrow = 8;
        for (std::size_t i = 1; i < digits_.size() && borrow > 0; ++i) {
            const int value = digits_[i] - borrow;
            borrow = value < 0 ? 1 : 0;
            digits_[i] = static_cast<char>(value < 0 ? value + 10 : value);
        }
        while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
    }
    [[nodiscard]] std::string text() const {
        if (digits_.empty()) return "0";
        std::string text;
        for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) text += static_cast<char>('0' + *digit);
        return text;
    }

private:
    std::string digits_;  // least significant first, values 0 to 9
};

std::string first_arcs(DecimalNumber number) {
    if (number.less_than_eighty()) {
        const unsigned value = number.small_value();
        return std::to_string(value / 40U) + "." + std::to_string(value % 40U);
    }
    number.subtract_eighty();
    return "2." + number.text();
}

}  // namespace

// X.690 8.19: base-128 subidentifiers, the high bit set on all octets but the last, no leading 80.
Result<Oid> Oid::from_der(ByteView content) {
    if (content.empty()) return fail(ErrorKind::malformed, "empty OBJECT IDENTIFIER");
    if (content.size() > longest_oid) return fail(ErrorKind::limit, "OBJECT IDENTIFIER of over 128 octets");
    if ((content.back() & 0x80U) != 0) return fail(ErrorKind::malformed, "truncated OBJECT IDENTIFIER");
    std::string dotted;
    DecimalNumber arc;
    bool at_start = true;
    for (const auto octet : content) {
        if (at_start && octet == 0x80) return fail(ErrorKind::malformed, "OBJECT IDENTIFIER is not minimal");
        arc.shift_in(octet & 0x7fU);
        at_start = (octet & 0x80U) == 0;
        if (!at_start) continue;
        dotted += dotted.empty() ? first_arcs(arc) : "." + arc.text();
        arc = {};
    }
    return Oid(std::move(dotted));
}

std::string_view Oid::name() const {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) { return entry.first == dotted_; });
    return found == names.end() ? std::string_view(dotted_) : found->second;
}

}  // namespace certlib
