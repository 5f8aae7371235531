#include "algorithms.h"

#include <algorithm>
#include <array>
#include <bit>

namespace certlib {
namespace {

namespace tag = der::tag;

struct KnownSignature {
    std::string_view id;
    SignatureScheme scheme;
    HashAlgorithm hash;
};

constexpr std::array known_signatures = std::to_array<KnownSignature>({
    {"1.2.840.113549.1.1.2", SignatureScheme::rsa_pkcs1, HashAlgorithm::md2},
    {"1.2.840.113549.1.1.3", SignatureScheme::rsa_pkcs1, HashAlgorithm::md4},
    {"1.2.840.113549.1.1.4", SignatureScheme::rsa_pkcs1, HashAlgorithm::md5},
    {"1.2.840.113549.1.1.5", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha1},
    {"1.3.14.3.2.29", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha1},
    {"1.2.840.113549.1.1.14", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha224},
    {"1.2.840.113549.1.1.11", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha256},
    {"1.2.840.113549.1.1.12", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha384},
    {"1.2.840.113549.1.1.13", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha512},
    {"2.16.840.1.101.3.4.3.13", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha3},
    {"2.16.840.1.101.3.4.3.14", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha3},
    {"2.16.840.1.101.3.4.3.15", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha3},
    {"2.16.840.1.101.3.4.3.16", SignatureScheme::rsa_pkcs1, HashAlgorithm::sha3},
    {"1.2.840.10045.4.1", SignatureScheme::ecdsa, HashAlgorithm::sha1},
    {"1.2.840.10045.4.3.1", SignatureScheme::ecdsa, HashAlgorithm::sha224},
    {"1.2.840.10045.4.3.2", SignatureScheme::ecdsa, HashAlgorithm::sha256},
    {"1.2.840.10045.4.3.3", SignatureScheme::ecdsa, HashAlgorithm::sha384},
    {"1.2.840.10045.4.3.4", SignatureScheme::ecdsa, HashAlgorithm::sha512},
    {"1.2.840.10040.4.3", SignatureScheme::dsa, HashAlgorithm::sha1},
    {"2.16.840.1.101.3.4.3.1", SignatureScheme::dsa, HashAlgorithm::sha224},
    {"2.16.840.1.101.3.4.3.2", SignatureScheme::dsa, HashAlgorithm::sha256},
    {"1.3.101.112", SignatureScheme::ed25519, HashAlgorithm::none},
    {"1.3.101.113", SignatureScheme::ed448, HashAlgorithm::none},
});

constexpr std::string_view rsassa_pss = "1.2.840.113549.1.1.10";
constexpr std::string_view mgf1 = "1.2.840.113549.1.1.8";

struct KnownHash {
    std::string_view id;
    HashAlgorithm hash;
};

constexpr std::array known_hashes = std::to_array<KnownHash>({
    {"1.3.14.3.2.26", HashAlgorithm::sha1},
    {"2.16.840.1.101.3.4.2.4", HashAlgorithm::sha224},
    {"2.16.840.1.101.3.4.2.1", HashAlgorithm::sha256},
    {"2.16.840.1.101.3.4.2.2", HashAlgorithm::sha384},
    {"2.16.840.1.101.3.4.2.3", HashAlgorithm::sha512},
});

struct KnownCurve {
    std::string_view id;
    unsigned bits;
};

constexpr std::array known_curves = std::to_array<KnownCurve>({
    {"1.2.840.10045.3.1.1", 192},
    {"1.3.132.0.33", 224},
    {"1.2.840.10045.3.1.7", 256},
    {"1.3.132.0.10", 256},
    {"1.3.132.0.34", 384},
    {"1.3.132.0.35", 521},
    {"1.3.36.3.3.2.8.1.1.7", 256},
    {"1.3.36.3.3.2.8.1.1.11", 384},
    {"1.3.36.3.3.2.8.1.1.13", 512},
});

/// algorithm_id reads the OID an AlgorithmIdentifier begins with and leaves the reader behind it.
Result<Oid> algorithm_id(der::Reader& reader) {
    auto element = reader.read(tag::oid, "algorithm");
    if (!element) return tl::make_unexpected(element.error());
    return der::object_identifier(*element);
}

/// explicit_field reads a [number] EXPLICIT field, or nothing.
Result<std::optional<der::Element>> explicit_field(der::Reader& reader, unsigned number) {
    auto outer = reader.optional(tag::context(number, true));
    if (!outer || !*outer) return outer;
    der::Reader inner(**outer);
    auto element = inner.any();
    if (!element) return tl::make_unexpected(element.error());
    return std::optional<der::Element>{*element};
}

Result<HashAlgorithm> hash_of(const der::Element& algorithm_identifier) {
    der::Reader reader(algorithm_identifier);
    auto id = algorithm_id(reader);
    if (!id) return tl::make_unexpected(id.error());
    const auto known = std::find_if(known_hashes.begin(), known_hashes.end(), [&](const auto& one) { return *id == one.id; });
    return known == known_hashes.end() ? HashAlgorithm::other : known->hash;
}

unsigned bit_length(ByteView magnitude) {
    if (magnitude.empty()) return 0;
    return static_cast<unsigned>((magnitude.size() - 1) * 8) + static_cast<unsigned>(std::bit_width(magnitude.front()));
}

/// positive_integer reads a positive INTEGER as a magnitude without leading zeros.
std::optional<Bytes> positive_integer(der::Reader& reader) {
    const auto element = reader.read(tag::integer, "INTEGER");
    if (!element || element->content.empty() || (element->content.front() & 0x80U) != 0) return {};
    const auto magnitude = der::without_leading_zeros(element->content);
    if (magnitude.empty()) return {};
    return Bytes(magnitude.begin(), magnitude.end());
}

// RFC 8017 A.1.1: RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
void read_rsa(PublicKey& key, ByteView octets) {
    key.decodable = false;
    der::Reader outer(octets);
    const auto sequence = outer.read(tag::sequence, "RSAPublicKey");
    if (!sequence || !outer.at_end()) return;
    der::Reader numbers(*sequence);
    auto modulus = positive_integer(numbers);
    auto exponent = positive_integer(numbers);
    if (!modulus || !exponent || !numbers.at_end()) return;
    key.bits = bit_length(*modulus);
    key.modulus = std::move(*modulus);
    key.exponent = std::move(*exponent);
    key.decodable = true;
}

// RFC 5480 2.1.1: the parameters are the OID of a named curve, and nothing else may stand there. A curve written out in full
// (CVE-2020-0601) is therefore a key that cannot be decoded, not one of an unknown size.
void read_ec(PublicKey& key, der::Reader parameters) {
    const auto element = parameters.read(tag::oid, "namedCurve");
    key.decodable = false;
    if (!element) return;
    auto curve = der::object_identifier(*element);
    if (!curve) return;
    const auto known = std::find_if(known_curves.begin(), known_curves.end(), [&](const auto& one) { return *curve == one.id; });
    key.bits = known == known_curves.end() ? 0 : known->bits;
    key.curve = std::move(*curve);
    key.decodable = true;
}

// RFC 3279 2.3.2: Dss-Parms ::= SEQUENCE { p, q, g }; inherited ones are absent.
void read_dsa(PublicKey& key, der::Reader parameters) {
    key.decodable = false;
    const auto sequence = parameters.read(tag::sequence, "Dss-Parms");
    if (!sequence) return;
    der::Reader numbers(*sequence);
    const auto prime = positive_integer(numbers);
    if (!prime) return;
    key.bits = bit_length(*prime);
    key.decodable = true;
}

KeyAlgorithm key_algorithm(const Oid& id) {
    if (id == "1.2.840.113549.1.1.1") return KeyAlgorithm::rsa;
    if (id == rsassa_pss) return KeyAlgorithm::rsa_pss;
    if (id == "1.2.840.10045.2.1") return KeyAlgorithm::ec;
    if (id == "1.2.840.10040.4.1") return KeyAlgorithm::dsa;
    if (id == "1.3.101.112") return KeyAlgorithm::ed25519;
    if (id == "1.3.101.113") return KeyAlgorithm::ed448;
    return KeyAlgorithm::other;
}

}  // namespace

Result<PssParameters> read_pss_parameters(ByteView algorithm_identifier) {
    der::Reader outer(algorithm_identifier);
    auto sequence = outer.read(tag::sequence, "AlgorithmIdentifier");
    if (!sequence) return tl::make_unexpected(sequence.error());
    der::Reader reader(*sequence);
    if (auto id = algorithm_id(reader); !id) return tl::make_unexpected(id.error());
    PssParameters parameters;
    if (reader.at_end()) return parameters;
    auto fields_element = reader.read(tag::sequence, "RSASSA-PSS parameters");
    if (!fields_element) return tl::make_unexpected(fields_element.error());
    der::Reader fields(*fields_element);

    auto hash = explicit_field(fields, 0);
    if (!hash) return tl::make_unexpected(hash.error());
    if (*hash) {
        auto algorithm = hash_of(**hash);
        if (!algorithm) return tl::make_unexpected(algorithm.error());
        parameters.hash = *algorithm;
    }
    auto mask = explicit_field(fields, 1);
    if (!mask) return tl::make_unexpected(mask.error());
    if (*mask) {
        der::Reader mask_reader(**mask);
        auto function = algorithm_id(mask_reader);
        if (!function) return tl::make_unexpected(function.error());
        auto mask_hash_element = mask_reader.read(tag::sequence, "mask hash");
        if (!mask_hash_element) return tl::make_unexpected(mask_hash_element.error());
        auto mask_hash = hash_of(*mask_hash_element);
        if (!mask_hash) return tl::make_unexpected(mask_hash.error());
        parameters.mask_hash = *function == mgf1 ? *mask_hash : HashAlgorithm::other;
    }
    for (const auto& [number, target] : {std::pair{2U, &parameters.salt_length}, std::pair{3U, &parameters.trailer}}) {
        auto field = explicit_field(fields, number);
        if (!field) return tl::make_unexpected(field.error());
        if (!*field) continue;
        auto value = der::unsigned_number(**field);
        if (!value) return tl::make_unexpected(value.error());
        *target = *value;
    }
    if (auto end = fields.end("RSASSA-PSS parameters"); !end) return tl::make_unexpected(end.error());
    return parameters;
}

Result<SignatureAlgorithm> read_signature_algorithm(const der::Element& sequence) {
    der::Reader reader(sequence);
    auto id = algorithm_id(reader);
    if (!id) return tl::make_unexpected(id.error());
    SignatureAlgorithm algorithm;
    algorithm.der.assign(sequence.whole.begin(), sequence.whole.end());
    if (*id == rsassa_pss) {
        algorithm.scheme = SignatureScheme::rsa_pss;
        if (const auto parameters = read_pss_parameters(sequence.whole)) algorithm.hash = parameters->hash;
    }
    const auto known =
        std::find_if(known_signatures.begin(), known_signatures.end(), [&](const auto& one) { return *id == one.id; });
    if (known != known_signatures.end()) {
        algorithm.scheme = known->scheme;
        algorithm.hash = known->hash;
    }
    algorithm.id = std::move(*id);
    return algorithm;
}

std::string SignatureAlgorithm::to_string() const {
    std::string text(id.name());
    if (scheme == SignatureScheme::rsa_pss) text += " with " + std::string(certlib::to_string(hash));
    return text;
}

// RFC 5280 4.1.2.7: SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
Result<PublicKey> read_public_key(const der::Element& public_key_info) {
    der::Reader reader(public_key_info);
    auto algorithm = reader.read(tag::sequence, "key algorithm");
    if (!algorithm) return tl::make_unexpected(algorithm.error());
    der::Reader algorithm_reader(*algorithm);
    auto id = algorithm_id(algorithm_reader);
    if (!id) return tl::make_unexpected(id.error());
    const auto octets = public_key_octets(public_key_info.whole);

    PublicKey key;
    key.algorithm = key_algorithm(*id);
    key.algorithm_id = std::move(*id);
    key.decodable = octets.has_value();
    if (!octets) return key;
    switch (key.algorithm) {
        case KeyAlgorithm::rsa:
        case KeyAlgorithm::rsa_pss: read_rsa(key, *octets); break;
        case KeyAlgorithm::ec: read_ec(key, algorithm_reader); break;
        case KeyAlgorithm::dsa: read_dsa(key, algorithm_reader); break;
        case KeyAlgorithm::ed25519: key.bits = 256; break;
        case KeyAlgorithm::ed448: key.bits = 448; break;
        case KeyAlgorithm::other: break;
    }
    return key;
}

Result<PublicKey> read_public_key(ByteView public_key_info) {
    der::Reader outer(public_key_info);
    auto sequence = outer.read(tag::sequence, "SubjectPublicKeyInfo");
    if (!sequence) return tl::make_unexpected(sequence.error());
    return read_public_key(*sequence);
}

Result<KeyInfoParts> key_info_parts(ByteView public_key_info) {
    const auto outer = der::Reader(public_key_info).read(tag::sequence, "SubjectPublicKeyInfo");
    if (!outer) return tl::make_unexpected(outer.error());
    der::Reader reader(*outer);
    const auto algorithm = reader.read(tag::sequence, "key algorithm");
    if (!algorithm) return tl::make_unexpected(algorithm.error());
    der::Reader algorithm_reader(*algorithm);
    const auto id = algorithm_reader.read(tag::oid, "algorithm");
    if (!id) return tl::make_unexpected(id.error());
    return KeyInfoParts{id->whole, algorithm_reader.rest(), reader.rest()};
}

bool inherits_parameters(const PublicKey& key, ByteView public_key_info) {
    if (key.algorithm != KeyAlgorithm::dsa || key.decodable) return false;
    const auto parts = key_info_parts(public_key_info);
    return parts && (parts->parameters.empty() || equal(parts->parameters, Bytes{tag::null, 0}));
}

Result<ByteView> public_key_octets(ByteView public_key_info) {
    der::Reader outer(public_key_info);
    auto sequence = outer.read(tag::sequence, "SubjectPublicKeyInfo");
    if (!sequence) return tl::make_unexpected(sequence.error());
    der::Reader reader(*sequence);
    if (auto algorithm = reader.read(tag::sequence, "key algorithm"); !algorithm) return tl::make_unexpected(algorithm.error());
    auto bits = reader.read(tag::bit_string, "subjectPublicKey");
    if (!bits) return tl::make_unexpected(bits.error());
    if (auto end = reader.end("subjectPublicKey"); !end) return tl::make_unexpected(end.error());
    return der::bit_string_octets(*bits);
}

std::string_view to_string(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::rsa: return "RSA";
        case KeyAlgorithm::rsa_pss: return "RSASSA-PSS";
        case KeyAlgorithm::ec: return "EC";
        case KeyAlgorithm::dsa: return "DSA";
        case KeyAlgorithm::ed25519: return "Ed25519";
        case KeyAlgorithm::ed448: return "Ed448";
        case KeyAlgorithm::other: return "other";
    }
    return "other";
}

std::string PublicKey::to_string() const {
    const std::string name(algorithm == KeyAlgorithm::other ? algorithm_id.name() : certlib::to_string(algorithm));
    if (!decodable) return name + " (not decodable)";
    if (algorithm == KeyAlgorithm::ec) return name + " " + std::string(curve.name());
    if (bits == 0 || algorithm == KeyAlgorithm::ed25519 || algorithm == KeyAlgorithm::ed448) return name;
    return name + " " + std::to_string(bits) + " bits";
}

}  // namespace certlib
