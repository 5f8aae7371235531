#include <amtcert/certlib/certificate.h>

#include <limits>
#include <mutex>

#include "algorithms.h"
#include "decode_extensions.h"
#include "der.h"
#include "read_extensions.h"
#include "read_name.h"

namespace certlib {

namespace tag = der::tag;

struct Certificate::Data {
    Bytes der;
    ByteView tbs;
    int version = 1;
    ByteView serial;
    DistinguishedName issuer;
    DistinguishedName subject;
    Time not_before{};
    Time not_after{};
    ByteView public_key_info;
    PublicKey public_key;
    SignatureAlgorithm outer_algorithm;
    SignatureAlgorithm inner_algorithm;
    ByteView signature;
    std::vector<Extension> extensions;
    DecodedExtensions decoded;
    std::vector<Defect> defects;

    /// A fingerprint is computed when it is first asked for; certificates are shared between threads.
    struct Fingerprint {
        std::once_flag once;
        Bytes digest;
    };
    mutable Fingerprint sha1;
    mutable Fingerprint sha256;
    mutable Fingerprint sha384;

    const Bytes& fingerprint(Fingerprint& of, Bytes (*hash)(ByteView)) const {
        std::call_once(of.once, [&] { of.digest = hash(der); });
        return of.digest;
    }
};

namespace {

/// version_of reads the version number; one below v1 becomes 0, and very large ones are cut to what an int holds.
int version_of(ByteView integer) {
    if (integer.empty() || (integer.front() & 0x80U) != 0) return 0;
    const auto digits = der::without_leading_zeros(integer);
    if (digits.empty()) return 1;
    return digits.size() == 1 ? digits.front() + 1 : std::numeric_limits<int>::max();
}

}  // namespace

/// CertificateParser fills in a Certificate::Data, field by field in the order of RFC 5280 4.1.
class CertificateParser {
public:
    static Result<Certificate> parse(ByteView der) {
        auto data = std::make_shared<Certificate::Data>();
        data->der.assign(der.begin(), der.end());
        CertificateParser parser(*data);
        if (auto done = parser.certificate(); !done) return tl::make_unexpected(done.error());
        data->decoded = decode_extensions(data->extensions, parser.value_offsets_, data->defects);
        return Certificate(std::move(data));
    }

private:
    explicit CertificateParser(Certificate::Data& data) : data_(data) {}

    void defect(std::size_t offset, std::string what) { data_.defects.push_back({{}, offset, std::move(what)}); }

    Result<void> certificate() {
        der::Reader outer(data_.der);
        auto sequence = outer.read(tag::sequence, "certificate");
        if (!sequence) return tl::make_unexpected(sequence.error());
        if (auto end = outer.end("the certificate"); !end) return end;
        der::Reader reader(*sequence);
        auto tbs = reader.read(tag::sequence, "tbsCertificate");
        if (!tbs) return tl::make_unexpected(tbs.error());
        data_.tbs = tbs->whole;
        if (auto algorithm = signature_algorithm(reader, data_.outer_algorithm); !algorithm) return algorithm;
        auto signature = reader.read(tag::bit_string, "signatureValue");
        if (!signature) return tl::make_unexpected(signature.error());
        // Every signature algorithm amtcert knows makes octets. One with bits left over stays empty, so that it never verifies.
        const auto octets = der::bit_string_octets(*signature);
        if (!octets) defect(signature->offset, "signatureValue: no whole number of octets");
        data_.signature = octets.value_or(ByteView{});
        if (auto end = reader.end("signatureValue"); !end) return end;
        return signed_part(der::Reader(*tbs));
    }

    Result<void> signed_part(der::Reader reader) {
        for (const auto field : {&CertificateParser::version, &CertificateParser::serial, &CertificateParser::inner_algorithm,
                                  &CertificateParser::issuer, &CertificateParser::validity, &CertificateParser::subject,
                                  &CertificateParser::key, &CertificateParser::unique_identifiers, &CertificateParser::extensions})
            if (auto done = (this->*field)(reader); !done) return done;
        return reader.end("tbsCertificate");
    }

