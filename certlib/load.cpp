#include <amtcert/certlib/load.h>

#include <fmt/format.h>

#include "certificate_pair.h"
#include "der.h"
#include "password.h"
#include "pem.h"
#include "pkcs12.h"
#include "pkcs7.h"
#include "private_key.h"
#include "registry_export.h"
#include "serialized_store.h"
#include "sniff.h"
#include "wide_text.h"

namespace certlib {
namespace {

tl::unexpected<Error> too_large(std::size_t limit) { return fail(ErrorKind::limit, fmt::format("larger than {} MiB", limit >> 20U)); }

/// Loader fills one bundle from one source.
class Loader {
public:
    Loader(std::string source, const LoadOptions& options) : options_(options), password_(options.password, source) {
        bundle_.source = std::move(source);
    }

    Result<Bundle> load(ByteView data) {
        auto read = read_kind(data);
        if (!read) return tl::make_unexpected(read.error());
        if (bundle_.certificates.empty()) return nothing_found();
        return std::move(bundle_);
    }

private:
    Result<void> read_kind(ByteView data) {
        switch (sniff(data)) {
            case Kind::pem: return pem({reinterpret_cast<const char*>(data.data()), data.size()});
            case Kind::certificate_or_crl: return der(data);
            case Kind::pkcs7: bundle_.format = Format::pkcs7_der; return pkcs7(data);
            case Kind::certificate_pair:
                return pair(data);
            case Kind::pkcs12: return read_pkcs12(data, bundle_, password_, budget_, options_.limits);
            case Kind::serialized_store: return store(data, StoreFraming::file);
            case Kind::store_element: return store(data, StoreFraming::bare);
            case Kind::registry_export: return registry({reinterpret_cast<const char*>(data.data()), data.size()});
            case Kind::private_key: return private_key_or_certificate(data);
            case Kind::encrypted_private_key: bundle_.private_keys.push_back({.locked = true}); return {};
            case Kind::nothing: break;
        }
        if (data.empty()) return fail(ErrorKind::not_found, "empty file");
        return fail(ErrorKind::not_found, "no certificate found: neither PEM nor DER");
    }

    Result<Bundle> nothing_found() const {
        if (!bundle_.private_keys.empty())
            return fail(ErrorKind::not_found, "no certificate found, only a private key", "give the file that holds the certificate");
        if (!bundle_.crls.empty()) return fail(ErrorKind::not_found, "no certificate found, only a CRL");
        return fail(ErrorKind::not_found, "no certificate found");
    }

    Result<void> certificate(ByteView data) {
        if (bundle_.certificates.size() >= options_.limits.certificates)
            return fail(ErrorKind::limit, fmt::format("more than {} certificates", options_.limits.certificates),
                        "raise the limit with --max-certificates");
        auto parsed = Certificate::parse(data);
        if (!parsed) return tl::make_unexpected(parsed.error());
        bundle_.certificates.push_back(std::move(*parsed));
        return {};
    }

    /// A CRL differs from a certificate in that a time, not a validity, follows its issuer (RFC 5280 5.1).
    static bool is_crl(ByteView data) {
        der::Reader outer(data);
        const auto sequence = outer.read(der::tag::sequence, "list");
        if (!sequence) return false;
        der::Reader reader(*sequence);
        const auto tbs = reader.read(der::tag::sequence, "list");
        if (!tbs) return false;
        der::Reader fields(*tbs);
        const bool read = fields.optional(der::tag::integer) && fields.read(der::tag::sequence, "algorithm") &&
                          fields.read(der::tag::sequence, "issuer");
        return read && (fields.next_is(der::tag::utc_time) || fields.next_is(der::tag::generalized_time));
    }

    Result<void> der(ByteView data) {
        bundle_.format = Format::der;
        return is_crl(data) ? crl({data.begin(), data.end()}) : certificate(data);
    }

    Result<void> crl(Bytes data, const std::string& name = "CRL") {
        auto parsed = Crl::parse(std::move(data));
        if (!parsed) return fail(parsed.error().kind, name + ": " + parsed.error().message);
        bundle_.crls.push_back(std::move(*parsed));
        return {};
    }

    /// A version 1 certificate also begins like a private key: its signed part begins with a number.
    Result<void> private_key_or_certificate(ByteView data) {
        auto key = read_private_key(data);
        if (!key) return fail(ErrorKind::not_found, "no certificate found: neither PEM nor a DER certificate");
        bundle_.private_keys.push_back(std::move(*key));
        return {};
    }

    Result<void> pkcs7(ByteView data) {
        auto contents = read_pkcs7(data);
        if (!contents) return fail(contents.error().kind, "PKCS#7: " + contents.error().message);
        for (const auto& one : contents->certificates)
            if (auto added = certificate(one); !added)
                return fail(added.error().kind, "certificate in PKCS#7: " + added.error().message, added.error().hint);
        for (auto& one : contents->crls)
            if (auto added = crl(std::move(one), "CRL in PKCS#7"); !added) return added;
        return {};
    }

