#include <botan/der_enc.h>

#include <utility>

#include <amtcert/testcerts/hierarchy.h>

namespace testcerts::extension {
namespace {

using Botan::DER_Encoder;
using Botan::OID;

Bytes context_string(unsigned number, const std::string& text) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.add_object(static_cast<Botan::ASN1_Tag>(number), Botan::ASN1_Tag::CONTEXT_SPECIFIC, text);
    return octets;
}

void add_subtrees(DER_Encoder& encoder, unsigned number, const std::vector<std::string>& names) {
    if (names.empty()) return;
    auto& list = encoder.start_cons(static_cast<Botan::ASN1_Tag>(number), Botan::ASN1_Tag::CONTEXT_SPECIFIC);
    for (const auto& name : names) list.start_cons(Botan::SEQUENCE).raw_bytes(context_string(2, name)).end_cons();
    list.end_cons();
}

void add_number(DER_Encoder& encoder, unsigned number, std::optional<unsigned> value) {
    if (!value) return;
    encoder.add_object(static_cast<Botan::ASN1_Tag>(number), Botan::ASN1_Tag::CONTEXT_SPECIFIC, static_cast<std::uint8_t>(*value));
}

Bytes list_of_oids(const std::vector<std::string>& ids) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& list = encoder.start_cons(Botan::SEQUENCE);
    for (const auto& id : ids) list.encode(OID(id));
    list.end_cons();
    return octets;
}

}  // namespace

ExtensionSpec basic_constraints(bool ca, std::optional<unsigned> path_length, bool critical) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& sequence = encoder.start_cons(Botan::SEQUENCE);
    if (ca) sequence.encode(true);
    if (path_length) sequence.encode(static_cast<std::size_t>(*path_length));
    sequence.end_cons();
    return {std::string(certlib::oids::basic_constraints), critical, std::move(octets)};
}

ExtensionSpec key_usage(std::vector<unsigned> bits, bool critical) {
    std::uint8_t bit_octets[2] = {0, 0};
    unsigned highest = 0;
    for (const auto bit : bits) {
        bit_octets[bit / 8] = static_cast<std::uint8_t>(bit_octets[bit / 8] | 0x80U >> bit % 8U);
        highest = std::max(highest, bit);
    }
    Bytes value{0x03, static_cast<std::uint8_t>(2 + highest / 8), static_cast<std::uint8_t>(7 - highest % 8), bit_octets[0]};
    if (highest >= 8) value.push_back(bit_octets[1]);
    return {std::string(certlib::oids::key_usage), critical, std::move(value)};
}

ExtensionSpec extended_key_usage(const std::vector<std::string>& purposes, bool critical) {
    return {std::string(certlib::oids::extended_key_usage), critical, list_of_oids(purposes)};
}

ExtensionSpec dns_names(const std::vector<std::string>& names) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& list = encoder.start_cons(Botan::SEQUENCE);
    for (const auto& name : names) list.raw_bytes(context_string(2, name));
    list.end_cons();
    return {std::string(certlib::oids::subject_alternative_name), false, std::move(octets)};
}

ExtensionSpec subject_key_identifier(ByteView id) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.encode(id.data(), id.size(), Botan::OCTET_STRING);
    return {std::string(certlib::oids::subject_key_identifier), false, std::move(octets)};
}

ExtensionSpec authority_key_identifier(ByteView id) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE)
        .add_object(static_cast<Botan::ASN1_Tag>(0), Botan::ASN1_Tag::CONTEXT_SPECIFIC, id.data(), id.size())
        .end_cons();
    return {std::string(certlib::oids::authority_key_identifier), false, std::move(octets)};
}

ExtensionSpec dns_name_constraints(const std::vector<std::string>& permitted, const std::vector<std::string>& excluded) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& sequence = encoder.start_cons(Botan::SEQUENCE);
    add_subtrees(sequence, 0, permitted);
    add_subtrees(sequence, 1, excluded);
    sequence.end_cons();
    return {std::string(certlib::oids::name_constraints), true, std::move(octets)};
}

ExtensionSpec policies(const std::vector<std::string>& ids, bool critical) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& list = encoder.start_cons(Botan::SEQUENCE);
    for (const auto& id : ids) list.start_cons(Botan::SEQUENCE).encode(OID(id)).end_cons();
    list.end_cons();
    return {std::string(certlib::oids::certificate_policies), critical, std::move(octets)};
}

ExtensionSpec policy_constraints(std::optional<unsigned> require_explicit, std::optional<unsigned> inhibit_mapping) {
    Bytes octets;
    DER_Encoder encoder(octets);
    auto& sequence = encoder.start_cons(Botan::SEQUENCE);
    add_number(sequence, 0, require_explicit);
    add_number(sequence, 1, inhibit_mapping);
    sequence.end_cons();
    return {std::string(certlib::oids::policy_constraints), true, std::move(octets)};
}

ExtensionSpec crl_distribution_point(const std::string& url) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE)
        .start_cons(Botan::SEQUENCE)
        .start_cons(static_cast<Botan::ASN1_Tag>(0), Botan::ASN1_Tag::CONTEXT_SPECIFIC)
        .start_cons(static_cast<Botan::ASN1_Tag>(0), Botan::ASN1_Tag::CONTEXT_SPECIFIC)
        .raw_bytes(context_string(6, url))
        .end_cons()
        .end_cons()
        .end_cons()
        .end_cons();
    return {std::string(certlib::oids::crl_distribution_points), false, std::move(octets)};
}

ExtensionSpec ca_issuers(const std::string& url) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE)
        .start_cons(Botan::SEQUENCE)
        .encode(OID(std::string(certlib::oids::ca_issuers)))
        .raw_bytes(context_string(6, url))
        .end_cons()
        .end_cons();
    return {std::string(certlib::oids::authority_info_access), false, std::move(octets)};
}

ExtensionSpec microsoft_template(const std::string& id, unsigned major, unsigned minor) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE)
        .encode(OID(id))
        .encode(static_cast<std::size_t>(major))
        .encode(static_cast<std::size_t>(minor))
        .end_cons();
    return {std::string(certlib::oids::microsoft_template), false, std::move(octets)};
}

}  // namespace testcerts::extension
