#include <fmt/format.h>

#include <amtcert/certlib/crl.h>
#include <amtcert/certlib/load.h>

#include "base64.h"
#include "pem.h"
#include "pkcs7.h"
#include "registry_export.h"
#include "serialized_store.h"
#include "sniff.h"
#include "wide_text.h"

namespace certlib {
namespace {

bool is_list(const PemBlock& block) { return block.label == "X509 CRL"; }

bool is_pkcs7(const PemBlock& block) { return block.label == "PKCS7" || block.label == "CMS" || block.label == "PKCS #7 SIGNED DATA"; }

/// add parses one list and appends it.
Result<void> add(Bytes der, std::vector<Crl>& crls) {
    auto crl = Crl::parse(std::move(der));
    if (!crl) return fail(crl.error().kind, "CRL: " + crl.error().message);
    crls.push_back(std::move(*crl));
    return {};
}

Result<void> add_pkcs7(ByteView der, std::vector<Crl>& crls) {
    auto contents = read_pkcs7(der);
    if (!contents) return fail(contents.error().kind, "PKCS#7: " + contents.error().message);
    for (auto& one : contents->crls)
        if (auto added = add(std::move(one), crls); !added) return added;
    return {};
}

Result<void> add_block(const PemBlock& block, std::vector<Crl>& crls) {
    if (!is_list(block) && !is_pkcs7(block)) return {};
    auto der = from_base64(block.base64);
    if (!der) return tl::make_unexpected(der.error());
    return is_list(block) ? add(std::move(*der), crls) : add_pkcs7(*der, crls);
}

/// add_only_block decodes a list over its own text: one of a million entries then takes memory once.
Result<void> add_only_block(const PemBlock& block, Bytes data, std::vector<Crl>& crls) {
    const auto size = decode_base64(block.base64, data.data());
    if (!size) return tl::make_unexpected(size.error());
    data.resize(*size);
    return add(std::move(data), crls);
}

Result<void> add_pem(Bytes data, std::vector<Crl>& crls) {
    const auto blocks = find_pem_blocks({reinterpret_cast<const char*>(data.data()), data.size()});
    const auto in_block = [&](std::size_t number, Result<void> read) -> Result<void> {
        if (read) return read;
        return fail(read.error().kind, fmt::format("PEM block {}: {}", number + 1, read.error().message));
    };
    if (blocks.size() == 1 && is_list(blocks.front())) {
        const auto only = blocks.front();
        return in_block(0, add_only_block(only, std::move(data), crls));
    }
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (auto read = in_block(i, add_block(blocks[i], crls)); !read) return read;
    return {};
}

Result<void> add_any(Bytes data, std::vector<Crl>& crls) {
    const auto add_from_store = [&](const StoreElement& element) -> Result<void> {
        if (element.kind != StoreElementKind::crl) return {};
        return add({element.data.begin(), element.data.end()}, crls);
    };
    switch (sniff(data)) {
        case Kind::pem: return add_pem(std::move(data), crls);
        case Kind::certificate_or_crl: return add(std::move(data), crls);
        case Kind::pkcs7: return add_pkcs7(data, crls);
        case Kind::serialized_store: return visit_store(data, StoreFraming::file, add_from_store);
        case Kind::store_element: return visit_store(data, StoreFraming::bare, add_from_store);
        case Kind::registry_export:
            return visit_registry_export({reinterpret_cast<const char*>(data.data()), data.size()}, add_from_store);
        default: return {};
    }
}

}  // namespace

Result<std::vector<Crl>> read_crls(Bytes data) {
    std::vector<Crl> crls;
    if (auto text = narrowed(data); !text.empty()) data = std::move(text);
    if (auto read = add_any(std::move(data), crls); !read) return tl::make_unexpected(read.error());
    if (crls.empty()) return fail(ErrorKind::not_found, "no CRL found: neither PEM, DER nor a PKCS#7 or store with one in it");
    return crls;
}

Result<std::vector<Crl>> load_crls(const std::string& path) {
    auto data = read_file(path, largest_crl);
    if (!data) return tl::make_unexpected(data.error());
    return read_crls(std::move(*data));
}

}  // namespace certlib
