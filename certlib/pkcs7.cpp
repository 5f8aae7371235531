#include "pkcs7.h"

#include <openssl/pkcs7.h>

#include "der.h"
#include "openssl_ptr.h"

namespace certlib {
namespace {

namespace tag = der::tag;

constexpr std::string_view signed_data_id = "1.2.840.113549.1.7.2";

/// contents_of reads what is inside a SignedData SEQUENCE:
/// version, digestAlgorithms, contentInfo, certificates [0] OPTIONAL, crls [1] OPTIONAL, signerInfos
/// Of a container that nobody signed, Wine's CertSaveStore leaves the sets of algorithms and signers out.
Result<SignedDataContents> contents_of(der::Reader reader) {
    if (auto version = reader.read(tag::integer, "version"); !version) return tl::make_unexpected(version.error());
    if (auto digests = reader.optional(tag::set); !digests) return tl::make_unexpected(digests.error());
    if (auto content = reader.read(tag::sequence, "contentInfo"); !content) return tl::make_unexpected(content.error());
    SignedDataContents contents;
    for (const auto& [number, target] : {std::pair{0U, &contents.certificates}, std::pair{1U, &contents.crls}}) {
        auto set = reader.optional(tag::context(number, true));
        if (!set) return tl::make_unexpected(set.error());
        if (!*set) continue;
        for (der::Reader members(**set); !members.at_end();) {
            auto member = members.any();
            if (!member) return tl::make_unexpected(member.error());
            // Attribute certificates and the like have context tags; they are not for us.
            if (member->tag == tag::sequence) target->emplace_back(member->whole.begin(), member->whole.end());
        }
    }
    return contents;
}

Result<SignedDataContents> read_der(ByteView der) {
    der::Reader outer(der);
    auto sequence = outer.read(tag::sequence, "PKCS#7");
    if (!sequence) return tl::make_unexpected(sequence.error());
    der::Reader reader(*sequence);
    if (reader.next_is(tag::integer)) return contents_of(reader);
    auto type = reader.read(tag::oid, "content type");
    if (!type) return tl::make_unexpected(type.error());
    auto id = der::object_identifier(*type);
    if (!id) return tl::make_unexpected(id.error());
    if (!(*id == signed_data_id))
        return fail(ErrorKind::unsupported, "PKCS#7 of content type " + id->dotted() + ", only SignedData holds certificates");
    auto content = reader.read(tag::context(0, true), "content");
    if (!content) return tl::make_unexpected(content.error());
    der::Reader inner(*content);
    auto signed_data = inner.read(tag::sequence, "SignedData");
    if (!signed_data) return tl::make_unexpected(signed_data.error());
    return contents_of(der::Reader(*signed_data));
}

/// as_der writes a BER PKCS#7 anew in DER; the certificates in it keep their octets. Empty when OpenSSL cannot read it either.
Bytes as_der(ByteView ber) {
    const CleanErrors clean_errors;
    const unsigned char* octets = ber.data();
    const OpenSslPtr<PKCS7, PKCS7_free> container(d2i_PKCS7(nullptr, &octets, static_cast<long>(ber.size())));
    unsigned char* written = nullptr;
    const int length = container ? i2d_PKCS7(container.get(), &written) : 0;
    if (length <= 0) return {};
    Bytes der(written, written + length);
    OPENSSL_free(written);
    return der;
}

}  // namespace

Result<SignedDataContents> read_pkcs7(ByteView der) {
    auto contents = read_der(der);
    if (contents || contents.error().kind != ErrorKind::malformed) return contents;
    const auto again = as_der(der);
    return again.empty() ? contents : read_der(again);
}

}  // namespace certlib
