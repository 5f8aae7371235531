#include <amtcert/rules/device_list.h>

#include <fmt/format.h>

#include <optional>

#include <amtcert/certlib/name.h>

#include "data/device_list_parts.h"
#include "data/text.h"

namespace rules {
namespace {

using certlib::Bytes;
using certlib::ErrorKind;
using certlib::fail;

enum class ByteOrder { little, big };

void append_utf8(std::string& text, char32_t c) {
    const auto put = [&](char32_t octet) { text += static_cast<char>(static_cast<unsigned char>(octet)); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | (c >> 6U));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12U));
        put(0x80 | ((c >> 6U) & 0x3FU));
    } else {
        put(0xF0 | (c >> 18U));
        put(0x80 | ((c >> 12U) & 0x3FU));
        put(0x80 | ((c >> 6U) & 0x3FU));
    }
    put(0x80 | (c & 0x3FU));
}

/// utf8_from_utf16 reads what Windows PowerShell writes on `>`.
certlib::Result<std::string> utf8_from_utf16(std::string_view text, ByteOrder order) {
    if (text.size() % 2 != 0) return fail(ErrorKind::malformed, "UTF-16 text with an odd number of octets");
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto first = static_cast<unsigned char>(text[i]);
        const auto second = static_cast<unsigned char>(text[i + 1]);
        return order == ByteOrder::little ? first | (second << 8U) : (first << 8U) | second;
    };
    std::string utf8;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xE000) {
            const bool is_pair = c < 0xDC00 && i + 2 < text.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000;
            if (!is_pair) return fail(ErrorKind::malformed, fmt::format("UTF-16 text with half a surrogate pair at octet {}", i));
            i += 2;
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(i) - 0xDC00);
        }
        append_utf8(utf8, c);
    }
    return utf8;
}

certlib::Result<std::string> as_utf8(std::string_view text) {
    if (text.starts_with("\xFF\xFE")) return utf8_from_utf16(text.substr(2), ByteOrder::little);
    if (text.starts_with("\xFE\xFF")) return utf8_from_utf16(text.substr(2), ByteOrder::big);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return std::string(text);
}

bool is_hash_length(std::size_t octets) { return octets == 20 || octets == 32 || octets == 48; }

}  // namespace

certlib::Result<Bytes> parse_hash(std::string_view text) {
    text = text::trimmed(text);
    // Hexadecimal first: 64 such digits would be 48 octets of base64.
    const auto hex = certlib::from_hex(text);
    if (hex && is_hash_length(hex->size())) return *hex;
    auto base64 = certlib::from_base64(text);
    if (base64 && is_hash_length(base64->size())) return *base64;
    constexpr auto hint = "a hash has 20 (SHA-1), 32 (SHA-256) or 48 (SHA-384) octets, in hex or base64";
    if (hex) return fail(ErrorKind::usage, fmt::format("a hash of {} octets", hex->size()), hint);
    return fail(ErrorKind::usage, "no hash in hex or base64", hint);
}

certlib::Result<void> add(DeviceList& list, std::string_view where, std::string_view hash, TrustedHash entry) {
    auto octets = parse_hash(hash);
    if (!octets)
        return fail(ErrorKind::malformed, fmt::format("{}: {}", certlib::escape_unprintable(where), octets.error().message),
                    octets.error().hint);
    if (list.hashes.size() == most_trusted_hashes)
        return fail(ErrorKind::limit, fmt::format("more than {} hashes", most_trusted_hashes));
    entry.hash = std::move(*octets);
    entry.name = certlib::escape_unprintable(entry.name);
    list.hashes.push_back(std::move(entry));
    return {};
}

certlib::Result<DeviceList> read_device_list(std::string_view text) {
    if (text.size() > largest_device_list)
        return fail(ErrorKind::limit, fmt::format("larger than {} octets, too large for a list of hashes", largest_device_list));
    const auto utf8 = as_utf8(text);
    if (!utf8) return tl::make_unexpected(utf8.error());
    const auto content = text::trimmed(*utf8);
    const bool is_json = content.starts_with('{') || content.starts_with('[');
    auto list = is_json ? read_json(content) : is_tool_text(content) ? read_tool_text(content) : read_plain(content);
    if (list && list->hashes.empty())
        return fail(ErrorKind::not_found, "no trusted hash found",
                    "give the output of `rpc amtinfo -cert -json` or `meshcmd amthashes`, or one hash a line");
    return list;
}

}  // namespace rules
