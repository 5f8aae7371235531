#include "serialized_store.h"

#include <fmt/format.h>

#include "utf8.h"

namespace certlib {
namespace {

/// Identifiers of elements. Every other one is a property that says nothing to us: hashes, key identifiers, ...
namespace id {
constexpr std::uint32_t end = 0;
constexpr std::uint32_t key_provider = 2;
constexpr std::uint32_t friendly_name = 11;
constexpr std::uint32_t archived = 19;
constexpr std::uint32_t certificate = 32;
constexpr std::uint32_t crl = 33;
constexpr std::uint32_t ctl = 34;
}  // namespace id

constexpr std::size_t file_header_size = 8;
constexpr std::size_t element_header_size = 12;  ///< identifier, encoding, length
constexpr std::size_t key_provider_size = 28;    ///< the fixed part, seven numbers

tl::unexpected<Error> damaged(std::string message) { return fail(ErrorKind::malformed, std::move(message)); }

/// number reads 32 bits, the lowest first; the caller has seen that they are there.
std::uint32_t number(ByteView data, std::size_t at) {
    return static_cast<std::uint32_t>(data[at]) | static_cast<std::uint32_t>(data[at + 1]) << 8U |
           static_cast<std::uint32_t>(data[at + 2]) << 16U | static_cast<std::uint32_t>(data[at + 3]) << 24U;
}

/// wide_text reads UTF-16 up to a NUL or the end. A half of a surrogate pair becomes U+FFFD.
std::string wide_text(ByteView data) {
    std::string text;
    const auto unit = [&](std::size_t at) { return static_cast<char32_t>(data[at] | data[at + 1] << 8U); };
    for (std::size_t at = 0; at + 1 < data.size(); at += 2) {
        char32_t code_point = unit(at);
        if (code_point == 0) break;
        const bool is_first_half = code_point >= 0xd800 && code_point <= 0xdbff;
        if (is_first_half && at + 3 < data.size() && unit(at + 2) >= 0xdc00 && unit(at + 2) <= 0xdfff) {
            code_point = 0x10000 + ((code_point - 0xd800) << 10U) + (unit(at + 2) - 0xdc00);
            at += 2;
        }
        utf8::append(text, code_point);
    }
    return text;
}

/// read_key_provider reads the seven numbers (container and provider as offsets, provider type, flags, two about parameters, key
/// specification) and the names behind them. An offset of 0 stands for no name (MS-EFSR 2.2.2.1.4).
Result<KeyProvider> read_key_provider(ByteView data) {
    if (data.size() < key_provider_size)
        return damaged(fmt::format("key provider of {} octets, at least {} required", data.size(), key_provider_size));
    KeyProvider provider{.type = number(data, 8), .key_spec = number(data, 24)};
    for (const auto& [offset, target] :
         {std::pair{number(data, 0), &provider.container}, std::pair{number(data, 4), &provider.name}}) {
        if (offset == 0) continue;
        if (offset < key_provider_size || offset > data.size())
            return damaged(fmt::format("key provider of {} octets has a name at octet {}", data.size(), offset));
        *target = wide_text(data.subspan(offset));
    }
    return provider;
}

Result<void> read_property(std::uint32_t identifier, ByteView value, StoreFacts& facts) {
    if (identifier == id::friendly_name) facts.friendly_name = wide_text(value);
    if (identifier == id::archived) facts.archived = true;
    if (identifier != id::key_provider) return {};
    auto provider = read_key_provider(value);
    if (!provider) return tl::make_unexpected(provider.error());
    facts.key_provider = std::move(*provider);
    return {};
}

/// Elements reads them one by one.
class Elements {
public:
    Elements(ByteView data, StoreFraming framing)
        : rest_(data),
          framing_(framing) {}

    Result<void> visit_all(const ElementVisitor& visit) {
        if (framing_ == StoreFraming::file) {
            if (rest_.size() < file_header_size) return damaged("truncated in its header");
            rest_ = rest_.subspan(file_header_size);
        }
        StoreFacts facts;
        bool has_properties = false;
        while (framing_ == StoreFraming::file || !rest_.empty()) {
            auto header = read_header();
            if (!header) return tl::make_unexpected(header.error());
            if (header->identifier == id::end) return has_properties ? lone_properties() : end();
            const auto value = rest_.first(header->length);
            rest_ = rest_.subspan(header->length);
            const auto kind = kind_of(header->identifier);
            auto read = kind ? visit({*kind, value, std::move(facts)}) : read_property(header->identifier, value, facts);
            if (!read) return read;
            if (kind) facts = {};
            has_properties = !kind;
        }
        return has_properties ? lone_properties() : Result<void>();
    }

private:
    struct Header {
        std::uint32_t identifier = 0;
        std::uint32_t length = 0;
    };

    /// read_header sees to it that as many octets as the length says are there.
    Result<Header> read_header() {
        if (rest_.empty()) return damaged("truncated: no end mark");
        if (rest_.size() < element_header_size)
            return damaged(
                fmt::format("truncated: {} octets left, an element begins with {}", rest_.size(), element_header_size));
        const Header header{number(rest_, 0), number(rest_, 8)};
        rest_ = rest_.subspan(element_header_size);
        if (header.length > rest_.size())
            return damaged(fmt::format("truncated: element of type {} has {} octets, {} are left", header.identifier,
                                       header.length, rest_.size()));
        return header;
    }

    static std::optional<StoreElementKind> kind_of(std::uint32_t identifier) {
        switch (identifier) {
            case id::certificate:
                return StoreElementKind::certificate;
            case id::crl:
                return StoreElementKind::crl;
            case id::ctl:
                return StoreElementKind::ctl;
            default:
                return {};
        }
    }

    static Result<void> lone_properties() { return damaged("properties without a certificate, CRL or CTL behind them"); }

    /// The end mark has no content, and nothing comes after it.
    [[nodiscard]] Result<void> end() const {
        if (rest_.empty()) return {};
        return damaged(fmt::format("{} octets behind its end mark", rest_.size()));
    }

    ByteView rest_;
    StoreFraming framing_;
};

}  // namespace

Result<void> visit_store(ByteView data, StoreFraming framing, const ElementVisitor& visit) {
    auto read = Elements(data, framing).visit_all(visit);
    if (!read) return fail(read.error().kind, "serialized store: " + read.error().message, read.error().hint);
    return {};
}

}  // namespace certlib
