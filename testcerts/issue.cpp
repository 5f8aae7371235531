#include <botan/der_enc.h>
#include <botan/pubkey.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include <amtcert/certlib/write_pem.h>
#include <amtcert/testcerts/crl.h>
#include <amtcert/testcerts/hierarchy.h>

#include "keys.h"

namespace testcerts {
namespace {

using Botan::DER_Encoder;
using Botan::OID;

bool is_ec(Key key) { return key == Key::ec_p256 || key == Key::ec_p384; }

struct SigningPlan {
    const char* rsa_id;
    const char* rsa_padding;
    const char* ec_id;
    const char* ec_padding;
};

SigningPlan plan_of(Signing signing) {
    switch (signing) {
        case Signing::sha256: return {"1.2.840.113549.1.1.11", "EMSA3(SHA-256)", "1.2.840.10045.4.3.2", "EMSA1(SHA-256)"};
        case Signing::sha1: return {"1.2.840.113549.1.1.5", "EMSA3(SHA-1)", "1.2.840.10045.4.1", "EMSA1(SHA-1)"};
        case Signing::md5: return {"1.2.840.113549.1.1.4", "EMSA3(MD5)", nullptr, nullptr};
        case Signing::sha384: return {"1.2.840.113549.1.1.12", "EMSA3(SHA-384)", "1.2.840.10045.4.3.3", "EMSA1(SHA-384)"};
        case Signing::sha512: return {"1.2.840.113549.1.1.13", "EMSA3(SHA-512)", "1.2.840.10045.4.3.4", "EMSA1(SHA-512)"};
        case Signing::pss_sha256: return {"1.2.840.113549.1.1.10", "EMSA4(SHA-256,MGF1,32)", nullptr, nullptr};
    }
    throw std::logic_error("unknown signing");
}

/// RSASSA-PSS-params of RFC 4055 3.1 for SHA-256, MGF1 with SHA-256 and a salt of 32 octets.
void add_pss_parameters(DER_Encoder& sequence) {
    const auto sha256 = [](DER_Encoder& encoder) {
        encoder.start_cons(Botan::SEQUENCE).encode(OID("2.16.840.1.101.3.4.2.1")).encode_null().end_cons();
    };
    const auto field = [](unsigned number) { return static_cast<Botan::ASN1_Tag>(number); };
    auto& parameters = sequence.start_cons(Botan::SEQUENCE);
    auto& hash = parameters.start_cons(field(0), Botan::CONTEXT_SPECIFIC);
    sha256(hash);
    auto& mask = hash.end_cons().start_cons(field(1), Botan::CONTEXT_SPECIFIC).start_cons(Botan::SEQUENCE);
    mask.encode(OID("1.2.840.113549.1.1.8"));
    sha256(mask);
    mask.end_cons().end_cons().start_cons(field(2), Botan::CONTEXT_SPECIFIC).encode(std::size_t{32}).end_cons().end_cons();
}

Bytes algorithm_identifier(Signing signing, Key key) {
    const auto plan = plan_of(signing);
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& sequence = encoder.start_cons(Botan::SEQUENCE);
    sequence.encode(OID(is_ec(key) ? plan.ec_id : plan.rsa_id));
    if (signing == Signing::pss_sha256) {
        add_pss_parameters(sequence);
    } else if (!is_ec(key)) {
        sequence.encode_null();
    }
    sequence.end_cons();
    return octets;
}

Bytes with_other_id(const std::string& id) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE).encode(OID(id)).encode_null().end_cons();
    return octets;
}

Bytes name(const std::vector<NameEntry>& entries) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& sequence = encoder.start_cons(Botan::SEQUENCE);
    for (const auto& entry : entries)
        sequence.start_cons(Botan::SET)
            .start_cons(Botan::SEQUENCE)
            .encode(OID(entry.type))
            .add_object(static_cast<Botan::ASN1_Tag>(entry.string_tag), Botan::UNIVERSAL, entry.text)
            .end_cons()
            .end_cons();
    sequence.end_cons();
    return octets;
}

// RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050.
void add_time(DER_Encoder& sequence, Time time) {
    const auto text = fmt::format("{:%Y%m%d%H%M%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
    const bool utc = text < "2050";
    sequence.add_object(utc ? Botan::UTC_TIME : Botan::GENERALIZED_TIME, Botan::UNIVERSAL, utc ? text.substr(2) : text);
}

Bytes key_identifier(ByteView public_key_info) {
    // RFC 5280 4.2.1.2 (1) hashes the key bits; any value that is the same on both sides serves, so the whole structure is hashed.
    return certlib::sha1(public_key_info);
}

ByteView public_key_of(const CertificateSpec& spec) {
    return spec.public_key_info ? ByteView(*spec.public_key_info) : ByteView(public_key_info(spec.key));
}

std::vector<ExtensionSpec> extensions_of(const CertificateSpec& spec, const CertificateSpec& issuer) {
    auto extensions = spec.extensions;
    if (!spec.add_key_identifiers) return extensions;
    if (spec.find(certlib::oids::subject_key_identifier) == nullptr)
        extensions.push_back(extension::subject_key_identifier(key_identifier(public_key_of(spec))));
    if (&spec == &issuer || spec.find(certlib::oids::authority_key_identifier) != nullptr) return extensions;
    if (const auto* own = issuer.find(certlib::oids::subject_key_identifier)) {
        extensions.push_back(extension::authority_key_identifier(ByteView(own->value).subspan(2)));
    } else if (issuer.add_key_identifiers) {
        extensions.push_back(extension::authority_key_identifier(key_identifier(public_key_of(issuer))));
    }
    return extensions;
}

/// add_extensions writes them into the context-specific field of this number: 3 in a certificate, 0 in a CRL.
void add_extensions(DER_Encoder& tbs, unsigned field, const std::vector<ExtensionSpec>& extensions) {
    if (extensions.empty()) return;
    auto& list = tbs.start_cons(static_cast<Botan::ASN1_Tag>(field), Botan::CONTEXT_SPECIFIC).start_cons(Botan::SEQUENCE);
    for (const auto& one : extensions) {
        auto& sequence = list.start_cons(Botan::SEQUENCE).encode(OID(one.id));
        if (one.critical) sequence.encode(true);
        sequence.encode(one.value, Botan::OCTET_STRING).end_cons();
    }
    list.end_cons().end_cons();
}

Bytes signed_part(const CertificateSpec& spec, const CertificateSpec& issuer, const Bytes& algorithm) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& tbs = encoder.start_cons(Botan::SEQUENCE);
    if (spec.version != 1)
        tbs.start_cons(static_cast<Botan::ASN1_Tag>(0), Botan::CONTEXT_SPECIFIC)
            .encode(static_cast<std::size_t>(spec.version - 1))
            .end_cons();
    tbs.add_object(Botan::INTEGER, Botan::UNIVERSAL, spec.serial.data(), spec.serial.size());
    tbs.raw_bytes(spec.inner_algorithm ? with_other_id(*spec.inner_algorithm) : algorithm);
    tbs.raw_bytes(name(issuer.subject));
    auto& validity = tbs.start_cons(Botan::SEQUENCE);
    add_time(validity, spec.not_before);
    add_time(validity, spec.not_after);
    validity.end_cons();
    tbs.raw_bytes(name(spec.subject));
    const auto key = public_key_of(spec);
    tbs.raw_bytes(key.data(), key.size());
    add_extensions(tbs, 3, extensions_of(spec, issuer));
    tbs.end_cons();
    return octets;
}

// RFC 5280 5.3.1
void add_entry(DER_Encoder& list, const CrlEntrySpec& entry, Time date) {
    auto& sequence = list.start_cons(Botan::SEQUENCE);
    sequence.add_object(Botan::INTEGER, Botan::UNIVERSAL, entry.serial.data(), entry.serial.size());
    add_time(sequence, date);
    if (entry.reason) {
        const Bytes enumerated{0x0a, 0x01, static_cast<std::uint8_t>(*entry.reason)};
        sequence.start_cons(Botan::SEQUENCE)
            .start_cons(Botan::SEQUENCE)
            .encode(OID("2.5.29.21"))
            .encode(enumerated, Botan::OCTET_STRING)
            .end_cons()
            .end_cons();
    }
    sequence.end_cons();
}