    Result<void> signature_algorithm(der::Reader& reader, SignatureAlgorithm& target) {
        auto sequence = reader.read(tag::sequence, "signature algorithm");
        if (!sequence) return tl::make_unexpected(sequence.error());
        auto algorithm = read_signature_algorithm(*sequence);
        if (!algorithm) return tl::make_unexpected(algorithm.error());
        target = std::move(*algorithm);
        return {};
    }

    // 4.1.2.1: version [0] EXPLICIT INTEGER DEFAULT v1
    Result<void> version(der::Reader& reader) {
        auto outer = reader.optional(tag::context(0, true));
        if (!outer) return tl::make_unexpected(outer.error());
        if (!*outer) return {};
        der::Reader inner(**outer);
        auto element = inner.read(tag::integer, "version");
        if (!element) return tl::make_unexpected(element.error());
        if (!der::is_minimal(element->content)) defect(element->offset, "version: the encoding is empty or not minimal");
        data_.version = version_of(element->content);
        if (data_.version == 1) defect(element->offset, "version: the default, v1, is encoded");
        return inner.end("version");
    }

    // 4.1.2.2
    Result<void> serial(der::Reader& reader) {
        auto element = reader.read(tag::integer, "serialNumber");
        if (!element) return tl::make_unexpected(element.error());
        if (!der::is_minimal(element->content)) defect(element->offset, "serialNumber: the encoding is empty or not minimal");
        data_.serial = element->content;
        return {};
    }

    Result<void> inner_algorithm(der::Reader& reader) { return signature_algorithm(reader, data_.inner_algorithm); }

    Result<void> name(der::Reader& reader, const char* what, DistinguishedName& target) {
        auto element = reader.read(tag::sequence, what);
        if (!element) return tl::make_unexpected(element.error());
        auto name = DistinguishedName::from_der(element->whole);
        // from_der counts from the start of the name, the error has to count from the start of the certificate.
        if (!name) return fail(name.error().kind, std::string(what) + ": " + read_relative_names(*element).error().message);
        target = std::move(*name);
        for (const auto& relative_name : target.relative_names())
            for (const auto& attribute : relative_name)
                if (!attribute.well_formed)
                    defect(element->offset, std::string(what) + ": " + std::string(attribute.type.name()) +
                                                " holds octets that its string type does not allow");
        return {};
    }

    Result<void> issuer(der::Reader& reader) { return name(reader, "issuer", data_.issuer); }
    Result<void> subject(der::Reader& reader) { return name(reader, "subject", data_.subject); }

    // 4.1.2.5
    Result<void> validity(der::Reader& reader) {
        auto sequence = reader.read(tag::sequence, "validity");
        if (!sequence) return tl::make_unexpected(sequence.error());
        der::Reader times(*sequence);
        for (const auto& [what, target] : {std::pair{"notBefore", &data_.not_before}, std::pair{"notAfter", &data_.not_after}}) {
            auto element = times.any();
            if (!element) return tl::make_unexpected(element.error());
            auto value = der::time(*element);
            if (!value) return fail(value.error().kind, std::string(what) + ": " + value.error().message);
            if (!value->profile) defect(element->offset, std::string(what) + ": not written as YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ");
            *target = value->time;
        }
        return times.end("validity");
    }

    // 4.1.2.7
    Result<void> key(der::Reader& reader) {
        auto element = reader.read(tag::sequence, "subjectPublicKeyInfo");
        if (!element) return tl::make_unexpected(element.error());
        auto key = read_public_key(*element);
        if (!key) return fail(key.error().kind, "subjectPublicKeyInfo: " + key.error().message);
        data_.public_key_info = element->whole;
        data_.public_key = std::move(*key);
        if (!data_.public_key.decodable && !inherits_parameters(data_.public_key, element->whole))
            defect(element->offset, "subjectPublicKeyInfo: the key cannot be decoded");
        return {};
    }

    // 4.1.2.8: read over; nobody uses them.
    Result<void> unique_identifiers(der::Reader& reader) {
        for (const unsigned number : {1U, 2U}) {
            auto element = reader.optional(tag::context(number, false));
            if (!element) return tl::make_unexpected(element.error());
            if (*element && data_.version < 2) defect((*element)->offset, "unique identifiers in a v1 certificate");
        }
        return {};
    }

