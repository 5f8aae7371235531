#include <amtcert/certlib/request.h>

#include <fmt/format.h>

#include <algorithm>

#include "algorithms.h"
#include "decode_extensions.h"
#include "der.h"
#include "password.h"
#include "pem.h"
#include "private_key.h"
#include "read_extensions.h"
#include "signed_data.h"

namespace certlib {
namespace {

namespace tag = der::tag;

constexpr std::string_view extension_request = "1.2.840.113549.1.9.14";
constexpr std::string_view microsoft_extension_request = "1.3.6.1.4.1.311.2.1.14";

/// RequestParser fills in a CertificationRequest, field by field in the order of RFC 2986 4.
class RequestParser {
public:
    explicit RequestParser(CertificationRequest& request)
        : request_(request) {}

    Result<void> parse() {
        der::Reader outer(request_.der);
        auto sequence = outer.read(tag::sequence, "certification request");
        if (!sequence) return tl::make_unexpected(sequence.error());
        if (auto end = outer.end("the certification request"); !end) return end;
        der::Reader reader(*sequence);
        auto info = reader.read(tag::sequence, "certificationRequestInfo");
        if (!info) return tl::make_unexpected(info.error());
        auto algorithm_element = reader.read(tag::sequence, "signature algorithm");
        if (!algorithm_element) return tl::make_unexpected(algorithm_element.error());
        auto algorithm = read_signature_algorithm(*algorithm_element);
        if (!algorithm) return tl::make_unexpected(algorithm.error());
        auto signature = reader.read(tag::bit_string, "signature");
        if (!signature) return tl::make_unexpected(signature.error());
        if (auto end = reader.end("signature"); !end) return end;
        request_.signature_algorithm = std::move(*algorithm);
        if (auto read = signed_part(der::Reader(*info)); !read) return read;
        request_.decoded = decode_extensions(request_.extensions, value_offsets_, request_.defects);
        request_.signature =
            verify_signature({info->whole, request_.signature_algorithm, der::bit_string_octets(*signature).value_or(ByteView{}),
                              request_.public_key, request_.public_key_info});
        return {};
    }

private:
    Result<void> signed_part(der::Reader reader) {
        if (auto version = reader.read(tag::integer, "version"); !version) return tl::make_unexpected(version.error());
        auto name_element = reader.read(tag::sequence, "subject");
        if (!name_element) return tl::make_unexpected(name_element.error());
        auto name = DistinguishedName::from_der(name_element->whole);
        if (!name) return fail(name.error().kind, "subject: " + name.error().message);
        request_.subject = std::move(*name);
        auto key_element = reader.read(tag::sequence, "subjectPublicKeyInfo");
        if (!key_element) return tl::make_unexpected(key_element.error());
        auto key = read_public_key(*key_element);
        if (!key) return fail(key.error().kind, "subjectPublicKeyInfo: " + key.error().message);
        request_.public_key = std::move(*key);
        request_.public_key_info.assign(key_element->whole.begin(), key_element->whole.end());
        // Attributes are demanded, but older tools leave the empty set out.
        auto attributes = reader.optional(tag::context(0, true));
        if (!attributes) return tl::make_unexpected(attributes.error());
        if (*attributes) {
            der::Reader list(**attributes);
            while (!list.at_end())
                if (auto read = attribute(list); !read) return read;
        }
        return reader.end("certificationRequestInfo");
    }

    Result<void> attribute(der::Reader& list) {
        auto element = list.read(tag::sequence, "attribute");
        if (!element) return tl::make_unexpected(element.error());
        der::Reader parts(*element);
        auto id_element = parts.read(tag::oid, "attribute type");
        if (!id_element) return tl::make_unexpected(id_element.error());
        auto id = der::object_identifier(*id_element);
        if (!id) return tl::make_unexpected(id.error());
        auto values = parts.read(tag::set, "attribute values");
        if (!values) return tl::make_unexpected(values.error());
        if (auto end = parts.end("attribute"); !end) return end;
        if (*id != extension_request && *id != microsoft_extension_request) return {};
        der::Reader value(*values);
        auto extensions = value.read(tag::sequence, "requested extensions");
        if (!extensions) return tl::make_unexpected(extensions.error());
        if (auto end = value.end("extensionRequest"); !end) return end;
        return read_extensions(der::Reader(*extensions), request_.extensions, value_offsets_, request_.defects);
    }

    CertificationRequest& request_;
    std::vector<std::size_t> value_offsets_;
};

bool is_request(std::string_view label) { return label == "CERTIFICATE REQUEST" || label == "NEW CERTIFICATE REQUEST"; }

Result<RequestFile> from_pem(std::string_view text, Password& password, const LoadLimits& limits) {
    DerivationBudget budget(limits);
    std::vector<CertificationRequest> requests;
    std::vector<PrivateKey> keys;
    for (const auto& block : find_pem_blocks(text)) {
        if (block.label.ends_with("PRIVATE KEY")) {
            auto key = read_private_key(block, password, budget);
            if (!key) return tl::make_unexpected(key.error());
            keys.push_back(std::move(*key));
        }
        if (!is_request(block.label)) continue;
        auto der = from_base64(block.base64);
        if (!der) return tl::make_unexpected(der.error());
        auto request = CertificationRequest::parse(*der);
        if (!request) return tl::make_unexpected(request.error());
        requests.push_back(std::move(*request));
    }
    if (requests.empty())
        return fail(ErrorKind::not_found, "no certificate request found", "a request says BEGIN CERTIFICATE REQUEST");
    if (requests.size() > 1)
        return fail(ErrorKind::usage, fmt::format("{} certificate requests; give one at a time", requests.size()));
    return RequestFile{std::move(requests.front()), std::move(keys)};
}

}  // namespace

Result<CertificationRequest> CertificationRequest::parse(ByteView der) {
    CertificationRequest request;
    request.der.assign(der.begin(), der.end());
    if (auto done = RequestParser(request).parse(); !done) return tl::make_unexpected(done.error());
    return request;
}

std::vector<std::string> CertificationRequest::dns_names() const {
    std::vector<std::string> names;
    if (decoded.subject_alternative_name)
        for (const auto& name : *decoded.subject_alternative_name)
            if (name.kind == GeneralNameKind::dns) names.push_back(name.text);
    return names;
}

Result<RequestFile> load_request(const std::string& path, const LoadOptions& options) {
    auto data = read_file(path, options.limits.source_bytes);
    if (!data) return tl::make_unexpected(data.error());
    Password password(options.password, path);
    Result<RequestFile> file = fail(ErrorKind::not_found, "no certificate request found: empty file");
    if (!data->empty() && data->front() == tag::sequence) {
        auto request = CertificationRequest::parse(*data);
        file = request ? Result<RequestFile>(RequestFile{std::move(*request), {}}) : tl::make_unexpected(request.error());
    } else if (!data->empty()) {
        file = from_pem({reinterpret_cast<const char*>(data->data()), data->size()}, password, options.limits);
    }
    wipe(data->data(), data->size());  // it may have held a private key
    return file;
}

}  // namespace certlib