// RFC 5280 5.1.2
Bytes signed_list(const CrlSpec& spec, const CertificateSpec& issuer, const Bytes& algorithm) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& tbs = encoder.start_cons(Botan::SEQUENCE);
    tbs.encode(std::size_t{1}).raw_bytes(algorithm).raw_bytes(name(issuer.subject));
    add_time(tbs, spec.this_update);
    if (spec.next_update) add_time(tbs, *spec.next_update);
    if (!spec.entries.empty()) {
        auto& list = tbs.start_cons(Botan::SEQUENCE);
        for (const auto& entry : spec.entries) add_entry(list, entry, spec.this_update);
        list.end_cons();
    }
    add_extensions(tbs, 0, spec.extensions);
    tbs.end_cons();
    return octets;
}

Bytes sign(const Bytes& tbs, Signing signing, Key key) {
    const auto generator = seeded_generator("amtcert sample signature");
    const auto plan = plan_of(signing);
    Botan::PK_Signer signer(private_key(key), *generator, is_ec(key) ? plan.ec_padding : plan.rsa_padding,
                            is_ec(key) ? Botan::DER_SEQUENCE : Botan::IEEE_1363);
    return signer.sign_message(tbs, *generator);
}

Bytes sealed(const Bytes& tbs, Signing signing, Key key, bool break_signature) {
    auto signature = sign(tbs, signing, key);
    if (break_signature) signature.back() = static_cast<std::uint8_t>(signature.back() ^ 1U);
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE)
        .raw_bytes(tbs)
        .raw_bytes(algorithm_identifier(signing, key))
        .encode(signature, Botan::BIT_STRING)
        .end_cons();
    return octets;
}

}  // namespace

const ExtensionSpec* CertificateSpec::find(std::string_view id) const {
    const auto found = std::find_if(extensions.begin(), extensions.end(), [&](const auto& one) { return one.id == id; });
    return found == extensions.end() ? nullptr : &*found;
}

void CertificateSpec::set(ExtensionSpec extension) {
    const auto found = std::find_if(extensions.begin(), extensions.end(), [&](const auto& one) { return one.id == extension.id; });
    if (found == extensions.end()) {
        extensions.push_back(std::move(extension));
    } else {
        *found = std::move(extension);
    }
}

void CertificateSpec::remove(std::string_view id) {
    std::erase_if(extensions, [&](const auto& one) { return one.id == id; });
}

void CertificateSpec::set_common_name(std::string text) {
    for (auto& entry : subject)
        if (entry.type == certlib::oids::common_name) {
            entry.text = std::move(text);
            return;
        }
    subject.push_back({std::string(certlib::oids::common_name), std::move(text)});
}

Bytes issue_der(const CertificateSpec& spec, const CertificateSpec& issuer) {
    const auto tbs = signed_part(spec, issuer, algorithm_identifier(spec.signing, issuer.key));
    return sealed(tbs, spec.signing, issuer.key, spec.break_signature);
}

certlib::Certificate issue(const CertificateSpec& spec, const CertificateSpec& issuer) {
    auto certificate = certlib::Certificate::parse(issue_der(spec, issuer));
    if (!certificate) throw std::logic_error("a sample certificate does not parse: " + certificate.error().message);
    return std::move(*certificate);
}

certlib::Crl issue_crl(const CrlSpec& spec, const CertificateSpec& issuer) {
    const auto tbs = signed_list(spec, issuer, algorithm_identifier(spec.signing, issuer.key));
    auto crl = certlib::Crl::parse(sealed(tbs, spec.signing, issuer.key, spec.break_signature));
    if (!crl) throw std::logic_error("a sample CRL does not parse: " + crl.error().message);
    return std::move(*crl);
}

std::string pem(const std::vector<certlib::Crl>& crls) {
    std::string text;
    for (const auto& crl : crls) text += certlib::write_pem("X509 CRL", crl.der());
    return text;
}

}  // namespace testcerts
