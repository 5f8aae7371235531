#include "encode.h"

#include <botan/pubkey.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <stdexcept>

#include "keys.h"

namespace testcerts {

using Botan::DER_Encoder;
using Botan::OID;

namespace {

bool is_ec(Key key) { return key == Key::ec_p256 || key == Key::ec_p384; }

struct SigningPlan {
    const char* rsa_id;
    const char* rsa_padding;
    const char* ec_id;
    const char* ec_padding;
};

SigningPlan plan_of(Signing signing) {
    switch (signing) {
        case Signing::sha256:
            return {"1.2.840.113549.1.1.11", "EMSA3(SHA-256)", "1.2.840.10045.4.3.2", "EMSA1(SHA-256)"};
        case Signing::sha1:
            return {"1.2.840.113549.1.1.5", "EMSA3(SHA-1)", "1.2.840.10045.4.1", "EMSA1(SHA-1)"};
        case Signing::md5:
            return {"1.2.840.113549.1.1.4", "EMSA3(MD5)", nullptr, nullptr};
        case Signing::sha384:
            return {"1.2.840.113549.1.1.12", "EMSA3(SHA-384)", "1.2.840.10045.4.3.3", "EMSA1(SHA-384)"};
        case Signing::sha512:
            return {"1.2.840.113549.1.1.13", "EMSA3(SHA-512)", "1.2.840.10045.4.3.4", "EMSA1(SHA-512)"};
        case Signing::pss_sha256:
            return {"1.2.840.113549.1.1.10", "EMSA4(SHA-256,MGF1,32)", nullptr, nullptr};
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

}  // namespace

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
    // RFC 5280 4.2.1.2 (1) hashes the key bits; any value that is the same on both sides serves, so the whole structure is
    // hashed.
    return certlib::sha1(public_key_info);
}

ByteView public_key_of(const CertificateSpec& spec) {
    return spec.public_key_info ? ByteView(*spec.public_key_info) : ByteView(public_key_info(spec.key));
}

void add_extension_list(DER_Encoder& encoder, const std::vector<ExtensionSpec>& extensions) {
    auto& list = encoder.start_cons(Botan::SEQUENCE);
    for (const auto& one : extensions) {
        auto& sequence = list.start_cons(Botan::SEQUENCE).encode(OID(one.id));
        if (one.critical) sequence.encode(true);
        sequence.encode(one.value, Botan::OCTET_STRING).end_cons();
    }
    list.end_cons();
}

void add_extensions(DER_Encoder& encoder, unsigned number, const std::vector<ExtensionSpec>& extensions) {
    if (extensions.empty()) return;
    auto& field = encoder.start_cons(static_cast<Botan::ASN1_Tag>(number), Botan::CONTEXT_SPECIFIC);
    add_extension_list(field, extensions);
    field.end_cons();
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
    DER_Encoder(octets)
        .start_cons(Botan::SEQUENCE)
        .raw_bytes(tbs)
        .raw_bytes(algorithm_identifier(signing, key))
        .encode(signature, Botan::BIT_STRING)
        .end_cons();
    return octets;
}

}  // namespace testcerts