    Result<void> pair(ByteView data) {
        bundle_.format = Format::der;
        auto members = read_certificate_pair(data);
        if (!members) return fail(members.error().kind, "cross-certificate pair: " + members.error().message);
        for (const auto& one : *members)
            if (auto added = certificate(one); !added)
                return fail(added.error().kind, "certificate in cross-certificate pair: " + added.error().message,
                            added.error().hint);
        return {};
    }

    Result<void> store(ByteView data, StoreFraming framing) {
        bundle_.format = framing == StoreFraming::file ? Format::serialized_store : Format::store_element;
        return visit_store(data, framing, [this](const StoreElement& element) { return store_element(element); });
    }

    Result<void> registry(std::string_view text) {
        bundle_.format = Format::registry_export;
        return visit_registry_export(text, [this](const StoreElement& element) { return store_element(element); });
    }

    Result<void> store_element(const StoreElement& element) {
        // A list of trusted certificates names them and holds none.
        if (element.kind == StoreElementKind::ctl) return {};
        if (element.kind == StoreElementKind::crl)
            return crl({element.data.begin(), element.data.end()}, fmt::format("CRL {}", bundle_.crls.size() + 1));
        const auto place = bundle_.certificates.size();
        if (auto added = certificate(element.data); !added)
            return fail(added.error().kind, fmt::format("certificate {}: {}", place + 1, added.error().message),
                        added.error().hint);
        auto facts = element.facts;
        facts.certificate = place;
        if (!facts.friendly_name.empty() || facts.key_provider || facts.archived) bundle_.store_facts.push_back(std::move(facts));
        return {};
    }

    Result<void> pem(std::string_view text) {
        bundle_.format = Format::pem;
        const auto blocks = find_pem_blocks(text);
        for (std::size_t i = 0; i < blocks.size(); ++i)
            if (auto read = pem_block(blocks[i]); !read)
                return fail(read.error().kind, fmt::format("PEM block {} ({}): {}", i + 1, escape_unprintable(blocks[i].label), read.error().message),
                            read.error().hint);
        // A certificate whose END line is missing must not be dropped in silence: the chain would look incomplete.
        std::size_t begun = 0;
        constexpr std::string_view mark = "-----BEGIN CERTIFICATE-----";
        for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) ++begun;
        std::size_t finished = 0;
        for (const auto& block : blocks) finished += block.label == "CERTIFICATE" ? 1 : 0;
        if (begun > finished) return fail(ErrorKind::malformed, "truncated: a PEM certificate has no matching END line");
        return {};
    }

    Result<void> pem_block(const PemBlock& block) {
        const auto label = block.label;
        if (label.ends_with("PRIVATE KEY")) {
            auto key = read_private_key(block, password_, budget_);
            if (!key) return tl::make_unexpected(key.error());
            bundle_.private_keys.push_back(std::move(*key));
            return {};
        }
        const bool is_certificate = label == "CERTIFICATE" || label == "X509 CERTIFICATE";
        const bool is_trusted = label == "TRUSTED CERTIFICATE";
        const bool is_pkcs7 = label == "PKCS7" || label == "CMS" || label == "PKCS #7 SIGNED DATA";
        const bool is_list = label == "X509 CRL";
        if (!is_certificate && !is_trusted && !is_pkcs7 && !is_list) return {};
        auto data = from_base64(block.base64);
        if (!data) return tl::make_unexpected(data.error());
        if (is_list) return crl(std::move(*data));
        if (is_pkcs7 || (is_certificate && sniff(*data) == Kind::pkcs7)) {
            bundle_.format = Format::pkcs7_pem;
            return pkcs7(*data);
        }
        return certificate(is_trusted ? first_element(*data) : ByteView(*data));
    }

    /// OpenSSL's TRUSTED CERTIFICATE puts its trust settings behind the certificate.
    static ByteView first_element(ByteView data) {
        der::Reader reader(data);
        const auto element = reader.any();
        return element ? element->whole : data;
    }

    const LoadOptions& options_;
    Password password_;
    DerivationBudget budget_{options_.limits};
    Bundle bundle_;
};

}  // namespace

Result<Bundle> load(ByteView data, std::string source, const LoadOptions& options) {
    if (data.size() > options.limits.source_bytes) return too_large(options.limits.source_bytes);
    Loader loader(std::move(source), options);
    auto text = narrowed(data);
    auto bundle = loader.load(text.empty() ? data : ByteView(text));
    wipe(text.data(), text.size());
    return bundle;
}

Result<Bundle> load_file(const std::string& path, const LoadOptions& options) {
    auto data = read_file(path, options.limits.source_bytes);
    if (!data) return tl::make_unexpected(data.error());
    auto bundle = load(*data, path, options);
    wipe(data->data(), data->size());  // it may have held a private key
    return bundle;
}

}  // namespace certlib
