#include <amtcert/certlib/bytes.h>

#include <algorithm>
#include <array>

#include "base64.h"

namespace certlib {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

constexpr auto base64_values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < base64_alphabet.size(); ++i)
        values[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<std::int8_t>(i);
    return values;
}();

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto octet : bytes) {
        text += hex_digits[octet >> 4U];
        text += hex_digits[octet & 0x0fU];
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    Bytes bytes;
    int high = -1;
    for (const char c : text) {
        if (is_space(c) || c == ':' || c == '-') continue;
        const int value = hex_value(c);
        if (value < 0) return fail(ErrorKind::malformed, "not hexadecimal");
        if (high < 0) {
            high = value;
            continue;
        }
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | value));
        high = -1;
    }
    if (high >= 0) return fail(ErrorKind::malformed, "odd number of hexadecimal digits");
    return bytes;
}

Result<std::size_t> decode_base64(std::string_view text, std::uint8_t* out) {
    std::uint8_t* const start = out;
    std::uint32_t group = 0;
    int digits = 0;
    int padding = 0;
    const auto value_of = [](char c) { return static_cast<std::int32_t>(base64_values[static_cast<unsigned char>(c)]); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Four digits in a row, as nearly all are; a CRL of a million entries has ten million such groups.
        while (digits == 0 && padding == 0 && i + 4 <= text.size()) {
            const auto a = value_of(text[i]), b = value_of(text[i + 1]), c = value_of(text[i + 2]), d = value_of(text[i + 3]);
            if ((a | b | c | d) < 0) break;
            const auto four = static_cast<std::uint32_t>(a << 18 | b << 12 | c << 6 | d);
            *out++ = static_cast<std::uint8_t>(four >> 16U);
            *out++ = static_cast<std::uint8_t>(four >> 8U);
            *out++ = static_cast<std::uint8_t>(four);
            i += 4;
        }
        if (i == text.size()) break;
        const char c = text[i];
        if (is_space(c)) continue;
        if (c == '=') {
            ++padding;
            continue;
        }
        const auto value = value_of(c);
        if (value < 0 || padding > 0) return fail(ErrorKind::malformed, "not base64");
        group = group << 6U | static_cast<std::uint32_t>(value);
        if (++digits < 4) continue;
        for (const unsigned shift : {16U, 8U, 0U}) *out++ = static_cast<std::uint8_t>(group >> shift);
        group = 0;
        digits = 0;
    }
    // RFC 4648 4: two digits are followed by "==" and three by "="; the bits left over are not looked at (3.5).
    if (digits == 1 || (digits == 0 && padding != 0) || (digits > 0 && digits + padding != 4))
        return fail(ErrorKind::malformed, "base64 is cut off");
    if (digits == 2) *out++ = static_cast<std::uint8_t>(group >> 4U);
    if (digits == 3) {
        *out++ = static_cast<std::uint8_t>(group >> 10U);
        *out++ = static_cast<std::uint8_t>(group >> 2U);
    }
    return static_cast<std::size_t>(out - start);
}

Result<Bytes> from_base64(std::string_view text) {
    Bytes bytes(text.size() / 4 * 3 + 3);
    const auto size = decode_base64(text, bytes.data());
    if (!size) return tl::make_unexpected(size.error());
    bytes.resize(*size);
    return bytes;
}

std::string to_base64(ByteView bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j) group = group << 8U | (j < count ? bytes[i + j] : 0U);
        for (std::size_t j = 0; j < 4; ++j) text += j <= count ? base64_alphabet[group >> (18U - 6U * j) & 0x3fU] : '=';
    }
    return text;
}

bool equal(ByteView left, ByteView right) { return std::equal(left.begin(), left.end(), right.begin(), right.end()); }

}  // namespace certlib
