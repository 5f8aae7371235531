#include "data/encoding.h"

#include <fmt/format.h>

namespace rules::text {
namespace {

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
    if (text.size() % 2 != 0) return certlib::fail(certlib::ErrorKind::malformed, "UTF-16 text with an odd number of octets");
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
            if (!is_pair)
                return certlib::fail(certlib::ErrorKind::malformed,
                                     fmt::format("UTF-16 text with half a surrogate pair at octet {}", i));
            i += 2;
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(i) - 0xDC00);
        }
        append_utf8(utf8, c);
    }
    return utf8;
}

}  // namespace

certlib::Result<std::string> as_utf8(std::string_view text) {
    if (text.starts_with("\xFF\xFE")) return utf8_from_utf16(text.substr(2), ByteOrder::little);
    if (text.starts_with("\xFE\xFF")) return utf8_from_utf16(text.substr(2), ByteOrder::big);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return std::string(text);
}

bool is_nested_deeper(std::string_view json, std::size_t levels) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
            continue;
        }
        if (c == '"') in_string = true;
        if ((c == '{' || c == '[') && ++depth > levels) return true;
        if ((c == '}' || c == ']') && depth > 0) --depth;
    }
    return false;
}

}  // namespace rules::text
