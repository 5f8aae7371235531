#include <botan/der_enc.h>

#include <algorithm>
#include <stdexcept>

#include <amtcert/testcerts/hierarchy.h>

#include "encode.h"

namespace testcerts {
namespace {

using Botan::DER_Encoder;
using Botan::OID;

Bytes with_other_id(const std::string& id) {
    Bytes octets;
    DER_Encoder encoder(octets);
    encoder.start_cons(Botan::SEQUENCE).encode(OID(id)).encode_null().end_cons();
    return octets;
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

}  // namespace testcerts
