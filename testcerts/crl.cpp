#include <amtcert/testcerts/crl.h>

#include <amtcert/certlib/write_pem.h>

#include "encode.h"

namespace testcerts {
namespace {

using Botan::DER_Encoder;

Bytes integer(unsigned value) {
    Bytes octets;
    DER_Encoder(octets).encode(static_cast<std::size_t>(value));
    return octets;
}

/// directory_name is a GeneralName: [4] EXPLICIT Name (RFC 5280 4.2.1.6).
Bytes directory_name(const std::vector<NameEntry>& entries) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(static_cast<Botan::ASN1_Tag>(4), Botan::ASN1_Tag::CONTEXT_SPECIFIC).raw_bytes(name(entries)).end_cons();
    return octets;
}

void add_entry(DER_Encoder& list, const RevokedSpec& entry) {
    auto& sequence = list.start_cons(Botan::SEQUENCE);
    sequence.add_object(Botan::INTEGER, Botan::UNIVERSAL, entry.serial.data(), entry.serial.size());
    add_time(sequence, entry.date);
    std::vector<ExtensionSpec> extensions;
    if (entry.reason) extensions.push_back({"2.5.29.21", false, {0x0a, 0x01, static_cast<std::uint8_t>(*entry.reason)}});
    if (!entry.certificate_issuer.empty()) {
        Bytes names;
        DER_Encoder encoder(names);
        encoder.start_cons(Botan::SEQUENCE).raw_bytes(directory_name(entry.certificate_issuer)).end_cons();
        extensions.push_back({"2.5.29.29", true, std::move(names)});
    }
    if (!extensions.empty()) add_extension_list(sequence, extensions);
    sequence.end_cons();
}

std::vector<ExtensionSpec> extensions_of(const CrlSpec& spec, const CertificateSpec& issuer) {
    auto extensions = spec.extensions;
    extensions.push_back(extension::authority_key_identifier(key_identifier(public_key_of(issuer))));
    extensions.push_back({std::string(certlib::oids::crl_number), false, integer(spec.number)});
    if (spec.base_number)
        extensions.push_back({std::string(certlib::oids::delta_crl_indicator), true, integer(*spec.base_number)});
    return extensions;
}

Bytes uri(const std::string& url) {
    Bytes octets;
    DER_Encoder(octets).add_object(static_cast<Botan::ASN1_Tag>(6), Botan::ASN1_Tag::CONTEXT_SPECIFIC, url);
    return octets;
}

Bytes points(const std::vector<std::vector<std::string>>& urls) {
    Bytes octets;
    DER_Encoder encoder(octets);
    const auto zero = static_cast<Botan::ASN1_Tag>(0);
    auto& list = encoder.start_cons(Botan::SEQUENCE);
    for (const auto& alternatives : urls) {
        auto& names = list.start_cons(Botan::SEQUENCE)
                          .start_cons(zero, Botan::ASN1_Tag::CONTEXT_SPECIFIC)
                          .start_cons(zero, Botan::ASN1_Tag::CONTEXT_SPECIFIC);
        for (const auto& url : alternatives) names.raw_bytes(uri(url));
        names.end_cons().end_cons().end_cons();
    }
    list.end_cons();
    return octets;
}

}  // namespace

Bytes issue_crl(const CrlSpec& spec, const CertificateSpec& issuer) {
    const auto key = spec.signed_with.value_or(issuer.key);
    const auto algorithm = algorithm_identifier(spec.signing, key);
    Bytes tbs;
    DER_Encoder encoder(tbs);
    auto& fields =
        encoder.start_cons(Botan::SEQUENCE).encode(std::size_t{1}).raw_bytes(algorithm).raw_bytes(name(issuer.subject));
    add_time(fields, spec.this_update);
    if (spec.next_update) add_time(fields, *spec.next_update);
    if (!spec.revoked.empty()) {
        auto& list = fields.start_cons(Botan::SEQUENCE);
        for (const auto& entry : spec.revoked) add_entry(list, entry);
        list.end_cons();
    }
    add_extensions(fields, 0, extensions_of(spec, issuer));
    fields.end_cons();
    return sealed(tbs, spec.signing, key, spec.break_signature);
}

std::string crl_pem(ByteView der) { return certlib::write_pem("X509 CRL", der); }

namespace extension {

ExtensionSpec crl_distribution_points(const std::vector<std::vector<std::string>>& urls) {
    return {std::string(certlib::oids::crl_distribution_points), false, points(urls)};
}

ExtensionSpec indirect_crl_point(const std::string& url, const std::vector<NameEntry>& crl_issuer) {
    Bytes octets;
    DER_Encoder encoder(octets);
    const auto tagged = [](unsigned number) { return static_cast<Botan::ASN1_Tag>(number); };
    auto& point = encoder.start_cons(Botan::SEQUENCE).start_cons(Botan::SEQUENCE);
    point.start_cons(tagged(0), Botan::ASN1_Tag::CONTEXT_SPECIFIC)
        .start_cons(tagged(0), Botan::ASN1_Tag::CONTEXT_SPECIFIC)
        .raw_bytes(uri(url))
        .end_cons()
        .end_cons();
    point.start_cons(tagged(2), Botan::ASN1_Tag::CONTEXT_SPECIFIC).raw_bytes(directory_name(crl_issuer)).end_cons();
    point.end_cons().end_cons();
    return {std::string(certlib::oids::crl_distribution_points), false, std::move(octets)};
}

// RFC 5280 5.2.5: SEQUENCE { indirectCRL [4] TRUE }
ExtensionSpec indirect_crl() { return {"2.5.29.28", true, {0x30, 0x03, 0x84, 0x01, 0xff}}; }

ExtensionSpec freshest_crl(const std::string& url) { return {std::string(certlib::oids::freshest_crl), false, points({{url}})}; }

ExtensionSpec authority_info_access(const std::vector<std::string>& ca_issuers, const std::vector<std::string>& responders) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& list = encoder.start_cons(Botan::SEQUENCE);
    const auto add = [&](std::string_view method, const std::vector<std::string>& urls) {
        for (const auto& url : urls)
            list.start_cons(Botan::SEQUENCE).encode(Botan::OID(std::string(method))).raw_bytes(uri(url)).end_cons();
    };
    add(certlib::oids::ca_issuers, ca_issuers);
    add(certlib::oids::ocsp, responders);
    list.end_cons();
    return {std::string(certlib::oids::authority_info_access), false, std::move(octets)};
}

}  // namespace extension

}  // namespace testcerts