    // 4.1.2.9: extensions [3] EXPLICIT SEQUENCE SIZE (1..MAX) OF Extension
    Result<void> extensions(der::Reader& reader) {
        auto outer = reader.optional(tag::context(3, true));
        if (!outer) return tl::make_unexpected(outer.error());
        if (!*outer) return {};
        der::Reader wrapper(**outer);
        auto sequence = wrapper.read(tag::sequence, "extensions");
        if (!sequence) return tl::make_unexpected(sequence.error());
        if (auto end = wrapper.end("extensions"); !end) return end;
        der::Reader list(*sequence);
        if (list.at_end()) defect(sequence->offset, "extensions: the list is empty");
        return read_extensions(list, data_.extensions, value_offsets_, data_.defects);
    }

    Certificate::Data& data_;
    std::vector<std::size_t> value_offsets_;  // of each extension's value
};

Result<Certificate> Certificate::parse(ByteView der) { return CertificateParser::parse(der); }

ByteView Certificate::der() const { return data_->der; }
ByteView Certificate::tbs() const { return data_->tbs; }
int Certificate::version() const { return data_->version; }
ByteView Certificate::serial() const { return data_->serial; }
const DistinguishedName& Certificate::issuer() const { return data_->issuer; }
const DistinguishedName& Certificate::subject() const { return data_->subject; }
Time Certificate::not_before() const { return data_->not_before; }
Time Certificate::not_after() const { return data_->not_after; }
const PublicKey& Certificate::public_key() const { return data_->public_key; }
ByteView Certificate::public_key_info() const { return data_->public_key_info; }
const SignatureAlgorithm& Certificate::signature_algorithm() const { return data_->outer_algorithm; }
const SignatureAlgorithm& Certificate::tbs_signature_algorithm() const { return data_->inner_algorithm; }
ByteView Certificate::signature() const { return data_->signature; }
const std::vector<Extension>& Certificate::extensions() const { return data_->extensions; }
const DecodedExtensions& Certificate::decoded() const { return data_->decoded; }
const std::vector<Defect>& Certificate::defects() const { return data_->defects; }

ByteView Certificate::public_key_octets() const { return certlib::public_key_octets(data_->public_key_info).value_or(ByteView{}); }

const Bytes& Certificate::sha1_fingerprint() const { return data_->fingerprint(data_->sha1, &certlib::sha1); }
const Bytes& Certificate::sha256_fingerprint() const { return data_->fingerprint(data_->sha256, &certlib::sha256); }
const Bytes& Certificate::sha384_fingerprint() const { return data_->fingerprint(data_->sha384, &certlib::sha384); }

std::string Certificate::serial_hex() const {
    const auto serial = data_->serial;
    if (serial.empty()) return {};
    if ((serial.front() & 0x80U) == 0) {
        const auto magnitude = der::without_leading_zeros(serial);
        return magnitude.empty() ? "00" : to_hex(magnitude);
    }
    // Two's complement: the magnitude is the inverted octets plus one.
    Bytes magnitude(serial.begin(), serial.end());
    unsigned carry = 1;
    for (auto octet = magnitude.rbegin(); octet != magnitude.rend(); ++octet) {
        const unsigned sum = static_cast<std::uint8_t>(~*octet) + carry;
        *octet = static_cast<std::uint8_t>(sum);
        carry = sum >> 8U;
    }
    return "-" + to_hex(der::without_leading_zeros(magnitude));
}

const Extension* Certificate::find_extension(std::string_view id) const {
    for (const auto& extension : data_->extensions)
        if (extension.id == id) return &extension;
    return nullptr;
}

bool Certificate::is_self_issued() const { return data_->subject == data_->issuer; }

bool Certificate::is_ca() const {
    const auto& constraints = data_->decoded.basic_constraints;
    return constraints && constraints->ca;
}

std::vector<std::string> Certificate::dns_names() const {
    std::vector<std::string> names;
    if (const auto& alternatives = data_->decoded.subject_alternative_name)
        for (const auto& name : *alternatives)
            if (name.kind == GeneralNameKind::dns) names.push_back(name.text);
    return names;
}

bool Certificate::operator==(const Certificate& other) const { return data_ == other.data_ || data_->der == other.data_->der; }

}  // namespace certlib
